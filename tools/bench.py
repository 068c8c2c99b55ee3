"""Measure the cost of pictures: `make bench`. Results are also written to var/bench.json.

* CPU seconds to make every size of a 24-megapixel JPEG, and their ratio to plain Pillow: decoding
  it once and encoding each size. Both are the median of several rounds.
* Bytes of the lead picture that a phone loads, compared with a JPEG of quality 80 of that size.
* Peak memory of a process that inspects a picture of 100 megapixels and makes its sizes.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ.setdefault("NEWSROOM_DEMO", "1")

import devserver

devserver.set_environment(start=False)

import django

django.setup()

from django.conf import settings
from django.core.files import File
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from media.intake import inspection
from media.models import Photo
from media.sizes import renditions
from media.sizes.shapes import CENTRE, ENCODINGS, SHAPES
from newsroom.press.picture_sizes import LEAD

ROUNDS = 5
MIDDLE = (CENTRE, CENTRE)
CAMERA = (6000, 4000)
LARGE = (11_000, 9_090)
# Device pixels of `calc(100vw - 2rem)` on a phone 390 CSS pixels wide, three to a CSS pixel.
PHONE_WIDTH = (390 - 32) * 3
TARGETS = {"ratio": 1.3, "lead_bytes": 0.6, "peak_mb": 900}


def draw(size):
    """An image of noise, gradients and shapes that is about as hard to encode as a photograph."""
    width, height = size
    slope = Image.linear_gradient("L").resize(size)
    image = Image.merge("RGB", (slope, slope.transpose(Image.Transpose.ROTATE_180), slope))
    pen = ImageDraw.Draw(image)
    for step in range(60):
        x, y = step * 977 % width, step * 613 % height
        reach = width // 40 + step * width // 400
        colour = (step * 37 % 256, step * 71 % 256, step * 113 % 256)
        pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=colour)
        pen.line((x, 0, width - x, height), fill=colour, width=1 + step % 9)
    noise = Image.effect_noise((width // 4, height // 4), 30).filter(ImageFilter.GaussianBlur(0.8))
    grain = noise.resize(size, Image.Resampling.BILINEAR)
    return ImageChops.soft_light(image, Image.merge("RGB", [grain] * 3))


def cpu_seconds(function):
    """CPU seconds of this process while the function runs."""
    before = time.process_time()
    function()
    return time.process_time() - before


def median_costs(file):
    """CPU seconds to make every size with our code and with plain Pillow: (ours, plain)."""
    sizes = resized(file)

    def plain():
        Image.open(file).load()
        for piece in sizes:
            for encoding in ENCODINGS:
                piece.save(BytesIO(), encoding.pillow, **encoding.options)

    def ours():
        make_every_size(file, CAMERA)

    rounds = [(cpu_seconds(ours), cpu_seconds(plain)) for _ in range(ROUNDS)]
    return tuple(statistics.median(times) for times in zip(*rounds, strict=True))


def make_every_size(file, size):
    """Decode the file of that (width, height), and encode each size."""
    photo = Photo(width=size[0], height=size[1])
    for _made in renditions.encode(renditions.decode(file), SHAPES, MIDDLE, photo):
        pass


def resized(file):
    """The image in every size that is encoded, as Pillow images."""
    image = renditions.scale_down(renditions.upright(Image.open(file)), MIDDLE)
    return [p for shape in SHAPES for p in renditions.crops(image, shape, MIDDLE, CAMERA)]


def lead_bytes(file):
    """Bytes of the lead picture on a phone, and of a JPEG of quality 80 of the same size."""
    cut = LEAD[0]
    width = min(cut.widths, key=lambda width: abs(width - PHONE_WIDTH))
    across, down = map(int, cut.shape.split("x"))
    piece = next(p for p in resized(file) if p.size == (width, round(width * down / across)))
    best = ENCODINGS[0]
    return (
        len(encode(piece, best.pillow, **best.options)),
        len(encode(piece, "JPEG", quality=80)),
    )


def encode(image, format, **options):
    out = BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def peak_megabytes(path):
    """Peak memory of a separate process that inspects and resizes that file."""
    return int(run_task("make_sizes", path))


def run_task(task, path):
    """Run one of TASKS in a separate process; returns what it prints."""
    command = [sys.executable, __file__, task, str(path)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def make_sizes(path):
    """Inspect a file, make its sizes, and print the peak memory of this process in megabytes."""
    with path.open("rb") as file:
        found = inspection.examine(File(file, path.name), path.name)
        make_every_size(file, (found.width, found.height))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def draw_large(folder):
    """Write pictures of 100 megapixels in several formats into the folder."""
    large = draw(LARGE)
    large.save(folder / "plain.jpg", quality=88)
    large.save(folder / "progressive.jpg", quality=88, progressive=True)
    large.save(folder / "plain.png", compress_level=1)
    large.putalpha(128)
    large.save(folder / "transparent.png", compress_level=1)


TASKS = {"make_sizes": make_sizes, "draw_large": draw_large}


def measure(folder):
    """All results, as written to bench.json. `folder` is an empty one for large pictures."""
    # Peaks come first, and another process draws: a child inherits the peak memory of its parent.
    run_task("draw_large", folder)
    peaks = {path.name: peak_megabytes(path) for path in sorted(folder.iterdir())}
    camera = BytesIO(encode(draw(CAMERA), "JPEG", quality=92))
    ours, plain = median_costs(camera)
    lead, jpeg = lead_bytes(camera)
    return {
        "renditions": {
            "cpu_seconds": round(ours, 3),
            "plain_cpu_seconds": round(plain, 3),
            "ratio": round(ours / plain, 3),
        },
        "lead_at_390": {"bytes": lead, "jpeg_80_bytes": jpeg, "ratio": round(lead / jpeg, 3)},
        "peak_mb_at_100_megapixels": peaks,
    }


def main():
    with tempfile.TemporaryDirectory() as folder:
        results = measure(Path(folder))
    text = json.dumps(results, indent=2)
    settings.NEWSROOM_VAR.mkdir(parents=True, exist_ok=True)
    (settings.NEWSROOM_VAR / "bench.json").write_text(text + "\n", encoding="utf-8")
    print(text)
    missed = [
        name
        for name, value in {
            "ratio": results["renditions"]["ratio"],
            "lead_bytes": results["lead_at_390"]["ratio"],
            "peak_mb": max(results["peak_mb_at_100_megapixels"].values()),
        }.items()
        if value > TARGETS[name]
    ]
    return f"Missed: {', '.join(missed)} ({TARGETS})" if missed else None


if __name__ == "__main__":
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # large pictures are intended
    task, *where = sys.argv[1:] or [None]
    sys.exit(TASKS[task](Path(*where)) if task else main())
