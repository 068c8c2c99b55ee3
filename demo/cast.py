"""Everybody and everything that the stories name, made where it is missing."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import CommandError
from django.db.models import Q
from django.utils.translation import gettext as _
from taggit.models import Tag

from demo.words import TOPICS
from demo.words.cast import ORGANIZATIONS, REPORTERS
from demo.words.common import CITY, TAG
from newsroom.core.models import Organization, Reporter, Section, User
from newsroom.core.roles import Role

SECTIONS = Path(settings.BASE_DIR) / "fixtures" / "sections.json"
LOG_IN = "demo-{number}"  # of a reporter who can't log in: no password opens it
SIGNERS = (Role.REPORTER, Role.EDITOR, Role.HEAD, Role.CHIEF, Role.PROOFREADER, Role.PHOTO_EDITOR)


@dataclass(frozen=True)
class Cast:
    """Rows by name: of sections by slug, of people who sign by role."""

    people: dict[str, User]
    sections: dict[str, Section]
    reporters: dict[str, Reporter]
    organizations: dict[str, Organization]
    tags: dict[str, Tag]

    @property
    def filing(self):
        """The reporters who can file a story: those with a log-in."""
        return [reporter for reporter in self.reporters.values() if reporter.user_id]


def cast():
    """The Cast; what is there already stays as it is. Raises CommandError without its people."""
    people = {role: _person(role) for role in SIGNERS}
    return Cast(
        people=people,
        sections=_sections(),
        reporters=_reporters(people[Role.REPORTER]),
        organizations={name: _organization(name, *said) for name, said in ORGANIZATIONS.items()},
        tags={name: Tag.objects.get_or_create(name=name)[0] for name in sorted(_tags())},
    )


def _person(role):
    person = User.objects.filter(groups__name=role, is_active=True).order_by("pk").first()
    if person is None:
        raise CommandError(
            _("Nobody is %(role)s here, and somebody has to sign: run load_demo, or add a person.")
            % {"role": role.label}
        )
    return person


def _sections():
    """Those of the fixture, found by slug or name; a missing one is added as the fixture has it."""
    fixture = json.loads(SECTIONS.read_text(encoding="utf-8"))
    return {row["fields"]["slug"]: _section(**row["fields"]) for row in fixture}


def _section(name, slug, order):
    known = Section.objects.filter(Q(slug=slug) | Q(name=name)).order_by("pk").first()
    return known or Section.objects.create(name=name, slug=slug, order=order)


def _reporters(chief_reporter):
    """The invented ones, and the person who files: {name: Reporter}."""
    made = [
        _reporter(number, name, *said) for number, (name, said) in enumerate(REPORTERS.items(), 1)
    ]
    own = Reporter.objects.filter(user=chief_reporter)
    return {reporter.name: reporter for reporter in [*own, *made]}


def _reporter(number, name, kind, has_log_in, affiliation):
    user = _log_in(LOG_IN.format(number=number), name) if has_log_in else None
    defaults = {"kind": kind, "user": user}
    return Reporter.objects.get_or_create(name=name, affiliation=affiliation, defaults=defaults)[0]


def _log_in(username, name):
    user, created = User.objects.get_or_create(username=username, defaults={"name": name})
    if created:
        user.set_unusable_password()
        user.save()
        user.groups.set([Group.objects.get(name=Role.REPORTER)])
    return user


def _organization(name, kind, aliases):
    said = {"kind": kind, "aliases": aliases, "place": CITY, "confirmed": True}
    return Organization.objects.get_or_create(name=name, defaults=said)[0]


def _tags():
    topics = (topic for of_section in TOPICS.values() for topic in of_section)
    return {TAG, *(tag for topic in topics for tag in topic.tags)}
