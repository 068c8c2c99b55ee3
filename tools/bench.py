"""What pictures cost, measured: `make bench`. Results also go to var/bench.json.

* CPU seconds from a 24-megapixel JPEG to every size, and as a ratio to Pillow decoding it once and
  encoding each size with nothing else, side by side in each of several rounds (median).
* Bytes of the lead picture as a telephone loads it, against a JPEG of quality 80 of the same size.
* Peak memory of a process that takes in a picture of 100 megapixels and makes its sizes.
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
from media.sizes import renditions
from media.sizes.shapes import CENTRE, ENCODINGS, SHAPES
from newsroom.press.picture_sizes import LEAD

ROUNDS = 5
MIDDLE = (CENTRE, CENTRE)
CAMERA = (6000, 4000)
LARGE = (11_000, 9_090)
# A telephone of 390 CSS pixels with three to each: what `calc(100vw - 2rem)` asks for.
TELEPHONE = (390 - 32) * 3
TARGETS = {"ratio": 1.3, "lead_bytes": 0.6, "peak_mb": 900}


def drawn(size):
    """Noise, gradients and shapes: about as hard to encode as a photograph."""
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


def cpu_seconds(work):
    before = time.process_time()
    work()
    return time.process_time() - before


def cost(file):
    """Seconds for every size, and for decoding once and encoding the same sizes: (ours, plain)."""
    cut = pieces(file)

    def plain():
        Image.open(file).load()
        for piece in cut:
            for encoding in ENCODINGS:
                piece.save(BytesIO(), encoding.pillow, **encoding.options)

    def ours():
        for _made in renditions.encode(file, SHAPES, MIDDLE, CAMERA, b""):
            pass

    rounds = [(cpu_seconds(ours), cpu_seconds(plain)) for _ in range(ROUNDS)]
    return tuple(statistics.median(times) for times in zip(*rounds, strict=True))


def pieces(file):
    """What is encoded of the camera's picture."""
    image = renditions.scale_down(renditions.upright(Image.open(file)), SHAPES, MIDDLE)
    return [p for shape in SHAPES for p in renditions.crops(image, shape, MIDDLE, CAMERA)]


def lead_bytes(file):
    """Bytes of the lead on a telephone, and of a JPEG of quality 80 of that very size."""
    cut = LEAD[0]
    width = min(cut.widths, key=lambda width: abs(width - TELEPHONE))
    across, down = map(int, cut.shape.split("x"))
    piece = next(p for p in pieces(file) if p.size == (width, round(width * down / across)))
    best = ENCODINGS[0]
    return (
        len(encoded(piece, best.pillow, **best.options)),
        len(encoded(piece, "JPEG", quality=80)),
    )


def encoded(image, format, **options):
    out = BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def peak(path):
    """Megabytes that a process of its own holds at most while it takes in that file."""
    return int(child("take_in", path))


def child(task, path):
    """What one of TASKS prints in a process of its own."""
    command = [sys.executable, __file__, task, str(path)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def take_in(path):
    """Look at a file, make its sizes, and say how many megabytes that took."""
    with path.open("rb") as file:
        found = inspection.inspect(File(file, path.name), path.name)
        size = found.width, found.height
        for _made in renditions.encode(file, SHAPES, MIDDLE, size, b""):
            pass
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def draw_large(folder):
    """The pictures of 100 megapixels, as files of the folder."""
    large = drawn(LARGE)
    large.save(folder / "plain.jpg", quality=88)
    large.save(folder / "progressive.jpg", quality=88, progressive=True)
    large.save(folder / "plain.png", compress_level=1)
    large.putalpha(128)
    large.save(folder / "transparent.png", compress_level=1)


TASKS = {"take_in": take_in, "draw_large": draw_large}


def measure(folder):
    """All figures, as they are written down."""
    # First, and drawn by a child: a process begins with the peak of the one that starts it.
    child("draw_large", folder)
    peaks = {path.name: peak(path) for path in sorted(folder.iterdir())}
    camera = BytesIO(encoded(drawn(CAMERA), "JPEG", quality=92))
    ours, plain = cost(camera)
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
        found = measure(Path(folder))
    text = json.dumps(found, indent=2)
    settings.NEWSROOM_VAR.mkdir(parents=True, exist_ok=True)
    (settings.NEWSROOM_VAR / "bench.json").write_text(text + "\n", encoding="utf-8")
    print(text)
    missed = [
        name
        for name, value in {
            "ratio": found["renditions"]["ratio"],
            "lead_bytes": found["lead_at_390"]["ratio"],
            "peak_mb": max(found["peak_mb_at_100_megapixels"].values()),
        }.items()
        if value > TARGETS[name]
    ]
    return f"Missed: {', '.join(missed)} ({TARGETS})" if missed else None


if __name__ == "__main__":
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we ask for these
    task, *where = sys.argv[1:] or [None]
    sys.exit(TASKS[task](Path(*where)) if task else main())
