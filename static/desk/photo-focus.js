// The focal point of a picture: set by a click or with the arrow keys, with what is cut around it
// following. The two number inputs beside it are what is saved, and work without this script.
const STEP = 10 // thousandths
const LARGE = 50

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

// Where a piece of that length begins: as media.recipes cuts it.
const beside = (point, length, whole) =>
  Math.max(0, Math.min(point - Math.floor(length / 2), whole - length))

const watch = (figure) => {
  const marker = figure.querySelector(".photo-focus__marker")
  if (!marker) return
  const frame = figure.querySelector(".photo-focus__frame")
  const inputs = ["focus_x", "focus_y"].map((name) => figure.querySelector(`[name=${name}]`))
  const size = [Number(figure.dataset.width), Number(figure.dataset.height)]
  const point = () =>
    inputs.map(({ value }) => Math.max(0, Math.min(1000, Math.round(Number(value) || 0))))

  const cut = (svg) => {
    const [across, down] = svg.dataset.ratio.split(":").map(Number)
    const piece = [
      Math.max(1, Math.min(size[0], Math.floor((size[1] * across) / down))),
      Math.max(1, Math.min(size[1], Math.floor((size[0] * down) / across))),
    ]
    const start = point().map((thousandth, axis) =>
      beside(Math.floor((thousandth * size[axis]) / 1000), piece[axis], size[axis]),
    )
    svg.setAttribute("viewBox", [...start, ...piece].join(" "))
  }

  const show = () => {
    const [x, y] = point()
    marker.style.left = `${x / 10}%`
    marker.style.top = `${y / 10}%`
    const words = marker.dataset.label.replace("{x}", x / 10).replace("{y}", y / 10)
    marker.setAttribute("aria-label", words)
    figure.querySelectorAll("[data-ratio]").forEach(cut)
  }

  const move = (to) => {
    to.forEach((value, axis) => {
      inputs[axis].value = Math.max(0, Math.min(1000, Math.round(value)))
      inputs[axis].dispatchEvent(new Event("input", { bubbles: true }))
    })
  }

  const follow = (event) => {
    const box = frame.getBoundingClientRect()
    move([
      ((event.clientX - box.left) / box.width) * 1000,
      ((event.clientY - box.top) / box.height) * 1000,
    ])
  }

  frame.addEventListener("pointerdown", (event) => {
    if (event.button) return
    event.preventDefault() // no dragging of the image itself
    marker.focus()
    frame.setPointerCapture(event.pointerId)
    follow(event)
  })
  frame.addEventListener("pointermove", (event) => {
    if (frame.hasPointerCapture(event.pointerId)) follow(event)
  })
  marker.addEventListener("keydown", (event) => {
    const direction = MOVES[event.key]
    if (!direction) return
    event.preventDefault()
    const step = event.shiftKey ? LARGE : STEP
    move(point().map((value, axis) => value + direction[axis] * step))
  })
  for (const input of inputs) input.addEventListener("input", show)
  marker.hidden = false
  show()
}

document.querySelectorAll("[data-photo-focus]").forEach(watch)
