// The full-screen gallery of a story's pictures. Swiping, keys and buttons all scroll one list of
// pictures. Without this script, every picture is a link to its file.

const dialog = document.querySelector("dialog.gallery");
const figures = [...document.querySelectorAll("figure.shown")];
const strip = dialog.querySelector("ul");
const count = dialog.querySelector(".count");
const [backButton, nextButton] = [dialog.querySelector(".back"), dialog.querySelector(".on")];
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
let current = 0;
let scrolling = false;
let settleTimer;

function slide(figure) {
  const copy = figure.cloneNode(true);
  const link = copy.querySelector("a");
  link.replaceWith(...link.childNodes);
  const image = copy.querySelector("img");
  // As large as the screen allows at the picture's aspect ratio.
  const [width, height] = ["width", "height"].map((name) => image.getAttribute(name));
  const sizes = `min(100vw, calc(100vh * ${width} / ${height}))`;
  copy.querySelectorAll("source, img").forEach((element) => (element.sizes = sizes));
  image.loading = "lazy";
  image.removeAttribute("fetchpriority");
  const item = document.createElement("li");
  item.append(copy);
  return item;
}

function show(number, behavior = reducedMotion.matches ? "instant" : "smooth") {
  setCurrent(number);
  scrolling = true;
  strip.scrollTo({ left: current * strip.clientWidth, behavior });
}

function setCurrent(number) {
  current = Math.max(0, Math.min(number, figures.length - 1));
  count.textContent = `${current + 1} / ${figures.length}`;
  // Not `disabled`: a disabled button would lose the focus of the dialog.
  backButton.ariaDisabled = current === 0;
  nextButton.ariaDisabled = current === figures.length - 1;
}

// Updates the current picture after scrolling. While the script scrolls to a chosen picture, the
// pictures that it passes are ignored.
function settle() {
  const index = Math.round(strip.scrollLeft / strip.clientWidth) || 0;
  if (scrolling && index !== current) return;
  scrolling = false;
  setCurrent(index);
}

function settleLater() {
  clearTimeout(settleTimer);
  settleTimer = setTimeout(settle, 150);
}

function open(number) {
  if (!strip.children.length) strip.append(...figures.map(slide));
  document.documentElement.classList.add("still");
  dialog.showModal();
  strip.focus();
  show(number, "instant");
}

figures.forEach((figure, number) =>
  figure.querySelector("a").addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // opens in a new tab or window
    event.preventDefault();
    open(number);
  }),
);

const keys = { ArrowLeft: () => current - 1, ArrowRight: () => current + 1, Home: () => 0, End: () => Infinity };

dialog.addEventListener("keydown", (event) => {
  if (!(event.key in keys) || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  show(keys[event.key]());
});
for (const swipe of ["pointerdown", "wheel"])
  strip.addEventListener(swipe, () => (scrolling = false), { passive: true });
if ("onscrollend" in window) strip.addEventListener("scrollend", settle);
else strip.addEventListener("scroll", settleLater, { passive: true });
addEventListener("resize", () => dialog.open && show(current, "instant"));
backButton.addEventListener("click", () => show(current - 1));
nextButton.addEventListener("click", () => show(current + 1));
dialog.querySelector(".close").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => {
  document.documentElement.classList.remove("still");
  // Focus the picture seen last, which may not be the one that was opened.
  figures[current].querySelector("a").focus();
});
for (const figure of figures) window.markReady(figure, "gallery");
if (figures.length < 2) [count, backButton, nextButton].forEach((part) => (part.hidden = true));
