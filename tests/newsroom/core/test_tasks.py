import datetime

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate.contrib.django import app

from newsroom.core.tasks import clear_sessions


@pytest.mark.django_db
def test_sessions_that_ended_are_cleared_and_others_stay():
    now = timezone.now()
    for key, hours in (("ended", -1), ("open", 1)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=now + datetime.timedelta(hours=hours)
        )

    clear_sessions(timestamp=0)

    assert Session.objects.get().session_key == "open"


def test_worker_finds_the_job_and_its_hours():
    periodic = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}

    assert "core.clear_sessions" in periodic
