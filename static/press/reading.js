// Puts the reader's tools in place, applies the choice of text size and of light or dark, and copies
// the page's URL. It is loaded in the head without `defer`, so that the page is not painted twice.
// Without this script, the page follows the system and has no tools.

(() => {
  const defaults = { size: "standard", theme: "auto" };
  const root = document.documentElement;
  const dataName = (name) => name.replace("reading-", "");

  // A browser may refuse access to its storage; then a choice lasts until the page is left.
  function stored(name) {
    try {
      return localStorage.getItem(`reading-${name}`);
    } catch (error) {
      return root.dataset[name];
    }
  }

  function store(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch (error) {
      root.dataset[dataName(name)] = value;
    }
  }

  function apply() {
    for (const name in defaults) root.dataset[name] = stored(name) || defaults[name];
    for (const choice of document.querySelectorAll(".choice input"))
      choice.checked = choice.value === root.dataset[dataName(choice.name)];
  }

  // The tools are in the page as templates, which nobody reads as text.
  function putToolsInPlace() {
    for (const template of document.querySelectorAll("template")) template.replaceWith(template.content);
  }

  // Copies by selecting the text: pages without TLS, and old web views, have no clipboard API.
  function copyBySelection(text, button) {
    const field = document.createElement("textarea");
    field.value = text;
    field.readOnly = true; // or a phone would open its keyboard
    button.after(field); // near the button, so that the page does not scroll
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  }

  async function copyAddress(button) {
    const url = document.querySelector("link[rel=canonical]").href;
    const status = button.parentNode.querySelector("[role=status]");
    status.textContent = "";
    const copied = navigator.clipboard
      ? await navigator.clipboard.writeText(url).then(() => true, () => copyBySelection(url, button))
      : copyBySelection(url, button);
    button.focus();
    status.textContent = copied ? button.dataset.done : button.dataset.failed;
  }

  root.dataset.script = "";
  apply();
  // The page is parsed, and no deferred script has run: gallery.js needs its part in place.
  document.addEventListener(
    "readystatechange",
    () => {
      putToolsInPlace();
      apply();
    },
    { once: true },
  );
  addEventListener("pageshow", apply); // "back" may show a page from the browser's cache
  addEventListener("storage", apply);
  document.addEventListener("change", ({ target }) => {
    if (!target.closest(".choice")) return;
    store(target.name, target.value);
    apply();
  });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-copy]");
    if (button) copyAddress(button);
  });
})();
