// The window in which a picture of the photo desk is chosen for the story.
const group = document.getElementById("story_photos-group")
const dialog = group.querySelector(".desk-chooser")
const photos = dialog.querySelector(".desk-chooser__photos")
const search = dialog.querySelector("[type=search]")
const older = dialog.querySelector("[data-older]")
const PATIENCE = 250 // ms after the last letter

let asked = 0
let before = null

const inStory = (id) => group.querySelector(`.desk-picture:not(.is-removed)[data-photo="${id}"]`)

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
    const concern = document.createElement("small")
    concern.className = "desk-late"
    concern.textContent = message
    button.append(concern)
  }
  button.setAttribute("aria-pressed", Boolean(inStory(photo.id)))
  button.addEventListener("click", () => {
    document.dispatchEvent(new CustomEvent("desk-add-photo", { detail: photo }))
    button.setAttribute("aria-pressed", "true")
  })
  item.append(button)
  return item
}

const find = async (more = false) => {
  asked += 1
  const mine = asked
  const query = new URLSearchParams({ q: search.value.trim() })
  if (more && before) query.set("before", before)
  const response = await fetch(`${group.dataset.photos}?${query}`)
  const found = await response.json()
  if (mine !== asked) return // something else was typed meanwhile
  if (!more) photos.replaceChildren()
  photos.append(...found.photos.map(tile))
  before = found.older
  older.hidden = !before
  dialog.querySelector(".desk-empty").hidden = photos.childElementCount > 0
}

const open = () => {
  dialog.showModal()
  find()
}

let typing
search.addEventListener("input", (event) => {
  event.stopPropagation() // a search is no change of the story
  clearTimeout(typing)
  typing = setTimeout(find, PATIENCE)
})
older.addEventListener("click", () => find(true))
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close())
dialog.querySelector("[data-upload]").addEventListener("click", () => {
  dialog.close()
  group.querySelector("[data-anywhere] [data-photo-files]").click()
})
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close()
})
group.querySelector("[data-choose]").addEventListener("click", open)
document.addEventListener("desk-choose-photo", open)
