// The focus goes where `autofocus` says. A browser may leave that out while a key is still held
// that sent the page before: whoever works by keyboard would begin at the top again.

document.querySelector("[autofocus]")?.focus();
