// The pictures in the form of a story, with a card for each. The editor (photo-place.js) sends events
// about which of them are in the text, and where. Pictures are added from files (photo-upload.js) or
// from the photo desk (photo-chooser.js).
const group = document.getElementById("story_photos-group")
const list = group.querySelector(".desk-pictures__rows")
const template = group.querySelector("template")
const total = group.querySelector('[name="story_photos-TOTAL_FORMS"]')

let placed = []

const dispatch = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }))
// The editor may come later than the first picture: what it is told waits, in order, until it speaks.
const editorIsThere = new Promise((resolve) => {
  document.addEventListener("desk-photos-placed", resolve, { once: true })
})
const tellEditor = (name, detail) => editorIsThere.then(() => dispatch(name, detail))
const cards = () => [...list.children]
const field = (card, name) => card.querySelector(`[name="${card.dataset.prefix}-${name}"]`)
const showMessage = (text) => {
  group.querySelector(".desk-pictures__said").textContent = text
}

// Sets a value like a user's input, so that the editor shows it and leaving the page gives a warning.
const setValue = (input, value) => {
  input.value = value
  input.dispatchEvent(new Event("input", { bubbles: true }))
}

// --- how the cards look ---------------------------------------------------------------------------

const isRemoved = (card) => field(card, "DELETE")?.checked
const lacksAlt = (card) =>
  card.dataset.thumbnail && !isRemoved(card) && !field(card, "alt").value.trim()

const findLead = () => {
  const shown = placed
    .map((number) => cards().find((card) => card.dataset.place === number))
    .filter((card) => card?.dataset.thumbnail)
  return shown.find((card) => field(card, "is_lead").checked) || shown[0]
}

const drawCard = (card, leadCard) => {
  const image = card.querySelector("img")
  const { place, thumbnail } = card.dataset
  const isPlaced = placed.includes(place)
  image.hidden = !thumbnail
  if (thumbnail && image.getAttribute("src") !== thumbnail) image.src = thumbnail
  card.classList.toggle("is-awaited", !thumbnail)
  card.classList.toggle("is-removed", Boolean(isRemoved(card)))
  card.classList.toggle("is-placed", isPlaced)
  card.classList.toggle("is-lead", card === leadCard)
  card.classList.toggle("is-lead-unasked", card === leadCard && !field(card, "is_lead").checked)
  card.classList.toggle("lacks-alt", Boolean(lacksAlt(card)))
  card.querySelector("[data-put]").hidden = isPlaced || !place
  card.querySelector("[data-show]").hidden = !isPlaced
  card.querySelector("[data-alt]").hidden = !field(card, "caption").value.trim()
  card.querySelector(".desk-picture__name").textContent =
    field(card, "caption").value.trim() || "—"
}

const draw = () => {
  const leadCard = findLead()
  for (const card of cards()) drawCard(card, leadCard)
  const lacking = cards().filter((card) => lacksAlt(card) && field(card, "caption").value.trim())
  group.querySelector(".desk-pictures__alts").hidden = lacking.length < 2
  dispatch("desk-pictures-changed")
}

// Puts the cards in the order of the text, as in the gallery of the published story; not while one of
// them is being edited, because the focus would be lost.
const sortCards = () => {
  const rank = (card) => {
    const index = placed.indexOf(card.dataset.place)
    return index < 0 ? placed.length : index
  }
  const sorted = cards().sort((a, b) => rank(a) - rank(b))
  if (sorted.some((card, index) => card !== list.children[index]) && !list.matches(":focus-within")) {
    list.append(...sorted)
  }
}

// --- adding, removing -----------------------------------------------------------------------------

const addEmptyCard = () => {
  const number = Number(total.value)
  total.value = number + 1
  const fragment = template.content.cloneNode(true)
  const card = fragment.firstElementChild
  card.outerHTML = card.outerHTML.replaceAll("__prefix__", number)
  const newCard = fragment.firstElementChild
  list.append(newCard)
  for (const zone of newCard.querySelectorAll("[data-served-by]")) zone.dataset.ready = ""
  return newCard
}

const restore = (card) => {
  field(card, "DELETE").checked = false
  if (card.dataset.place) tellEditor("desk-put-photo", card.dataset.place)
  draw()
}

const remove = (card) => {
  field(card, "DELETE").checked = true
  setValue(field(card, "caption"), field(card, "caption").value)
  tellEditor("desk-take-photo", card.dataset.place)
  draw()
  card.querySelector("[data-restore]").focus()
}

// Adds a picture of the photo desk: {id, caption, credit, alt, thumbnail, blocking, own_url}. Returns
// its card.
const add = (photo) => {
  const existing = cards().find((card) => card.dataset.photo === String(photo.id))
  if (existing && isRemoved(existing)) restore(existing)
  if (existing) {
    showMessage(group.dataset.already)
    return existing
  }
  const card = addEmptyCard()
  card.dataset.photo = photo.id
  card.dataset.place = `new-${photo.id}`
  card.dataset.thumbnail = photo.thumbnail
  field(card, "photo").value = photo.id
  for (const name of ["caption", "credit", "alt"]) setValue(field(card, name), photo[name])
  const ownOffer = card.querySelector("[data-offer-own]")
  ownOffer.hidden = !photo.own_url
  ownOffer.querySelector("[data-tap]").dataset.tap = photo.own_url
  tellEditor("desk-put-photo", card.dataset.place)
  showMessage(photo.blocking.join(" "))
  draw()
  return card
}

// Adds the picture of a caption that had none; its card takes the caption's texts and place. Returns
// the card, or null if the story shows the picture elsewhere.
const fillAwaitedCard = (awaited, photo) => {
  const isShown = cards().some(
    (card) => card.dataset.photo === String(photo.id) && !isRemoved(card),
  )
  if (isShown) {
    showMessage(group.dataset.already)
    return null
  }
  tellEditor("desk-exchange-photo", [awaited.dataset.place, `new-${photo.id}`])
  const card = add(photo)
  for (const name of ["caption", "credit", "alt"]) {
    const text = field(awaited, name).value
    if (text) setValue(field(card, name), text)
  }
  remove(awaited)
  return card
}

const fetchPhoto = async (id) => {
  const response = await fetch(`${group.dataset.photos}?photo=${id}`)
  return (await response.json()).photos[0]
}

document.addEventListener("desk-add-photo", ({ detail }) => add(detail))

// Files are added to the story in the order in which they were chosen, not in which they arrive.
const uploadAnswers = new WeakMap() // list item of a file -> answer of the photo desk
let adding = Promise.resolve()

const addUploaded = async (zone, { id, new: isNew }) => {
  const awaited = zone.closest(".desk-picture")
  const photo = await fetchPhoto(id)
  if (!photo) return showMessage(group.dataset.notYours)
  const card = awaited ? fillAwaitedCard(awaited, photo) : add(photo)
  if (card && !isNew) card.querySelector("[data-in-library]").hidden = false
}

const addUploadedInOrder = (zone) => {
  for (const line of zone.querySelectorAll(".photo-upload__progress li")) {
    if (!line.className) return // still uploading: the files chosen after it have to wait
    const answer = uploadAnswers.get(line)
    if (!answer) continue
    uploadAnswers.delete(line)
    adding = adding.then(() => addUploaded(zone, answer)).then(() => line.remove())
  }
}

document.addEventListener("photo-taken", ({ target, detail }) => {
  const lines = [...target.querySelectorAll(".photo-upload__progress .is-taken")]
  const line = lines.find((line) => line.querySelector("a")?.getAttribute("href") === detail.url)
  uploadAnswers.set(line, detail)
  addUploadedInOrder(target)
})
document.addEventListener("photo-uploads-done", ({ target }) => {
  addUploadedInOrder(target)
  adding.then(() => {
    if (!target.querySelector("li")) target.querySelector(".photo-upload__progress").hidden = true
  })
})

// --- what the user does ---------------------------------------------------------------------------

const useCaption = (card) => {
  const alt = field(card, "alt")
  setValue(alt, field(card, "caption").value.trim().slice(0, alt.maxLength))
}

// Takes an offer of the card with one tap: 本报自采, or the caption for the library.
const takeOffer = async (card, button) => {
  const body = new FormData()
  body.append("seen", button.dataset.seen || "")
  button.disabled = true
  const answer = await postForJson(button.dataset.tap, body).catch(() => ({}))
  button.disabled = false
  const offer = button.closest("[data-offer]")
  offer.firstElementChild.textContent = answer.done || answer.error || group.dataset.notSent
  if (answer.done) button.remove()
}

const postForJson = async (url, body) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value
  const headers = { Accept: "application/json", "X-CSRFToken": token }
  const response = await fetch(url, { method: "POST", body, headers })
  return response.json()
}

// Moves the credit that ends a typed caption, such as 林晓禾 摄, into the empty field for it. The server
// does the same when the story is saved; here the user sees it at once.
const readCredit = async (card) => {
  const [caption, credit] = [field(card, "caption"), field(card, "credit")]
  const typed = caption.value
  if (!typed.trim() || credit.value.trim()) return
  const query = new URLSearchParams({ caption: typed })
  const response = await fetch(`${group.dataset.creditUrl}?${query}`)
  const read = response.ok ? await response.json() : {}
  if (!read.credit || caption.value !== typed || credit.value.trim()) return
  setValue(caption, read.caption)
  setValue(credit, read.credit)
  showMessage(group.dataset.creditRead)
}

const ACTIONS = {
  tap: takeOffer,
  put: (card) => tellEditor("desk-put-photo", card.dataset.place),
  show: (card) => tellEditor("desk-show-photo", card.dataset.place),
  alt: useCaption,
  remove,
  restore,
}

group.addEventListener("click", ({ target }) => {
  const button = target.closest("button")
  if (!button) return
  const card = button.closest(".desk-picture")
  for (const [name, action] of Object.entries(ACTIONS)) if (card && name in button.dataset) action(card, button)
  if ("allAlts" in button.dataset) cards().filter(lacksAlt).forEach(useCaption)
  if ("captionOnly" in button.dataset) {
    const newCard = addEmptyCard()
    draw()
    field(newCard, "caption").focus()
  }
})

group.addEventListener("change", ({ target }) => {
  if (target.name?.endsWith("-caption")) readCredit(target.closest(".desk-picture"))
  if (!target.name?.endsWith("-is_lead")) return
  for (const card of cards()) {
    const box = field(card, "is_lead")
    if (box !== target && target.checked) box.checked = false
  }
  draw()
})
group.addEventListener("input", draw)
list.addEventListener("focusout", () => setTimeout(sortCards))

document.addEventListener("desk-photos-placed", ({ detail }) => {
  placed = detail
  draw()
  sortCards()
})
document.addEventListener("desk-photo-words", ({ detail }) => {
  const card = cards().find((card) => card.dataset.place === String(detail))
  if (!card) return
  card.scrollIntoView({ block: "center" })
  field(card, "caption").focus()
})

// Refuses to save while files are still uploading. In the capture phase, so that it runs before once.js
// marks the form as sent.
const isBusy = () => group.querySelector(".photo-upload__progress :is(li:not([class]), .is-taken)")

document.addEventListener(
  "submit",
  (event) => {
    if (!isBusy()) return
    event.preventDefault()
    event.stopImmediatePropagation()
    showMessage(group.dataset.uploading)
    group.querySelector(".desk-pictures__said").scrollIntoView({ block: "center" })
  },
  true,
)

draw()
dispatch("desk-ask-photos-placed")
window.markReady(group, "story-pictures")
