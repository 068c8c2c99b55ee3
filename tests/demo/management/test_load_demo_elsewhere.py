"""load_demo where it must not load anything, or where something is already."""

import pytest
from django.core.management import CommandError, call_command

from newsroom.core.models import Section, SiteInformation, User

pytestmark = pytest.mark.django_db


def load():
    call_command("load_demo", verbosity=0)


def test_any_other_deployment_refuses_the_demo(settings):
    settings.NEWSROOM_DEMO = False

    with pytest.raises(CommandError):
        load()

    assert not User.objects.exists()
    assert not Section.objects.exists()


def test_site_information_that_is_there_is_left_alone(settings):
    settings.NEWSROOM_DEMO = True
    SiteInformation.objects.create(pk=1, sponsor="临川报业传媒集团")

    load()

    site = SiteInformation.objects.get()
    assert (site.sponsor, site.supervisor) == ("临川报业传媒集团", "")
