// Pictures on their way in: each file in a request of its own, two at a time, with its own progress
// and its own second try. Serves every element with data-photo-upload (the tag photo_upload), also
// those that come into the page later.
const AT_ONCE = 2
const waiting = []
const batches = new WeakMap()
let running = 0

const batchOf = (zone) => {
  if (!batches.has(zone)) batches.set(zone, { all: 0, taken: 0, refused: 0, lost: 0 })
  return batches.get(zone)
}

const element = (name, text = "", properties = {}) =>
  Object.assign(document.createElement(name), { textContent: text, ...properties })

const row = (zone, name) => {
  const item = element("li")
  const bar = element("progress", "", { max: 1, value: 0 })
  const said = element("span")
  item.append(element("b", name), bar, said)
  zone.querySelector(".photo-upload__progress ol").append(item)
  return { item, bar, said }
}

const tell = (zone) => {
  const batch = batchOf(zone)
  const done = batch.taken + batch.refused
  const count = { done, all: batch.all, refused: batch.refused }
  const progress = zone.querySelector(".photo-upload__progress")
  progress.hidden = false
  progress.querySelector("[role=status]").textContent = zone.dataset.count.replace(
    /\{(\w+)\}/g,
    (_, name) => count[name],
  )
  if (done < batch.all || batch.lost) return
  zone.dispatchEvent(new CustomEvent("photo-uploads-done", { bubbles: true, detail: count }))
  if (!zone.dataset.then || !batch.taken) return
  if (batch.refused) progress.querySelector("a[hidden]")?.removeAttribute("hidden")
  else window.location.assign(zone.dataset.then)
}

const take = (job, answer) => {
  const { item, bar, said } = job.row
  const link = element("a", "", { href: answer.url })
  if (answer.thumbnail) link.append(element("img", "", { src: answer.thumbnail, alt: "" }))
  link.append(element("b", answer.caption || answer.name))
  bar.remove()
  item.className = "is-taken"
  item.firstElementChild.replaceWith(link)
  said.textContent = answer.new ? job.zone.dataset.taken : job.zone.dataset.known
  batchOf(job.zone).taken += 1
  job.zone.dispatchEvent(new CustomEvent("photo-taken", { bubbles: true, detail: answer }))
}

const refuse = (job, why) => {
  job.row.bar.remove()
  job.row.item.className = "is-refused"
  job.row.said.textContent = why
  batchOf(job.zone).refused += 1
}

const lose = (job) => {
  const { item, said } = job.row
  const again = element("button", job.zone.dataset.retry, { type: "button" })
  again.addEventListener("click", () => {
    batchOf(job.zone).lost -= 1
    again.remove()
    item.className = ""
    said.textContent = ""
    waiting.push(job)
    next()
  })
  batchOf(job.zone).lost += 1
  item.className = "is-lost"
  said.textContent = job.zone.dataset.notSent
  item.append(again)
}

const body = ({ zone, file }) => {
  const data = new FormData()
  for (const name of ["photo", "story_photo", "replace"]) {
    if (zone.dataset[name]) data.append(name, zone.dataset[name])
  }
  data.append("file", file, file.name)
  return data
}

const send = (job) => {
  const request = new XMLHttpRequest()
  request.open("POST", job.zone.dataset.photoUpload)
  request.responseType = "json"
  request.setRequestHeader("Accept", "application/json")
  request.setRequestHeader(
    "X-CSRFToken",
    document.querySelector("[name=csrfmiddlewaretoken]").value,
  )
  request.upload.addEventListener("progress", (event) => {
    job.row.bar.value = event.loaded / event.total
  })
  request.addEventListener("loadend", () => {
    running -= 1
    if (request.response?.id) take(job, request.response)
    else if (request.response?.error) refuse(job, request.response.error)
    else lose(job)
    tell(job.zone)
    next()
  })
  request.send(body(job))
}

const next = () => {
  while (running < AT_ONCE && waiting.length) {
    running += 1
    send(waiting.shift())
  }
}

const receive = (zone, files) => {
  const wanted = zone.querySelector("[data-photo-files][multiple]") ? [...files] : [...files].slice(0, 1)
  for (const file of wanted) {
    const job = { zone, file, row: row(zone, file.name) }
    batchOf(zone).all += 1
    if (file.size > Number(zone.dataset.largest)) refuse(job, zone.dataset.tooLarge)
    else waiting.push(job)
  }
  if (wanted.length) tell(zone)
  next()
}

// Caught on their way down: choosing a picture is no change of the form around it, and the theme's
// own listener looks for a text input that is not here.
for (const name of ["input", "change"]) {
  document.addEventListener(
    name,
    (event) => {
      if (!event.target.matches("[data-photo-files]")) return
      event.stopPropagation()
      if (name === "input") return
      receive(event.target.closest("[data-photo-upload]"), event.target.files)
      event.target.value = ""
    },
    true,
  )
}

// --- drag and drop: on a zone, or on what stands around one (data-photo-drop), or anywhere ---------

const zoneAt = (target) => {
  const around = target.closest?.("[data-photo-drop]")
  return (
    target.closest?.("[data-photo-upload]") ||
    around?.querySelector("[data-photo-upload]") ||
    document.querySelector("[data-photo-upload][data-anywhere]")
  )
}

const hold = (zone) => {
  for (const held of document.querySelectorAll(".photo-upload.is-over")) {
    if (held !== zone) held.classList.remove("is-over")
  }
  zone?.classList.add("is-over")
}

const hasFiles = (event) => event.dataTransfer?.types.includes("Files")

document.addEventListener("dragover", (event) => {
  if (!hasFiles(event)) return
  event.preventDefault() // a browser would leave the page for the picture
  hold(zoneAt(event.target))
})
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) hold(null)
})
document.addEventListener("drop", (event) => {
  if (!hasFiles(event)) return
  event.preventDefault()
  const zone = zoneAt(event.target)
  hold(null)
  if (zone) receive(zone, event.dataTransfer.files)
})
