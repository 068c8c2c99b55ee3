// Each file is sent on its own, two at a time, with its own progress and its own second try.
// Without this script the form sends all files at once.
const form = document.getElementById("import-drop")
const words = form.dataset
const input = document.getElementById("import-files")
const progress = form.querySelector(".import-progress")
const list = form.querySelector(".import-progress__files")
const AT_ONCE = 2

const waiting = []
const taken = []
let running = 0
let all = 0
let refused = 0
let lost = 0

document.documentElement.classList.add("scripted")

const tell = () => {
  const done = taken.length + refused
  const count = { done, all, refused }
  progress.hidden = false
  progress.querySelector(".import-progress__all").textContent = words.count.replace(
    /\{(\w+)\}/g,
    (_, name) => count[name],
  )
  const bar = progress.querySelector(".import-progress__bar")
  bar.max = all
  bar.value = done
  if (running || waiting.length || lost) return
  if (all === 1 && taken.length === 1) window.location.assign(taken[0].url)
  else if (!refused) window.location.reload()
  else progress.querySelector(".import-progress__done").hidden = !taken.length
}

const row = (name) => {
  const item = document.createElement("li")
  const title = document.createElement("b")
  const bar = document.createElement("progress")
  const said = document.createElement("span")
  title.textContent = name
  bar.max = 1
  bar.value = 0
  item.append(title, bar, said)
  list.append(item)
  return { item, bar, said }
}

const finish = (job, result) => {
  job.row.bar.hidden = true
  job.row.said.textContent = result.said
  job.row.item.className = result.ok ? "is-taken" : "is-refused"
  if (result.ok) taken.push(result)
  else refused += 1
}

const lose = (job) => {
  const again = document.createElement("button")
  again.type = "button"
  again.textContent = words.retry
  again.addEventListener("click", () => {
    lost -= 1
    again.remove()
    job.row.item.className = ""
    job.row.said.textContent = ""
    waiting.push(job)
    next()
  })
  lost += 1
  job.row.item.className = "is-refused"
  job.row.said.textContent = words.notSent
  job.row.item.append(again)
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
    else lose(job)
    next()
  })
  request.send(body)
}

const next = () => {
  while (running < AT_ONCE && waiting.length) {
    running += 1
    send(waiting.shift())
  }
  tell()
}

const take = (files) => {
  for (const file of files) {
    const job = { file, name: file.name || words.pasted, row: row(file.name || words.pasted) }
    all += 1
    if (file.size > Number(words.largest)) finish(job, { ok: false, said: words.tooLarge })
    else waiting.push(job)
  }
  next()
}

input.addEventListener("change", () => {
  take([...input.files])
  input.value = ""
})

form.addEventListener("submit", (event) => {
  event.preventDefault()
  const text = form.elements.text.value
  if (text.trim()) take([new Blob([text], { type: "text/plain" })])
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
  take([...event.dataTransfer.files])
})
