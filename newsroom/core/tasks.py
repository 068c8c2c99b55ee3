"""Jobs of the worker that every installation needs.

A periodic job is not tried again when it fails: the next one does its work.
"""

from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate.contrib.django import app

from newsroom.core.jobs.stalled import retry_stalled


@app.periodic(cron="17 4 * * *")  # UTC, so 12:17 in the newsroom: a quiet hour
@app.task(name="core.clear_sessions", queueing_lock="clear_sessions", pass_context=False)
def clear_sessions(timestamp):
    """Delete expired sessions. `timestamp` is the scheduled time in seconds since 1970."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


@app.periodic(cron="* * * * *")
@app.task(
    name="core.retry_stalled_jobs",
    queueing_lock="retry_stalled_jobs",
    priority=10,  # before other jobs, as some of those may wait for a stalled one
    pass_context=False,
)
async def retry_stalled_jobs(timestamp):
    """Put jobs whose worker was killed back into the queue, once a minute."""
    await retry_stalled(app.job_manager)
