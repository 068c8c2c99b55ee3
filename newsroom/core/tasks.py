"""Jobs of the worker that every installation needs."""

from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="17 4 * * *")  # UTC, so 12:17 in the newsroom: a quiet hour
@app.task(name="core.clear_sessions", queueing_lock="clear_sessions", pass_context=False)
def clear_sessions(timestamp):
    """Delete expired sessions. `timestamp` is the scheduled time in seconds since 1970."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
