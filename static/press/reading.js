// What a reader chose: the size of the text, and light or dark. It stands in the head and is not
// deferred, so that nothing is painted twice; without it the page follows the system, and the
// controls, which need it, are not shown.

(() => {
  const usual = { size: "standard", theme: "auto" };
  const root = document.documentElement;
  const short = (name) => name.replace("reading-", "");

  // A browser may refuse its storage; then a choice lasts as long as the page.
  function kept(name) {
    try {
      return localStorage.getItem(`reading-${name}`);
    } catch (refused) {
      return root.dataset[name];
    }
  }

  function keep(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch (refused) {
      root.dataset[short(name)] = value;
    }
  }

  function apply() {
    for (const name in usual) root.dataset[name] = kept(name) || usual[name];
    for (const choice of document.querySelectorAll(".choice input"))
      choice.checked = choice.value === root.dataset[short(choice.name)];
  }

  // Pages without TLS, and old web views, have no clipboard to write to.
  function selected(text, button) {
    const field = document.createElement("textarea");
    field.value = text;
    field.readOnly = true; // no keyboard comes up
    button.after(field); // where the reader looks, so that nothing scrolls
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  }

  async function copy(button) {
    const address = document.querySelector("link[rel=canonical]").href;
    const status = button.parentNode.querySelector("[role=status]");
    status.textContent = "";
    const copied = navigator.clipboard
      ? await navigator.clipboard.writeText(address).then(() => true, () => selected(address, button))
      : selected(address, button);
    button.focus();
    status.textContent = copied ? button.dataset.done : button.dataset.failed;
  }

  root.dataset.script = "";
  apply();
  document.addEventListener("DOMContentLoaded", apply);
  addEventListener("pageshow", apply); // the page that "back" leads to may be an old one
  addEventListener("storage", apply);
  document.addEventListener("change", ({ target }) => {
    if (!target.closest(".choice")) return;
    keep(target.name, target.value);
    apply();
  });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-copy]");
    if (button) copy(button);
  });
})();
