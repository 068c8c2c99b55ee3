"""Jobs of the worker that belong to no story."""

from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="17 4 * * *")  # the worker's clock is UTC: a quiet hour at noon of the newsroom
@app.task(queueing_lock="clear_sessions", pass_context=False)
def clear_sessions(timestamp):
    """Delete log-ins that ended. `timestamp` is the scheduled moment, in seconds."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
