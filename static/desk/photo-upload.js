// Uploads pictures: each file in a request of its own, two at a time, with its own progress bar and
// retry button. Serves every element with data-photo-upload (the tag photo_upload), also those that
// are added to the page later.
const AT_ONCE = 2
const MOST_IDS = 200 // pictures that are changed together afterwards
const waiting = []
const batches = new WeakMap()
let running = 0

const batchOf = (zone) => {
  if (!batches.has(zone)) batches.set(zone, { all: 0, accepted: 0, refused: 0, failed: 0, ids: [] })
  return batches.get(zone)
}

const element = (name, text = "", properties = {}) =>
  Object.assign(document.createElement(name), { textContent: text, ...properties })

const row = (zone, name) => {
  const item = element("li")
  const bar = element("progress", "", { max: 1, value: 0 })
  const message = element("span")
  item.append(element("b", name), bar, message)
  zone.querySelector(".photo-upload__progress ol").append(item)
  return { item, bar, message }
}

const showProgress = (zone) => {
  const batch = batchOf(zone)
  const done = batch.accepted + batch.refused
  const counts = { done, all: batch.all, refused: batch.refused }
  const progress = zone.querySelector(".photo-upload__progress")
  progress.hidden = false
  progress.querySelector("[role=status]").textContent = zone.dataset.count.replace(
    /\{(\w+)\}/g,
    (_, name) => counts[name],
  )
  if (done < batch.all || batch.failed) return
  zone.dispatchEvent(new CustomEvent("photo-uploads-done", { bubbles: true, detail: counts }))
  if (!zone.dataset.then || !batch.accepted) return
  const next = nextPage(zone, batch)
  const link = progress.querySelector("a[hidden]")
  if (link) link.href = next
  if (batch.refused) link?.removeAttribute("hidden")
  else window.location.assign(next)
}

// The page that follows, with the ids of the pictures if it wants to know them (data-then-ids). Where the
// library had the file already, the picture that was to get it is gone, and that of the library follows.
const nextPage = (zone, batch) => {
  const { then, thenIds, photo } = zone.dataset
  if (photo) return batch.known || then
  return thenIds ? `${then}?${thenIds}=${batch.ids.slice(-MOST_IDS).join(",")}` : then
}

const accept = (job, answer) => {
  const { item, bar, message } = job.row
  const link = element("a", "", { href: answer.url })
  if (answer.thumbnail) link.append(element("img", "", { src: answer.thumbnail, alt: "" }))
  link.append(element("b", answer.caption || answer.name))
  bar.remove()
  item.className = "is-taken"
  item.firstElementChild.replaceWith(link)
  message.textContent = answer.new ? job.zone.dataset.taken : job.zone.dataset.known
  for (const note of answer.notes || []) item.append(element("em", note))
  const batch = batchOf(job.zone)
  batch.accepted += 1
  batch.ids.push(answer.id)
  if (!answer.new && String(answer.id) !== job.zone.dataset.photo) batch.known = answer.url
  job.zone.dispatchEvent(new CustomEvent("photo-taken", { bubbles: true, detail: answer }))
}

const refuse = (job, reason) => {
  job.row.bar.remove()
  job.row.item.className = "is-refused"
  job.row.message.textContent = reason
  batchOf(job.zone).refused += 1
}

const offerRetry = (job) => {
  const { item, message } = job.row
  const retry = element("button", job.zone.dataset.retry, { type: "button" })
  retry.addEventListener("click", () => {
    batchOf(job.zone).failed -= 1
    retry.remove()
    item.className = ""
    message.textContent = ""
    waiting.push(job)
    sendNext()
  })
  batchOf(job.zone).failed += 1
  item.className = "is-lost"
  message.textContent = job.zone.dataset.notSent
  item.append(retry)
}

const requestBody = ({ zone, file }) => {
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
    if (request.response?.id) accept(job, request.response)
    else if (request.response?.error) refuse(job, request.response.error)
    else offerRetry(job)
    showProgress(job.zone)
    sendNext()
  })
  request.send(requestBody(job))
}

const sendNext = () => {
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
  if (wanted.length) showProgress(zone)
  sendNext()
}

// Handled in the capture phase, before other listeners: choosing a file does not change the form
// around it, and the theme's listener would look for a text input that does not exist here.
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

// Files from elsewhere, such as pasted ones: an event on the upload zone.
document.addEventListener("photo-files", ({ target, detail }) => receive(target, detail))

// --- drag and drop: on an upload zone, on an area around one (data-photo-drop), or anywhere --------

const zoneAt = (target) => {
  const area = target.closest?.("[data-photo-drop]")
  return (
    target.closest?.("[data-photo-upload]") ||
    area?.querySelector("[data-photo-upload]") ||
    document.querySelector("[data-photo-upload][data-anywhere]")
  )
}

const highlight = (zone) => {
  for (const highlighted of document.querySelectorAll(".photo-upload.is-over")) {
    if (highlighted !== zone) highlighted.classList.remove("is-over")
  }
  zone?.classList.add("is-over")
}

const hasFiles = (event) => event.dataTransfer?.types.includes("Files")

document.addEventListener("dragover", (event) => {
  if (!hasFiles(event)) return
  event.preventDefault() // the browser would open the picture instead of this page
  highlight(zoneAt(event.target))
})
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) highlight(null)
})
document.addEventListener("drop", (event) => {
  if (!hasFiles(event)) return
  event.preventDefault()
  const zone = zoneAt(event.target)
  highlight(null)
  if (zone) receive(zone, event.dataTransfer.files)
})

for (const zone of document.querySelectorAll("[data-photo-upload]")) window.markReady(zone, "photo-upload")
