// Saves a mark or a field of the workbench as soon as it changes, and shows the new reading without
// reloading. Without this script the same form is sent by its buttons.
const bench = document.getElementById("workbench")
const kinds = document.getElementById("kind")
let pending = Promise.resolve()

document.documentElement.classList.add("scripted")

const fragment = (name) => document.getElementById(`bench-${name}`)

const openParagraphs = () => {
  const summaries = fragment("reading").querySelectorAll("details[open] summary")
  return new Set([...summaries].map((summary) => summary.textContent))
}

const show = (name, html) => {
  const element = fragment(name)
  const { scrollTop } = element
  element.innerHTML = html
  element.scrollTop = scrollTop
}

// The text of a story without its position on the page, to find the stories that have changed.
const storyText = (story) => [...story.children].slice(1).map((child) => child.innerText).join("\n")

const showReading = (html) => {
  const open = openParagraphs()
  const before = new Set([...fragment("reading").querySelectorAll(".story")].map(storyText))
  show("reading", html)
  for (const summary of fragment("reading").querySelectorAll("summary")) {
    if (open.has(summary.textContent)) summary.parentElement.open = true
  }
  for (const story of fragment("reading").querySelectorAll(".story")) {
    story.classList.toggle("is-new", !before.has(storyText(story)))
  }
  const changed = fragment("reading").querySelector(".is-new")
  if (changed) fragment("reading").scrollTop = changed.offsetTop
}

const showFailure = () => {
  const note = document.createElement("p")
  note.className = "desk-note"
  note.textContent = bench.dataset.failed
  fragment("status").append(note)
}

const post = async (fields) => {
  bench.setAttribute("aria-busy", "true")
  try {
    const response = await fetch(window.location.pathname, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": bench.elements.csrfmiddlewaretoken.value },
      body: new URLSearchParams(fields),
    })
    if (!response.ok) throw new Error(response.status)
    const fragments = await response.json()
    show("status", fragments.status)
    show("text", fragments.text)
    showReading(fragments.reading)
  } catch {
    showFailure()
  }
  bench.removeAttribute("aria-busy")
}

// One request after the other, so that the last change is stored last.
const save = (fields) => (pending = pending.then(() => post(fields)))

const buttonOf = (line) => document.querySelector(`#line-${line} .line__kind`)

const openMenu = (button) => {
  const line = button.value
  const select = kinds.cloneNode(true)
  select.removeAttribute("id")
  select.removeAttribute("name")
  select.className = "line__choice"
  select.setAttribute("aria-label", button.getAttribute("aria-label"))
  select.value = button.dataset.mark
  let open = true
  const close = () => {
    if (!open) return
    open = false // replacing the menu blurs it, which calls close() again
    select.replaceWith(button)
  }
  select.addEventListener("change", () => {
    open = false
    save({ line, kind: select.value }).then(() => {
      if (select.isConnected) select.replaceWith(button)
      buttonOf(line)?.focus({ preventScroll: true })
    })
  })
  select.addEventListener("blur", close)
  select.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return
    close()
    button.focus()
  })
  button.replaceWith(select)
  select.focus()
  if (navigator.userActivation?.isActive !== false) select.showPicker?.() // a browser asks for a touch or key just before
}

bench.addEventListener("click", (event) => {
  const button = event.target.closest("button.line__kind")
  if (!button) return
  event.preventDefault()
  openMenu(button)
})

bench.addEventListener("change", (event) => {
  if (event.target.closest(".bench__overrides") && event.target !== kinds) {
    save({ [event.target.name]: event.target.value })
  }
})

let idle = true
bench.addEventListener("submit", (event) => {
  if (!event.submitter || !("files" in event.submitter.dataset)) {
    event.preventDefault() // Enter in a field: the change event has saved it
  } else if (idle) {
    // File only after all changes are saved; a form cannot be submitted within its submit event.
    event.preventDefault()
    idle = false
    pending.then(() => setTimeout(() => bench.requestSubmit(event.submitter)))
  }
})
window.addEventListener("pageshow", () => (idle = true))

window.markReady(bench, "workbench")
