// Translates the menu of the text editor, which the package has in English only, with the page's
// JavaScript message catalog.
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

document.addEventListener("prose-editor:ready", ({ target }) => {
  const editor = target.closest(".prose-editor")
  translate(editor)
  // The menu is added after the editor, and is drawn again whenever the selection changes.
  const menu = new MutationObserver(() => translate(editor))
  menu.observe(editor, { childList: true, subtree: true })
})
