// Focuses the element with `autofocus`. A browser may ignore the attribute while the key that sent the
// previous page is still pressed; a keyboard user would then start at the top of the page again.

document.querySelector("[autofocus]")?.focus();
