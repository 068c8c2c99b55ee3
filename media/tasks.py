"""Background jobs of media. A job may run twice, so each must be safe to repeat."""

from django.db import transaction
from procrastinate.contrib.django import app

from media.models import Photo
from media.sizes import preparation
from newsroom.core.jobs.retries import RetryAfterTrouble


@app.task(
    name="media.prepare_sizes",  # stored with queued jobs: it never changes
    queue="pictures",
    retry=RetryAfterTrouble(),
    pass_context=False,
)
def prepare_sizes(sha256, focus):
    """Make the sizes of the photo file with that SHA-256, cropped around `focus`.

    `focus` is [across, down] in thousandths. Does nothing if the file was replaced meanwhile.
    """
    photo = Photo.objects.filter(sha256=sha256).first()
    if photo is not None:
        preparation.attempt(photo, tuple(focus))


def request_sizes(photo):
    """Start a job that makes the missing sizes of the photo's file at its present focal point.

    The lock makes jobs for the same file wait for each other, and for no other file.
    """
    job = prepare_sizes.configure(lock=f"picture {photo.sha256}")
    job.defer(sha256=photo.sha256, focus=list(photo.focus))


@transaction.atomic
def request_sizes_again(photo):
    """Start the job anew for a photo that could not be prepared."""
    preparation.forget(photo.sha256)
    request_sizes(photo)
