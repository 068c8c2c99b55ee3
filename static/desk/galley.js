// The galley page of a proofreader: makes each box as high as its text, and marks the changed boxes.
const form = document.getElementById("galley")

if (form) {
  const boxes = [...form.querySelectorAll("textarea[data-original]")]
  const growsByItself = CSS.supports("field-sizing", "content")
  const changed = (box) => box.value !== box.dataset.original

  const update = (box) => {
    box.parentElement.classList.toggle("desk-galley__changed", changed(box))
    if (growsByItself) return
    box.style.height = "auto"
    box.style.height = `${box.scrollHeight}px`
  }

  boxes.forEach(update)
  form.addEventListener("input", (event) => event.target.dataset.original !== undefined && update(event.target))
  window.markReady(form, "galley")
}
