// The focal point of a picture: set by a click or with the arrow keys; the previews of the crops are
// updated at once. The two number inputs are what is saved, and they work without this script.
const STEP = 10 // thousandths of the picture's width or height
const LARGE = 50 // with the Shift key

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

// Where a crop of this length begins, in pixels: the same calculation as in media.sizes.shapes.
const cropStart = (point, length, fullLength) =>
  Math.max(0, Math.min(point - Math.floor(length / 2), fullLength - length))

const setUp = (figure) => {
  const marker = figure.querySelector(".photo-focus__marker")
  if (!marker) return // whoever may not change the photo sees its crops only
  const frame = figure.querySelector(".photo-focus__frame")
  const inputs = ["focus_x", "focus_y"].map((name) => figure.querySelector(`[name=${name}]`))
  const size = [Number(figure.dataset.width), Number(figure.dataset.height)]
  const point = () =>
    inputs.map(({ value }) => Math.max(0, Math.min(1000, Math.round(Number(value) || 0))))

  const drawCrop = (svg) => {
    const [across, down] = svg.dataset.ratio.split(":").map(Number)
    const cropSize = [
      Math.max(1, Math.min(size[0], Math.floor((size[1] * across) / down))),
      Math.max(1, Math.min(size[1], Math.floor((size[0] * down) / across))),
    ]
    const start = point().map((thousandth, axis) =>
      cropStart(Math.floor((thousandth * size[axis]) / 1000), cropSize[axis], size[axis]),
    )
    svg.setAttribute("viewBox", [...start, ...cropSize].join(" "))
  }

  const update = () => {
    const [x, y] = point()
    marker.style.left = `${x / 10}%`
    marker.style.top = `${y / 10}%`
    const words = marker.dataset.label.replace("{x}", x / 10).replace("{y}", y / 10)
    marker.setAttribute("aria-label", words)
    figure.querySelectorAll("[data-ratio]").forEach(drawCrop)
  }

  const move = (position) => {
    position.forEach((value, axis) => {
      inputs[axis].value = Math.max(0, Math.min(1000, Math.round(value)))
      inputs[axis].dispatchEvent(new Event("input", { bubbles: true }))
    })
  }

  const moveToPointer = (event) => {
    const box = frame.getBoundingClientRect()
    move([
      ((event.clientX - box.left) / box.width) * 1000,
      ((event.clientY - box.top) / box.height) * 1000,
    ])
  }

  frame.addEventListener("pointerdown", (event) => {
    if (event.button) return
    event.preventDefault() // the browser would drag the image itself
    marker.focus()
    frame.setPointerCapture(event.pointerId)
    moveToPointer(event)
  })
  frame.addEventListener("pointermove", (event) => {
    if (frame.hasPointerCapture(event.pointerId)) moveToPointer(event)
  })
  marker.addEventListener("keydown", (event) => {
    const direction = MOVES[event.key]
    if (!direction) return
    event.preventDefault()
    const step = event.shiftKey ? LARGE : STEP
    move(point().map((value, axis) => value + direction[axis] * step))
  })
  for (const input of inputs) input.addEventListener("input", update)
  marker.hidden = false
  update()
}

for (const figure of document.querySelectorAll("[data-photo-focus]")) {
  setUp(figure)
  window.markReady(figure, "photo-focus")
}
