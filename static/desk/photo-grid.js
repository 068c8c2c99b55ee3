// The bar below the grid of the photo desk: how many photos are ticked, and all of the page at once. It is
// shown while one is ticked; without this script it stands below the grid always.
const form = document.querySelector(".photo-chosen")
const boxes = () => [...form.querySelectorAll("[name=chosen]")]

const draw = () => {
  const bar = form.querySelector(".photo-chosen__bar")
  const all = form.querySelector("[data-choose-all]")
  const count = boxes().filter((box) => box.checked).length
  const output = bar.querySelector("output")
  output.textContent = output.dataset.count.replace("{count}", count)
  bar.hidden = !count
  all.closest("label").hidden = false
  all.checked = count === boxes().length
  all.indeterminate = count > 0 && !all.checked
}

form?.addEventListener("change", ({ target }) => {
  if ("chooseAll" in target.dataset) for (const box of boxes()) box.checked = target.checked
  draw()
})
// A browser may keep the ticks when the user comes back to the page.
if (form) window.addEventListener("pageshow", draw)
