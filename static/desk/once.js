// A form goes once, however often its button is tapped while the answer is on its way.
const PATIENCE = 8000 // ms, after which the answer is taken for lost, or the sender stayed

document.addEventListener("submit", (event) => {
  const form = event.target
  if (form.dataset.sent) {
    event.preventDefault()
    return
  }
  form.dataset.sent = "yes"
  setTimeout(() => delete form.dataset.sent, PATIENCE)
})
