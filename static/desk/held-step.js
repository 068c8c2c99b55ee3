// The button of a step that nobody may take by mistake, such as 紧急撤稿: holding it, or pressing it
// twice, takes the step at once. Without this script, the button opens the step's own page.
const HOLD = 700 // ms for which the button is held
const ARMED = 5000 // ms within which the second press has to follow

for (const place of document.querySelectorAll(".desk-held")) attach(place)

function attach(place) {
  const button = place.querySelector("button")
  const hint = place.querySelector("[role=status]")
  let holding, armed

  const show = (state) => {
    place.dataset.state = state
    hint.textContent = hint.dataset[state]
  }
  const release = () => {
    clearTimeout(holding)
    place.classList.remove("desk-held--pressed")
  }
  const disarm = () => {
    armed = undefined
    show("waits")
  }
  const arm = () => {
    armed = setTimeout(disarm, ARMED)
    show("armed")
  }
  const take = () => {
    release()
    clearTimeout(armed)
    button.disabled = true
    show("sent")
    send(place)
  }
  const hold = () => {
    release()
    place.classList.add("desk-held--pressed")
    holding = setTimeout(take, HOLD)
  }

  button.addEventListener("pointerdown", (event) => event.button === 0 && hold())
  button.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return
    if (event.repeat) event.preventDefault() // a held key is one press
    else hold()
  })
  for (const end of ["pointerup", "pointerleave", "pointercancel", "keyup", "blur"]) {
    button.addEventListener(end, release)
  }
  button.addEventListener("contextmenu", (event) => event.preventDefault()) // a long tap opens it
  button.addEventListener("click", (event) => {
    event.preventDefault()
    if (armed) take()
    else arm()
  })
  show("waits")
  window.markReady(place, "held-step")
}

// Not by sending the form: leaving the page would first ask about what is not saved.
async function send(place) {
  const form = place.querySelector("form[method=post]")
  try {
    const options = { method: "POST", body: new FormData(form), redirect: "manual" }
    const answer = await fetch(form.action, options)
    if (answer.type !== "opaqueredirect") throw new Error(answer.status)
  } catch {
    form.submit()
    return
  }
  location.assign(place.dataset.next)
}
