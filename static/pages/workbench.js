// The workbench without reloading: a mark or a field is sent as soon as it is set, and the text and
// its reading come back as they are read now. Without this script the same form reloads the page.
const bench = document.getElementById("workbench")
const kinds = document.getElementById("kind")
let pending = Promise.resolve()

document.documentElement.classList.add("scripted")

const part = (name) => document.getElementById(`bench-${name}`)

const opened = () =>
  new Set([...part("reading").querySelectorAll("details[open] summary")].map((s) => s.textContent))

const show = (name, html) => {
  const place = part(name)
  const { scrollTop } = place
  place.innerHTML = html
  place.scrollTop = scrollTop
}

// What a story says, wherever it stands now.
const words = (story) => [...story.children].slice(1).map((part) => part.innerText).join("\n")

const showReading = (html) => {
  const open = opened()
  const before = new Set([...part("reading").querySelectorAll(".story")].map(words))
  show("reading", html)
  for (const summary of part("reading").querySelectorAll("summary")) {
    if (open.has(summary.textContent)) summary.parentElement.open = true
  }
  for (const story of part("reading").querySelectorAll(".story")) {
    story.classList.toggle("is-new", !before.has(words(story)))
  }
  const changed = part("reading").querySelector(".is-new")
  if (changed) part("reading").scrollTop = changed.offsetTop
}

const complain = () => {
  const said = document.createElement("p")
  said.className = "desk-note"
  said.textContent = bench.dataset.failed
  part("standing").append(said)
}

const post = async (said) => {
  bench.setAttribute("aria-busy", "true")
  try {
    const answer = await fetch(window.location.pathname, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": bench.elements.csrfmiddlewaretoken.value },
      body: new URLSearchParams(said),
    })
    if (!answer.ok) throw new Error(answer.status)
    const fragments = await answer.json()
    show("standing", fragments.standing)
    show("text", fragments.text)
    showReading(fragments.reading)
  } catch {
    complain()
  }
  bench.removeAttribute("aria-busy")
}

// One after the other: what was said last holds.
const say = (said) => (pending = pending.then(() => post(said)))

const buttonOf = (line) => document.querySelector(`#line-${line} .line__kind`)

const choose = (button) => {
  const line = button.value
  const select = kinds.cloneNode(true)
  select.removeAttribute("id")
  select.removeAttribute("name")
  select.className = "line__choice"
  select.setAttribute("aria-label", button.getAttribute("aria-label"))
  select.value = button.dataset.mark
  let open = true
  const back = () => {
    if (!open) return
    open = false // taking the menu away blurs it, which leads here again
    select.replaceWith(button)
  }
  select.addEventListener("change", () => {
    open = false
    say({ line, kind: select.value }).then(() => {
      if (select.isConnected) select.replaceWith(button)
      buttonOf(line)?.focus({ preventScroll: true })
    })
  })
  select.addEventListener("blur", back)
  select.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return
    back()
    button.focus()
  })
  button.replaceWith(select)
  select.focus()
  select.showPicker?.()
}

bench.addEventListener("click", (event) => {
  const button = event.target.closest("button.line__kind")
  if (!button) return
  event.preventDefault()
  choose(button)
})

bench.addEventListener("change", (event) => {
  if (event.target.closest(".bench__given") && event.target !== kinds) {
    say({ [event.target.name]: event.target.value })
  }
})

let idle = true
bench.addEventListener("submit", (event) => {
  if (!event.submitter || !("files" in event.submitter.dataset)) {
    event.preventDefault() // Enter in a field: its change was sent
  } else if (idle) {
    // Only when everything that was said has arrived, and never within its own event.
    event.preventDefault()
    idle = false
    pending.then(() => setTimeout(() => bench.requestSubmit(event.submitter)))
  }
})
window.addEventListener("pageshow", () => (idle = true))
