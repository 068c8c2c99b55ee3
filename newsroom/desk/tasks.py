"""Jobs of the desk. A job may run twice, so each must be safe to repeat."""

from procrastinate.contrib.django import app

from media import public_files
from newsroom.core.jobs.retries import RetryAfterTrouble
from newsroom.press.models import PublicFile


@app.task(
    name="desk.remove_files",
    queue="pictures",
    retry=RetryAfterTrouble(),
    pass_context=False,
)
def remove_files(names):
    """Remove those of the public files `names` that no live or scheduled version shows."""
    with public_files.deletion() as delete:
        shown = PublicFile.objects.live_or_pending().filter(name__in=names)
        for name in sorted(set(names).difference(shown.values_list("name", flat=True))):
            delete(name)
