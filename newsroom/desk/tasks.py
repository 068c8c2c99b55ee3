"""What the worker does for the desk. Every job may run twice."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from media import public_files
from newsroom.press.models import PublicFile


@app.task(
    queue="pictures",
    retry=RetryStrategy(max_attempts=20, exponential_wait=3),
    pass_context=False,
)
def remove_files(names):
    """Remove those public files that no version shows, now or later."""
    with public_files.removal() as remove:
        shown = PublicFile.objects.showing().filter(name__in=names)
        for name in sorted(set(names).difference(shown.values_list("name", flat=True))):
            remove(name)
