// Sends a form only once, however often its button is pressed while the answer is awaited.
// ms after which the form may be sent again: the answer was lost, or the page was not left.
const RESEND_DELAY = 8000

document.addEventListener("submit", (event) => {
  const form = event.target
  if (form.dataset.sent) {
    event.preventDefault()
    return
  }
  form.dataset.sent = "yes"
  setTimeout(() => delete form.dataset.sent, RESEND_DELAY)
})
