"""What the worker does with pictures. Every job may run twice."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from media.models import Photo
from media.sizes import renditions


@app.task(
    queue="pictures",
    retry=RetryStrategy(max_attempts=5, exponential_wait=3),
    lock="pictures",  # one picture at a time: each may need a few hundred megabytes
    pass_context=False,
)
def prepare(source, focus):
    """Make the sizes of the file with that SHA-256, cropped around `focus`, a pair of thousandths.

    A file that was replaced meanwhile needs none.
    """
    photo = Photo.objects.filter(sha256=source).first()
    if photo is not None:
        renditions.prepare(photo, tuple(focus))
