// Shows the button that prints the record. Without this script, the browser's menu prints it.
const button = document.querySelector("[data-print]")
button.hidden = false
button.addEventListener("click", () => window.print())
