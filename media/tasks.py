"""Background jobs of media. A job may run twice, so each must be safe to repeat."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from media.models import Photo
from media.sizes import renditions


@app.task(
    name="media.prepare_sizes",  # stored with queued jobs: it never changes
    queue="pictures",
    retry=RetryStrategy(max_attempts=5, exponential_wait=3),
    lock="pictures",  # one photo at a time: each may need a few hundred megabytes
    pass_context=False,
)
def prepare_sizes(sha256, focus):
    """Make the sizes of the photo file with that SHA-256, cropped around `focus`.

    `focus` is [across, down] in thousandths. Does nothing if the file was replaced meanwhile.
    """
    photo = Photo.objects.filter(sha256=sha256).first()
    if photo is not None:
        renditions.prepare(photo, tuple(focus))
