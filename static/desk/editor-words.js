// When the text editor is there: keeps the focus in it, and translates its menu, which the package has in
// English only, with the page's JavaScript message catalog.
const gettext = window.gettext || ((text) => text)

const ATTRIBUTES = ["title", "aria-label"]

const translate = (editor) => {
  for (const button of editor.querySelectorAll(".prose-menubar button")) {
    for (const name of ATTRIBUTES) {
      const text = button.getAttribute(name)
      if (text && text !== gettext(text)) button.setAttribute(name, gettext(text))
    }
  }
  for (const option of editor.querySelectorAll(".prose-menubar__option > *")) {
    const text = gettext(option.textContent)
    if (option.textContent !== text) option.textContent = text
  }
}

// Who began to write in the plain field goes on in the editor that takes its place.
let focused = document.activeElement
document.addEventListener("focusin", ({ target }) => (focused = target))

document.addEventListener("prose-editor:ready", ({ target, detail }) => {
  const editor = target.closest(".prose-editor")
  if (focused === target) detail.editor.commands.focus("end")
  translate(editor)
  // The menu is added after the editor, and is drawn again whenever the selection changes.
  const menu = new MutationObserver(() => translate(editor))
  menu.observe(editor, { childList: true, subtree: true })
})
