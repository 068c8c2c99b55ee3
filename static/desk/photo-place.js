// The place of a photo in the text: <figure data-photo="12"></figure>, an atom that can be dragged.
// Its caption is read from the photo's row in the form below the editor, never from the text.
import { Node } from "django-prose-editor/editor"

const gettext = window.gettext || ((text) => text)

const rows = () =>
  [...document.querySelectorAll('#placements-group input[name$="-id"]')]
    .filter((input) => input.value && !input.name.includes("__prefix__"))
    .map((input) => ({
      number: input.value,
      caption: document.querySelector(`[name="${input.name.replace(/-id$/, "-caption")}"]`),
    }))

const captionOf = (number) => {
  const row = rows().find((row) => row.number === String(number))
  if (!row) return gettext("A photo that was removed")
  return row.caption?.value || gettext("A photo without a caption")
}

const placed = (editor) => {
  const numbers = new Set()
  editor.state.doc.descendants((node) => {
    if (node.type.name === "photoPlace") numbers.add(String(node.attrs.photo))
  })
  return numbers
}

const waiting = (editor) => {
  const numbers = placed(editor)
  return rows().filter((row) => !numbers.has(row.number))
}

export const PhotoPlace = Node.create({
  name: "photoPlace",
  group: "block",
  atom: true,
  draggable: true,

  addAttributes() {
    return {
      photo: {
        default: null,
        parseHTML: (element) => element.getAttribute("data-photo"),
        renderHTML: (attributes) => ({ "data-photo": attributes.photo }),
      },
    }
  },

  parseHTML() {
    return [{ tag: "figure[data-photo]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes]
  },

  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("figure")
      dom.className = "desk-photo"
      dom.contentEditable = "false"
      const show = () => {
        dom.textContent = `▲ ${captionOf(node.attrs.photo)}`
      }
      show()
      document.addEventListener("input", show)
      return { dom, destroy: () => document.removeEventListener("input", show) }
    }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "photoPlace",
      groups: "nodes",
      button: buttons.material("image", gettext("Put the next photo here")),
      hidden: () => rows().length === 0,
      enabled: (editor) => waiting(editor).length > 0,
      command(editor) {
        const [next] = waiting(editor)
        if (next) {
          const content = { type: "photoPlace", attrs: { photo: next.number } }
          editor.chain().focus().insertContent(content).run()
        }
      },
    })
  },
})
