// Measures a form before it is sent: one over a limit of the server would be refused unread. It stays on
// screen with a message that says by how much it is over. The limits and the words are in this script's URL.
{
  const asked = new URL(document.currentScript.src).searchParams

  const measure = (form, submitter) => {
    const entries = [...new FormData(form, submitter)]
    const fields = entries.filter(([, value]) => typeof value === "string")
    const files = entries.filter(([, value]) => typeof value !== "string" && value.name)
    const isMultipart = form.enctype === "multipart/form-data"
    const bytes = isMultipart
      ? new Blob(fields.flat()).size
      : new URLSearchParams(fields).toString().length
    return { bytes, fields: fields.length, files: files.length }
  }

  const MESSAGES = { bytes: "tooManyBytes", fields: "tooManyFields", files: "tooManyFiles" }

  const complaint = (sizes) => {
    const name = Object.keys(MESSAGES).find((name) => sizes[name] > Number(asked.get(name)))
    if (!name) return ""
    const most = Number(asked.get(name))
    const shown = (number) => (name === "bytes" ? Math.ceil(number / 1024) : number)
    const values = { size: shown(sizes[name]), most: shown(most), over: shown(sizes[name] - most) }
    return asked.get(MESSAGES[name]).replace(/\{(\w+)\}/g, (_, key) => values[key])
  }

  const show = (form, text) => {
    const note = form.querySelector(".desk-too-large") || document.createElement("p")
    note.className = "desk-too-large desk-note desk-late"
    note.setAttribute("role", "alert")
    note.textContent = text
    form.prepend(note)
    note.scrollIntoView({ block: "center" })
  }

  window.addEventListener(
    "submit",
    (event) => {
      if (event.target.method !== "post") return
      const text = complaint(measure(event.target, event.submitter))
      if (!text) return
      event.preventDefault()
      event.stopImmediatePropagation()
      show(event.target, text)
    },
    true,
  )
}
