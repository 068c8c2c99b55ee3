// On the board of captions without a picture: uses the photo that is chosen in the dialog
// (photo-chooser.js) for the caption whose button opened it.
const form = document.querySelector(".photo-board__join")

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-choose]")
  if (!button) return
  form.elements.caption.value = button.dataset.choose
  const words = document.querySelector(".desk-chooser__for")
  words.textContent = button.dataset.for
  words.hidden = !button.dataset.for
})
document.addEventListener("desk-add-photo", ({ detail }) => {
  form.elements.picture.value = detail.id
  form.submit()
})

for (const board of document.querySelectorAll(".photo-board")) window.markReady(board, "photo-board")
