// Pasting and dropping into the text. The server converts HTML by the same rules as when a story is
// saved, so that the editor shows what will be signed; a notice says what did not come along. What was
// copied in this same story is pasted by the editor itself, and picture files are uploaded.
import { Extension, Plugin } from "django-prose-editor/editor"

const gettext = window.gettext || ((text) => text)
const OWN_COPY = "application/x-newsroom-story"

const notice = () => document.querySelector("[data-pasted]")

const showNotice = (sentences) => {
  notice().replaceChildren(
    ...sentences.map((text) => Object.assign(document.createElement("span"), { textContent: text })),
  )
}

const fetchBody = async (html) => {
  const body = new FormData()
  body.append("html", html)
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value
  const headers = { "X-CSRFToken": token }
  const response = await fetch(notice().dataset.pasted, { method: "POST", headers, body })
  if (!response.ok) throw new Error(response.status)
  return response.json()
}

const insert = async (view, html, text) => {
  try {
    const answer = await fetchBody(html)
    if (answer.html) view.pasteHTML(answer.html)
    showNotice(answer.lost)
  } catch {
    view.pasteText(text)
    showNotice([gettext("Only the text was pasted, without tables, lists and links.")])
  }
}

const upload = (files) => {
  const zone = document.querySelector("[data-photo-upload][data-anywhere]")
  zone.dispatchEvent(new CustomEvent("photo-files", { bubbles: true, detail: files }))
}

const isOwn = (data) => data.getData(OWN_COPY) === window.location.pathname
const pictureFiles = (data) => [...data.files].filter((file) => file.type.startsWith("image/"))

// A copied picture comes as a file, and as HTML without a word; Word and Excel add a picture to a text.
const hasWords = (html) =>
  new DOMParser().parseFromString(html, "text/html").body.textContent.trim() !== ""

const receive = (view, data) => {
  const html = data.getData("text/html")
  const files = pictureFiles(data)
  if (files.length && !hasWords(html)) upload(files)
  else if (html && !isOwn(data)) insert(view, html, data.getData("text/plain"))
  else return false
  return true
}

const dropAt = (view, event) => {
  const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
  if (!at) return
  const { state } = view
  const selection = state.selection.constructor.near(state.doc.resolve(at.pos))
  view.dispatch(state.tr.setSelection(selection))
}

export const Paste = Extension.create({
  name: "newsroomPaste", // the editor has an extension of its own named "paste"
  priority: 1000, // before the extension of tables, which pastes cells by rules of its own

  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          // The event has no data when the converted HTML is pasted.
          handlePaste: (view, event) => Boolean(event.clipboardData) && receive(view, event.clipboardData),
          handleDrop: (view, event, _slice, isMove) => {
            const { dataTransfer } = event
            // Files are uploaded by photo-upload.js.
            if (isMove || view.dragging || !dataTransfer || dataTransfer.files.length) return false
            if (!dataTransfer.getData("text/html")) return false
            event.preventDefault()
            dropAt(view, event)
            return receive(view, dataTransfer)
          },
        },
      }),
    ]
  },

  onCreate() {
    const { dom } = this.editor.view
    dom.closest(".prose-editor").after(notice())
    for (const name of ["copy", "cut"]) {
      dom.addEventListener(name, ({ clipboardData }) => {
        clipboardData.setData(OWN_COPY, window.location.pathname)
      })
    }
  },
})
