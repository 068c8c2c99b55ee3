// The pictures of a story, leafed through on the whole screen. The strip is the browser's own
// scrolling, so that swiping, keys and buttons all do the same; without this script every picture
// is a link to its file.

const dialog = document.querySelector("dialog.gallery");
const figures = [...document.querySelectorAll("figure.shown")];
const strip = dialog.querySelector("ul");
const count = dialog.querySelector(".count");
const [back, on] = [dialog.querySelector(".back"), dialog.querySelector(".on")];
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let at = 0;
let underWay = false;
let resting;

function slide(figure) {
  const copy = figure.cloneNode(true);
  const link = copy.querySelector("a");
  link.replaceWith(...link.childNodes);
  const image = copy.querySelector("img");
  // As large as the screen allows in its own ratio.
  const [width, height] = ["width", "height"].map((name) => image.getAttribute(name));
  const sizes = `min(100vw, calc(100vh * ${width} / ${height}))`;
  copy.querySelectorAll("source, img").forEach((one) => (one.sizes = sizes));
  image.loading = "lazy";
  image.removeAttribute("fetchpriority");
  const item = document.createElement("li");
  item.append(copy);
  return item;
}

function show(number, behavior = calm.matches ? "instant" : "smooth") {
  mark(number);
  underWay = true;
  strip.scrollTo({ left: at * strip.clientWidth, behavior });
}

function mark(number) {
  at = Math.max(0, Math.min(number, figures.length - 1));
  count.textContent = `${at + 1} / ${figures.length}`;
  // Not `disabled`: that would take the focus out of the dialog.
  back.ariaDisabled = at === 0;
  on.ariaDisabled = at === figures.length - 1;
}

// Where a swipe came to rest. On the way to a picture that was asked for nothing else counts.
function settle() {
  const here = Math.round(strip.scrollLeft / strip.clientWidth) || 0;
  if (underWay && here !== at) return;
  underWay = false;
  mark(here);
}

function settleSoon() {
  clearTimeout(resting);
  resting = setTimeout(settle, 150);
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
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a tab of its own
    event.preventDefault();
    open(number);
  }),
);

const keys = { ArrowLeft: () => at - 1, ArrowRight: () => at + 1, Home: () => 0, End: () => Infinity };

dialog.addEventListener("keydown", (event) => {
  if (!(event.key in keys) || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  show(keys[event.key]());
});
for (const swipe of ["pointerdown", "wheel"])
  strip.addEventListener(swipe, () => (underWay = false), { passive: true });
if ("onscrollend" in window) strip.addEventListener("scrollend", settle);
else strip.addEventListener("scroll", settleSoon, { passive: true });
addEventListener("resize", () => dialog.open && show(at, "instant"));
back.addEventListener("click", () => show(at - 1));
on.addEventListener("click", () => show(at + 1));
dialog.querySelector(".close").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => {
  document.documentElement.classList.remove("still");
  // Back to where the reader left off, which may be another picture than the one opened.
  figures[at].querySelector("a").focus();
});
if (figures.length < 2) [count, back, on].forEach((part) => (part.hidden = true));
