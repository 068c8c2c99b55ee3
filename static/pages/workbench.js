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
    show("doubts", fragments.doubts)
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

// Shows the menu of a line in place of its button; `done` puts the focus where the user goes on.
const openMenu = (button, done) => {
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
      done()
    })
  })
  select.addEventListener("blur", close)
  select.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return
    close()
    done()
  })
  button.replaceWith(select)
  select.focus()
  if (navigator.userActivation?.isActive !== false) select.showPicker?.() // a browser asks for a touch or key just before
}

bench.addEventListener("click", (event) => {
  const button = event.target.closest("button.line__kind")
  if (!button) return
  event.preventDefault()
  openMenu(button, () => buttonOf(button.value)?.focus({ preventScroll: true }))
})

// --- doubts: settled one after the other, by mouse, touch or keyboard ---------------------------

const doubts = fragment("doubts")
const fileButton = document.querySelector("button[data-files]")
const choiceOfKey = { 1: ".doubt__first", 2: ".doubt__second", 3: ".doubt__other" }
let deciding = false

const listed = () => [...doubts.querySelectorAll(".doubt")]

// The doubt about the line or the next one below, else the first that is left, else filing.
const focusDoubt = (line) => {
  const next = listed().find((doubt) => Number(doubt.dataset.line) >= line) ?? listed()[0]
  const target = next?.querySelector(".doubt__first") ?? fileButton
  target.focus()
}

const showLine = (number) => {
  const pane = fragment("text")
  pane.querySelector(".is-asked")?.classList.remove("is-asked")
  const line = document.getElementById(`line-${number}`)
  if (!line) return // a very long page shows only its beginning
  line.classList.add("is-asked")
  pane.scrollTop = line.offsetTop - pane.clientHeight / 3
}

const decide = async (choice, line) => {
  if (deciding) return
  deciding = true
  await save({ settle: choice.value })
  deciding = false
  focusDoubt(line)
}

doubts?.addEventListener("click", (event) => {
  const choice = event.target.closest(".doubt__choices > *")
  if (!choice) return
  event.preventDefault()
  const line = Number(choice.closest(".doubt").dataset.line)
  const label = buttonOf(line)
  if (choice.matches("button")) decide(choice, line)
  else if (label) openMenu(label, () => focusDoubt(line))
})

doubts?.addEventListener("focusin", (event) => {
  const doubt = event.target.closest(".doubt")
  if (doubt) showLine(doubt.dataset.line)
})

doubts?.addEventListener("keydown", (event) => {
  const doubt = event.target.closest(".doubt")
  if (!doubt || event.altKey || event.ctrlKey || event.metaKey) return
  const neighbour = { ArrowUp: doubt.previousElementSibling, ArrowDown: doubt.nextElementSibling }
  const choice = choiceOfKey[event.key]
  if (event.key in neighbour) neighbour[event.key]?.querySelector(".doubt__first").focus()
  else if (choice && !event.repeat) doubt.querySelector(choice).click()
  else if (event.key !== "Enter" || !event.repeat) return // a key held down decides once
  event.preventDefault()
})
fileButton?.addEventListener("keydown", (event) => {
  if (event.repeat) event.preventDefault()
})

if (doubts && !window.location.hash && listed().length) focusDoubt(0)

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
