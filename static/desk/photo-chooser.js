// The dialog in which a picture of the photo desk is chosen, for a story or for a waiting caption. Each
// choice is announced by the event `desk-add-photo`, whose `detail` is the picture.
const dialog = document.querySelector(".desk-chooser")
const photos = dialog.querySelector(".desk-chooser__photos")
const search = dialog.querySelector("[type=search]")
const older = dialog.querySelector("[data-older]")
const TYPING_PAUSE = 250 // ms between the last key and the search

let requestCount = 0
let nextPage = null

const inStory = (id) => document.querySelector(`.desk-picture:not(.is-removed)[data-photo="${id}"]`)

const tile = (photo) => {
  const item = document.createElement("li")
  const button = document.createElement("button")
  const image = document.createElement("img")
  const words = document.createElement("span")
  const credit = document.createElement("small")
  button.type = "button"
  image.src = photo.thumbnail
  image.alt = ""
  image.loading = "lazy"
  words.textContent = photo.caption || photo.name
  credit.textContent = photo.credit
  button.append(image, words, credit)
  for (const message of photo.blocking) {
    const warning = document.createElement("small")
    warning.className = "desk-late"
    warning.textContent = message
    button.append(warning)
  }
  button.setAttribute("aria-pressed", Boolean(inStory(photo.id)))
  button.addEventListener("click", () => {
    document.dispatchEvent(new CustomEvent("desk-add-photo", { detail: photo }))
    button.setAttribute("aria-pressed", "true")
  })
  item.append(button)
  return item
}

const loadPhotos = async (more = false) => {
  requestCount += 1
  const requestNumber = requestCount
  const query = new URLSearchParams({ q: search.value.trim() })
  if (more && nextPage) query.set("before", nextPage)
  const response = await fetch(`${dialog.dataset.photos}?${query}`)
  const found = await response.json()
  if (requestNumber !== requestCount) return // a newer search has been sent meanwhile
  if (!more) photos.replaceChildren()
  photos.append(...found.photos.map(tile))
  nextPage = found.older
  older.hidden = !nextPage
  dialog.querySelector(".desk-empty").hidden = photos.childElementCount > 0
}

const open = () => {
  dialog.showModal()
  loadPhotos()
}

let typingTimer
search.addEventListener("input", (event) => {
  event.stopPropagation() // typing in the search box does not change the story
  clearTimeout(typingTimer)
  typingTimer = setTimeout(loadPhotos, TYPING_PAUSE)
})
older.addEventListener("click", () => loadPhotos(true))
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close())
dialog.querySelector("[data-upload]")?.addEventListener("click", () => {
  dialog.close()
  document.querySelector("[data-anywhere] [data-photo-files]").click()
})
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close()
})
for (const button of document.querySelectorAll("[data-choose]")) button.addEventListener("click", open)
document.addEventListener("desk-choose-photo", open)

const served = document.querySelectorAll("[data-served-by~=photo-chooser]")
for (const part of served) window.markReady(part, "photo-chooser")
