// Sends each file in a request of its own, two at a time, with a progress bar and a retry button.
// Without this script the form sends all files at once.
const form = document.getElementById("import-drop")
const labels = form.dataset
const input = document.getElementById("import-files")
const progress = form.querySelector(".import-progress")
const list = form.querySelector(".import-progress__files")
const AT_ONCE = 2

const waiting = []
const accepted = []
let running = 0
let total = 0
let refused = 0
let failed = 0 // requests without an answer

document.documentElement.classList.add("scripted")

const showProgress = () => {
  const done = accepted.length + refused
  const counts = { done, all: total, refused }
  progress.hidden = false
  progress.querySelector(".import-progress__all").textContent = labels.count.replace(
    /\{(\w+)\}/g,
    (_, name) => counts[name],
  )
  const bar = progress.querySelector(".import-progress__bar")
  bar.max = total
  bar.value = done
  if (running || waiting.length || failed) return
  if (total === 1 && accepted.length === 1) window.location.assign(accepted[0].url)
  else if (!refused) window.location.reload()
  else progress.querySelector(".import-progress__done").hidden = !accepted.length
}

const addRow = (name) => {
  const item = document.createElement("li")
  const title = document.createElement("b")
  const bar = document.createElement("progress")
  const message = document.createElement("span")
  title.textContent = name
  bar.max = 1
  bar.value = 0
  item.append(title, bar, message)
  list.append(item)
  return { item, bar, message }
}

const finish = (job, result) => {
  job.row.bar.hidden = true
  job.row.message.textContent = result.message
  job.row.item.className = result.ok ? "is-accepted" : "is-refused"
  if (result.ok) accepted.push(result)
  else refused += 1
}

const offerRetry = (job) => {
  const retry = document.createElement("button")
  retry.type = "button"
  retry.textContent = labels.retry
  retry.addEventListener("click", () => {
    failed -= 1
    retry.remove()
    job.row.item.className = ""
    job.row.message.textContent = ""
    waiting.push(job)
    sendNext()
  })
  failed += 1
  job.row.item.className = "is-refused"
  job.row.message.textContent = labels.notSent
  job.row.item.append(retry)
}

const send = (job) => {
  const request = new XMLHttpRequest()
  const body = new FormData()
  body.append("files", job.file, job.name)
  request.open("POST", form.action)
  request.responseType = "json"
  request.setRequestHeader("Accept", "application/json")
  request.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value)
  request.upload.addEventListener("progress", (event) => {
    job.row.bar.value = event.loaded / event.total
  })
  request.addEventListener("loadend", () => {
    running -= 1
    const result = request.response?.results?.[0]
    if (result) finish(job, result)
    else offerRetry(job)
    sendNext()
  })
  request.send(body)
}

const sendNext = () => {
  while (running < AT_ONCE && waiting.length) {
    running += 1
    send(waiting.shift())
  }
  showProgress()
}

const addFiles = (files) => {
  for (const file of files) {
    const job = { file, name: file.name || labels.pasted, row: addRow(file.name || labels.pasted) }
    total += 1
    if (file.size > Number(labels.largest)) finish(job, { ok: false, message: labels.tooLarge })
    else waiting.push(job)
  }
  sendNext()
}

input.addEventListener("change", () => {
  addFiles([...input.files])
  input.value = ""
})

form.addEventListener("submit", (event) => {
  event.preventDefault()
  const text = form.elements.text.value
  if (text.trim()) addFiles([new Blob([text], { type: "text/plain" })])
})

for (const name of ["dragenter", "dragover"]) {
  form.addEventListener(name, (event) => {
    event.preventDefault()
    form.classList.add("is-over")
  })
}
form.addEventListener("dragleave", (event) => {
  if (!form.contains(event.relatedTarget)) form.classList.remove("is-over")
})
form.addEventListener("drop", (event) => {
  event.preventDefault()
  form.classList.remove("is-over")
  addFiles([...event.dataTransfer.files])
})

window.markReady(form, "upload")
