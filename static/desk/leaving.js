// Warns before a page of the desk is left with something that is not saved, in any of its forms. A form
// that was shown with unsaved changes has `data-unsaved`; one that saves by itself has `data-saves-itself`.
{
  const unsaved = new Set()

  const ours = (form) =>
    form?.method === "post" && form.id !== "changelist-form" && !("savesItself" in form.dataset)

  const note = (event) => {
    const form = event.target.form
    if (ours(form) && event.target.type !== "search") unsaved.add(form)
  }
  // Before every other script, which may stop the event: what the user did is noted anyway.
  window.addEventListener("input", note, true)
  window.addEventListener("change", note, true)

  // What is sent is no longer unsaved, unless another script keeps it back or it opens in another window.
  window.addEventListener("submit", (event) => {
    const target = event.submitter?.formTarget || event.target.target
    if (target === "_blank" || (event.defaultPrevented && !("sentByScript" in event.target.dataset))) return
    unsaved.delete(event.target)
    if (event.submitter && event.submitter.form) unsaved.delete(event.submitter.form)
  })

  window.addEventListener("beforeunload", (event) => {
    if ([...unsaved].some((form) => form.isConnected)) event.preventDefault()
  })

  document.addEventListener("DOMContentLoaded", () => {
    for (const form of document.forms) {
      const isRefused = form.querySelector(".errornote, [aria-invalid=true], .merge")
      if (ours(form) && ("unsaved" in form.dataset || isRefused)) unsaved.add(form)
    }
  })
}
