// The place of a photo in the text: <figure data-photo="12"></figure>, an editor node that can be
// moved but not edited. Its image, caption and credit come from the photo's card in the form
// (story-pictures.js), never from the text. A picture that is not saved yet has the id of its photo:
// data-photo="new-17".
import { Node } from "django-prose-editor/editor"

const gettext = window.gettext || ((text) => text)
const NODE = "photoPlace"

// --- the cards of the form ------------------------------------------------------------------------

const cards = () => [...document.querySelectorAll(".desk-pictures__rows > li:not(.is-removed)")]
const cardOf = (number) => cards().find((card) => card.dataset.place === String(number))
const fieldValue = (card, name) =>
  document.querySelector(`[name="${card.dataset.prefix}-${name}"]`)?.value.trim() || ""

const captionOf = (card) => {
  if (!card) return gettext("A photo that was removed")
  return fieldValue(card, "caption") || gettext("A photo without a caption")
}

// --- the text -------------------------------------------------------------------------------------

const placedPhotos = (editor) => {
  const numbers = []
  editor.state.doc.descendants((node) => {
    if (node.type.name === NODE) numbers.push(String(node.attrs.photo))
  })
  return numbers
}

const unplacedCards = (editor) => {
  const numbers = placedPhotos(editor)
  return cards().filter(({ dataset }) => dataset.place && !numbers.includes(dataset.place))
}

const positionOf = (editor, number) => {
  let found = null
  editor.state.doc.forEach((node, offset) => {
    if (node.type.name === NODE && String(node.attrs.photo) === number) found = offset
  })
  return found
}

// The position after the block with the cursor and after the pictures that follow this block; the end
// of the text if there is no cursor.
const positionAfterCursor = (editor) => {
  const { doc, selection } = editor.state
  let index = doc.childCount - 1
  if (editor.storage[NODE].hasCursor) index = selection.$from.index(0)
  while (index + 1 < doc.childCount && doc.child(index + 1).type.name === NODE) index += 1
  let position = 0
  for (let i = 0; i <= index; i += 1) position += doc.child(i).nodeSize
  return position
}

const insertPhoto = (editor, number) => {
  if (positionOf(editor, number) !== null) return
  const content = { type: NODE, attrs: { photo: number } }
  const { doc } = editor.state
  const isEmpty = doc.childCount === 1 && !doc.firstChild.childCount && doc.firstChild.isTextblock
  // Keep the empty paragraph of an empty text, so that there is one to write in.
  editor.commands.insertContentAt(isEmpty ? doc.content.size : positionAfterCursor(editor), content, {
    updateSelection: false,
  })
}

// Replaces a caption that has no picture yet by the picture that was added for it.
const replacePhoto = (editor, [number, other]) => {
  const at = positionOf(editor, number)
  if (at === null) return
  const content = { type: NODE, attrs: { photo: other } }
  editor.commands.insertContentAt({ from: at, to: at + 1 }, content, { updateSelection: false })
}

const removePhoto = (editor, number) => {
  const at = positionOf(editor, number)
  if (at !== null) editor.commands.deleteRange({ from: at, to: at + 1 })
}

// Moves a photo one block up (-1) or down (1), and keeps it selected.
const move = (editor, position, step) => {
  const { doc } = editor.state
  const node = doc.nodeAt(position)
  if (node?.type.name !== NODE) return false
  const index = doc.resolve(position).index(0)
  const other = index + step
  if (other < 0 || other >= doc.childCount) return true
  const target = position + step * doc.child(other).nodeSize
  editor
    .chain()
    .command(({ tr }) => {
      tr.delete(position, position + node.nodeSize).insert(target, node)
      return true
    })
    .setNodeSelection(target)
    .scrollIntoView()
    .run()
  return true
}

const moveSelected = (editor, step) => {
  const { node, from } = editor.state.selection
  return node?.type.name === NODE && move(editor, from, step)
}

// --- the node in the editor -----------------------------------------------------------------------

const toolButton = (icon, label, onClick) => {
  const button = document.createElement("button")
  button.type = "button"
  button.title = label
  button.setAttribute("aria-label", label)
  button.className = "material-symbols-outlined"
  button.textContent = icon
  button.addEventListener("click", onClick)
  return button
}

const updateFigure = (number, dom) => {
  const card = cardOf(number)
  const image = dom.querySelector("img")
  const url = card?.dataset.thumbnail || ""
  if (image.getAttribute("src") !== url) image.setAttribute("src", url)
  image.hidden = !url
  dom.classList.toggle("is-awaited", !url)
  dom.classList.toggle("is-lead", Boolean(card?.classList.contains("is-lead")))
  const caption = dom.querySelector("figcaption")
  const credit = card ? fieldValue(card, "credit") : ""
  caption.textContent = `▲ ${captionOf(card)}`
  dom.querySelector("small").textContent = credit
}

const view = ({ node, editor, getPos }) => {
  const dom = document.createElement("figure")
  dom.className = "desk-photo"
  dom.contentEditable = "false"
  dom.dataset.lead = gettext("Lead picture")
  const image = document.createElement("img")
  image.alt = ""
  image.draggable = false
  const tools = document.createElement("div")
  tools.className = "desk-photo__tools"
  tools.append(
    toolButton("arrow_upward", gettext("Move up"), () => move(editor, getPos(), -1)),
    toolButton("arrow_downward", gettext("Move down"), () => move(editor, getPos(), 1)),
    toolButton("edit", gettext("Edit the caption"), () => {
      document.dispatchEvent(new CustomEvent("desk-photo-words", { detail: node.attrs.photo }))
    }),
    toolButton("close", gettext("Remove from the text"), () => removePhoto(editor, String(node.attrs.photo))),
  )
  dom.append(image, document.createElement("figcaption"), document.createElement("small"), tools)
  const show = () => updateFigure(node.attrs.photo, dom)
  show()
  document.addEventListener("desk-pictures-changed", show)
  return {
    dom,
    stopEvent: (event) => tools.contains(event.target),
    ignoreMutation: () => true,
    destroy: () => document.removeEventListener("desk-pictures-changed", show),
  }
}

export const PhotoPlace = Node.create({
  name: NODE,
  group: "block",
  atom: true,
  draggable: true,

  addStorage() {
    return { hasCursor: false }
  },

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
    return view
  },

  addKeyboardShortcuts() {
    return {
      "Alt-ArrowUp": ({ editor }) => moveSelected(editor, -1),
      "Alt-ArrowDown": ({ editor }) => moveSelected(editor, 1),
    }
  },

  onCreate() {
    const { editor } = this
    const announcePlaced = () => {
      document.dispatchEvent(new CustomEvent("desk-photos-placed", { detail: placedPhotos(editor) }))
    }
    document.addEventListener("desk-put-photo", ({ detail }) => insertPhoto(editor, detail))
    document.addEventListener("desk-take-photo", ({ detail }) => removePhoto(editor, detail))
    document.addEventListener("desk-exchange-photo", ({ detail }) => replacePhoto(editor, detail))
    document.addEventListener("desk-show-photo", ({ detail }) => {
      const at = positionOf(editor, detail)
      if (at !== null) editor.chain().setNodeSelection(at).focus().scrollIntoView().run()
    })
    // A file dropped on the text: put the cursor there, so that its photo is inserted at this place.
    editor.view.dom.addEventListener("drop", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return
      const at = editor.view.posAtCoords({ left: event.clientX, top: event.clientY })
      if (at) editor.commands.focus(at.pos)
    })
    document.addEventListener("desk-ask-photos-placed", announcePlaced)
    announcePlaced()
    const field = editor.view.dom.closest(".prose-editor").querySelector("textarea")
    if (field.dataset.servedBy) window.markReady(field, "editor")
  },

  onSelectionUpdate() {
    this.storage.hasCursor = true // focus alone does not count as placing the cursor
  },

  onUpdate() {
    document.dispatchEvent(new CustomEvent("desk-photos-placed", { detail: placedPhotos(this.editor) }))
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: NODE,
      groups: "nodes",
      button: buttons.material("image", gettext("Put the next photo here")),
      hidden: () => cards().length === 0,
      enabled: (editor) => unplacedCards(editor).length > 0,
      command(editor) {
        const [next] = unplacedCards(editor)
        if (next) {
          const content = { type: NODE, attrs: { photo: next.dataset.place } }
          editor.chain().focus().insertContent(content).run()
        }
      },
    })
    menu.defineItem({
      name: "photoChoice",
      groups: "nodes",
      button: buttons.material("add_photo_alternate", gettext("Add a picture")),
      command() {
        document.dispatchEvent(new CustomEvent("desk-choose-photo"))
      },
    })
  },
})
