// The pictures of a story in its form: a card for each, whose place in the text the editor tells
// (photo-place.js). They come from files (photo-upload.js) or from the photo desk (photo-chooser.js).
const group = document.getElementById("story_photos-group")
const list = group.querySelector(".desk-pictures__rows")
const template = group.querySelector("template")
const total = group.querySelector('[name="story_photos-TOTAL_FORMS"]')

let placed = []

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }))
const cards = () => [...list.children]
const field = (card, name) => card.querySelector(`[name="${card.dataset.prefix}-${name}"]`)
const say = (words) => {
  group.querySelector(".desk-pictures__said").textContent = words
}

// As if the person had written it: the editor shows it, and leaving the page is warned of.
const write = (input, value) => {
  input.value = value
  input.dispatchEvent(new Event("input", { bubbles: true }))
}

// --- how the cards look ---------------------------------------------------------------------------

const isRemoved = (card) => field(card, "DELETE")?.checked
const lacksAlt = (card) =>
  card.dataset.thumbnail && !isRemoved(card) && !field(card, "alt").value.trim()

const lead = () => {
  const shown = placed
    .map((number) => cards().find((card) => card.dataset.place === number))
    .filter((card) => card?.dataset.thumbnail)
  return shown.find((card) => field(card, "is_lead").checked) || shown[0]
}

const drawCard = (card, first) => {
  const image = card.querySelector("img")
  const { place, thumbnail } = card.dataset
  const isPlaced = placed.includes(place)
  image.hidden = !thumbnail
  if (thumbnail && image.getAttribute("src") !== thumbnail) image.src = thumbnail
  card.classList.toggle("is-awaited", !thumbnail)
  card.classList.toggle("is-removed", Boolean(isRemoved(card)))
  card.classList.toggle("is-placed", isPlaced)
  card.classList.toggle("is-lead", card === first)
  card.classList.toggle("is-lead-unasked", card === first && !field(card, "is_lead").checked)
  card.classList.toggle("lacks-alt", Boolean(lacksAlt(card)))
  card.querySelector("[data-put]").hidden = isPlaced || !place
  card.querySelector("[data-show]").hidden = !isPlaced
  card.querySelector("[data-alt]").hidden = !field(card, "caption").value.trim()
  card.querySelector(".desk-picture__name").textContent =
    field(card, "caption").value.trim() || "—"
}

const draw = () => {
  const first = lead()
  for (const card of cards()) drawCard(card, first)
  const lacking = cards().filter((card) => lacksAlt(card) && field(card, "caption").value.trim())
  group.querySelector(".desk-pictures__alts").hidden = lacking.length < 2
  tell("desk-pictures-changed")
}

// The gallery follows the text, and so do the cards; never from under a finger that writes.
const order = () => {
  const rank = (card) => {
    const at = placed.indexOf(card.dataset.place)
    return at < 0 ? placed.length : at
  }
  const sorted = cards().sort((a, b) => rank(a) - rank(b))
  if (sorted.some((card, at) => card !== list.children[at]) && !list.matches(":focus-within")) {
    list.append(...sorted)
  }
}

// --- adding, removing -----------------------------------------------------------------------------

const added = () => {
  const number = Number(total.value)
  total.value = number + 1
  const fragment = template.content.cloneNode(true)
  const card = fragment.firstElementChild
  card.outerHTML = card.outerHTML.replaceAll("__prefix__", number)
  const fresh = fragment.firstElementChild
  list.append(fresh)
  return fresh
}

const restore = (card) => {
  field(card, "DELETE").checked = false
  if (card.dataset.place) tell("desk-put-photo", card.dataset.place)
  draw()
}

const remove = (card) => {
  field(card, "DELETE").checked = true
  write(field(card, "caption"), field(card, "caption").value)
  tell("desk-take-photo", card.dataset.place)
  draw()
  card.querySelector("[data-restore]").focus()
}

// A picture with its words from the photo desk: {id, caption, credit, alt, thumbnail}.
const add = (photo) => {
  const known = cards().find((card) => card.dataset.photo === String(photo.id))
  if (known && isRemoved(known)) restore(known)
  if (known) {
    say(group.dataset.already)
    return known
  }
  const card = added()
  card.dataset.photo = photo.id
  card.dataset.place = `new-${photo.id}`
  card.dataset.thumbnail = photo.thumbnail
  field(card, "photo").value = photo.id
  for (const name of ["caption", "credit", "alt"]) write(field(card, name), photo[name])
  tell("desk-put-photo", card.dataset.place)
  say(photo.blocking.join(" "))
  draw()
  return card
}

// The picture of a caption that waited: its words and its place go to the picture's card.
const fill = (awaited, photo) => {
  tell("desk-exchange-photo", [awaited.dataset.place, `new-${photo.id}`])
  const card = add(photo)
  for (const name of ["caption", "credit", "alt"]) {
    const words = field(awaited, name).value
    if (words) write(field(card, name), words)
  }
  remove(awaited)
}

const fetched = async (id) => {
  const response = await fetch(`${group.dataset.photos}?photo=${id}`)
  return (await response.json()).photos[0]
}

document.addEventListener("desk-add-photo", ({ detail }) => add(detail))

// Files come into the story in the order in which they were chosen, not in which they arrive.
const taken = new WeakMap() // a file's line of the progress -> what the photo desk answered
let adding = Promise.resolve()

const bring = async (zone, { id }) => {
  const awaited = zone.closest(".desk-picture")
  const photo = await fetched(id)
  if (!photo) say(group.dataset.notYours)
  else if (awaited) fill(awaited, photo)
  else add(photo)
}

const bringInOrder = (zone) => {
  for (const line of zone.querySelectorAll(".photo-upload__progress li")) {
    if (!line.className) return // still on its way: what was chosen after it waits
    const answer = taken.get(line)
    if (!answer) continue
    taken.delete(line)
    adding = adding.then(() => bring(zone, answer)).then(() => line.remove())
  }
}

document.addEventListener("photo-taken", ({ target, detail }) => {
  const lines = [...target.querySelectorAll(".photo-upload__progress .is-taken")]
  const line = lines.find((line) => line.querySelector("a")?.getAttribute("href") === detail.url)
  taken.set(line, detail)
  bringInOrder(target)
})
document.addEventListener("photo-uploads-done", ({ target }) => {
  bringInOrder(target)
  adding.then(() => {
    if (!target.querySelector("li")) target.querySelector(".photo-upload__progress").hidden = true
  })
})

// --- what the person does -------------------------------------------------------------------------

const useCaption = (card) => {
  const alt = field(card, "alt")
  write(alt, field(card, "caption").value.trim().slice(0, alt.maxLength))
}

const ACTS = {
  put: (card) => tell("desk-put-photo", card.dataset.place),
  show: (card) => tell("desk-show-photo", card.dataset.place),
  alt: useCaption,
  remove,
  restore,
}

group.addEventListener("click", ({ target }) => {
  const button = target.closest("button")
  if (!button) return
  const card = button.closest(".desk-picture")
  for (const [name, act] of Object.entries(ACTS)) if (card && name in button.dataset) act(card)
  if ("allAlts" in button.dataset) cards().filter(lacksAlt).forEach(useCaption)
  if ("captionOnly" in button.dataset) {
    const fresh = added()
    draw()
    field(fresh, "caption").focus()
  }
})

group.addEventListener("change", ({ target }) => {
  if (!target.name?.endsWith("-is_lead")) return
  for (const card of cards()) {
    const box = field(card, "is_lead")
    if (box !== target && target.checked) box.checked = false
  }
  draw()
})
group.addEventListener("input", draw)
list.addEventListener("focusout", () => setTimeout(order))

document.addEventListener("desk-photos-placed", ({ detail }) => {
  placed = detail
  draw()
  order()
})
document.addEventListener("desk-photo-words", ({ detail }) => {
  const card = cards().find((card) => card.dataset.place === String(detail))
  if (!card) return
  card.scrollIntoView({ block: "center" })
  field(card, "caption").focus()
})

// Saving waits for what is still on its way: before the form goes, and before it is marked as sent.
const isBusy = () => group.querySelector(".photo-upload__progress :is(li:not([class]), .is-taken)")

document.addEventListener(
  "submit",
  (event) => {
    if (!isBusy()) return
    event.preventDefault()
    event.stopImmediatePropagation()
    say(group.dataset.uploading)
    group.querySelector(".desk-pictures__said").scrollIntoView({ block: "center" })
  },
  true,
)

draw()
tell("desk-ask-photos-placed")
