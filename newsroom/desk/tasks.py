"""Jobs of the desk. A job may run twice, so each must be safe to repeat."""

from procrastinate.contrib.django import app

from media import public_files
from newsroom.core.jobs.retries import RetryAfterTrouble
from newsroom.press.models.public_file import shown_files


@app.task(
    name="desk.remove_files",
    queue="pictures",
    retry=RetryAfterTrouble(),
    pass_context=False,
)
def remove_files(names):
    """Remove those of the public files `names` that neither a version nor the site shows."""
    with public_files.deletion() as delete:
        for name in sorted(set(names) - shown_files(names)):
            delete(name)
