// Brings the user to the field that is refused: a link with `data-fault` focuses its field, and a page
// with faults begins at the first one. Whatever hides the field is opened.
{
  const FOCUSABLE =
    "input:not([type=hidden]), textarea, select, [contenteditable=true], .select2-selection"

  const fieldOf = (target) => {
    const control = target.control || target // a label leads to its field
    if (control.matches(FOCUSABLE) && control.checkVisibility()) return control
    // Behind the editor of a text and the search in a list, the field itself is hidden.
    const around = control.closest(".prose-editor, .form-row, .desk-picture, td") || control.parentElement
    return [...around.querySelectorAll(FOCUSABLE)].find((found) => found.checkVisibility())
  }

  const openAround = (element) => {
    for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) box.open = true
  }

  const goTo = (target) => {
    openAround(target)
    const field = fieldOf(target)
    ;(field || target).scrollIntoView({ block: "center" })
    field?.focus({ preventScroll: true })
  }

  const linked = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))

  const firstFault = () => {
    const links = [...document.querySelectorAll("a[data-fault]")]
    const here = links.filter((link) => link.pathname === window.location.pathname)
    return here.map(linked).find(Boolean) || document.querySelector('[aria-invalid="true"]')
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-fault]")
    const target = link && link.pathname === window.location.pathname && linked(link)
    if (!target) return
    event.preventDefault()
    goTo(target)
  })

  const namedField = () => {
    const named = document.getElementById(window.location.hash.slice(1))
    return named?.matches("label, input, select, textarea") ? named : null
  }

  // The editor of the text and the pictures are there later than the page and move the field: until the user
  // does something, the page follows it.
  document.addEventListener("DOMContentLoaded", () => {
    const target = firstFault() || namedField()
    if (!target) return
    const follow = () => goTo(target)
    const moments = [[document, "prose-editor:ready"], [window, "load"]]
    for (const [place, name] of moments) place.addEventListener(name, follow)
    for (const name of ["pointerdown", "keydown", "wheel"]) {
      document.addEventListener(name, () => moments.forEach(([place, event]) => place.removeEventListener(event, follow)))
    }
    follow()
  })
}
