// The page of a form that could not be saved: buttons that copy each text, and sending the form again with
// the token of the present log-in, which may be newer than the page.
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]

const again = document.querySelector("[data-resend]")
if (again) {
  again.addEventListener("submit", ({ target }) => {
    if (token()) target.elements.csrfmiddlewaretoken.value = token()
  })
  window.markReady(again, "unsaved")
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = button.parentElement.querySelector(".desk-sent")
  const label = button.textContent
  button.hidden = !navigator.clipboard
  button.addEventListener("click", async () => {
    const types = { "text/plain": text.innerText, "text/html": text.innerHTML }
    const blobs = Object.entries(types).map(([type, part]) => [type, new Blob([part], { type })])
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))])
    button.textContent = `${label} ✓`
  })
}
