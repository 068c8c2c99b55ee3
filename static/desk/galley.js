// The galley: boxes as high as their words, the changed ones marked, no leaving with words unsigned.
const form = document.getElementById("galley")

if (form) {
  const boxes = [...form.querySelectorAll("textarea[data-original]")]
  const fitsItself = CSS.supports("field-sizing", "content")
  const changed = (box) => box.value !== box.dataset.original
  let sent = false

  const show = (box) => {
    box.parentElement.classList.toggle("desk-galley__changed", changed(box))
    if (fitsItself) return
    box.style.height = "auto"
    box.style.height = `${box.scrollHeight}px`
  }

  boxes.forEach(show)
  form.addEventListener("input", (event) => event.target.dataset.original !== undefined && show(event.target))
  form.addEventListener("submit", () => (sent = true))
  addEventListener("pageshow", () => (sent = false))
  addEventListener("beforeunload", (event) => {
    if (!sent && boxes.some(changed)) event.preventDefault()
  })
}
