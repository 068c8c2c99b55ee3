// Nothing that a script serves is lost while the script is still on its way. A part of the page names its
// scripts: `data-served-by="workbench"`. What the user does in it before is kept and done again when the last
// of them has called `markReady(part, "workbench")`, which sets `data-ready`. A script that does not come
// is waited for until the page is loaded; then the part works as it does without scripts.
{
  const WAITING = "[data-served-by]:not([data-ready])"
  // A link that opens a dialog is a control, too: without its script it leads somewhere else.
  const CONTROL = "button, input[type=file], input[type=submit], select, label, a[aria-haspopup=dialog]"
  // The editor of a text imports its parts, often after the page is loaded: its field does not pass for ready.
  const LATE = "[data-served-by=editor]"
  const kept = []

  const again = {
    click: ({ target }) => target.click(),
    change: ({ target }) => target.dispatchEvent(new Event("change", { bubbles: true })),
    submit: ({ target, submitter }) => target.requestSubmit(submitter),
  }

  // A click with a key opens a link elsewhere, which needs no script.
  const isControl = ({ target, ctrlKey, metaKey, shiftKey }) =>
    target.closest(CONTROL) && !ctrlKey && !metaKey && !shiftKey

  const keep = (event) => {
    const part = event.target.closest?.(WAITING)
    if (!part || part.matches(LATE) || (event.type === "click" && !isControl(event))) return
    event.preventDefault()
    event.stopImmediatePropagation()
    kept.push({ part, type: event.type, target: event.target, submitter: event.submitter })
  }

  const release = (part) => {
    part.dataset.ready = ""
    for (const event of kept.filter((event) => event.part === part)) {
      kept.splice(kept.indexOf(event), 1)
      if (event.target.isConnected) again[event.type](event)
    }
  }

  window.markReady = (part, script) => {
    const missing = part.dataset.servedBy.split(" ").filter((name) => name !== script)
    part.dataset.servedBy = missing.join(" ")
    if (!part.dataset.servedBy && !("ready" in part.dataset)) release(part)
  }

  for (const name of Object.keys(again)) document.addEventListener(name, keep, true)
  window.addEventListener("load", () => document.querySelectorAll(`${WAITING}:not(${LATE})`).forEach(release))
}
