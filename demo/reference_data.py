"""The rows that generated stories refer to: users, sections, reporters, organizations, tags."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import CommandError
from django.db.models import Q
from django.utils.translation import gettext as _
from taggit.models import Tag

from demo import content
from newsroom.core.models import Organization, Reporter, Section, User
from newsroom.core.roles import Role

SECTIONS_FILE = Path(settings.BASE_DIR) / "fixtures" / "sections.json"
REPORTER_USERNAME = "demo-{number}"  # it has no usable password: nobody can log in with it
SIGNING_ROLES = (
    Role.REPORTER,
    Role.EDITOR,
    Role.HEAD,
    Role.CHIEF,
    Role.PROOFREADER,
    Role.PHOTO_EDITOR,
)


@dataclass(frozen=True)
class ReferenceData:
    """Users by role, sections by slug, and the other rows by name."""

    users: dict[Role, User]
    sections: dict[str, Section]
    reporters: dict[str, Reporter]
    organizations: dict[str, Organization]
    tags: dict[str, Tag]

    @property
    def filing_reporters(self):
        """The reporters who can file a story: those with a user."""
        return [reporter for reporter in self.reporters.values() if reporter.user_id]


def get_or_create_reference_data():
    """The ReferenceData; existing rows stay as they are.

    Raises CommandError if one of SIGNING_ROLES has no active user.
    """
    users = {role: _user_with(role) for role in SIGNING_ROLES}
    organizations = content.people().organizations
    return ReferenceData(
        users=users,
        sections=_sections(),
        reporters=_reporters(users[Role.REPORTER]),
        organizations={name: _organization(name, demo) for name, demo in organizations.items()},
        tags={name: Tag.objects.get_or_create(name=name)[0] for name in sorted(_tag_names())},
    )


def _user_with(role):
    user = User.objects.filter(groups__name=role, is_active=True).order_by("pk").first()
    if user is None:
        raise CommandError(
            _("Nobody is %(role)s here, and somebody has to sign: run load_demo, or add a person.")
            % {"role": role.label}
        )
    return user


def _sections():
    """The sections of the fixture by slug; one whose slug and name are both missing is added."""
    rows = json.loads(SECTIONS_FILE.read_text(encoding="utf-8"))
    return {row["fields"]["slug"]: _section(**row["fields"]) for row in rows}


def _section(name, slug, order):
    existing = Section.objects.filter(Q(slug=slug) | Q(name=name)).order_by("pk").first()
    return existing or Section.objects.create(name=name, slug=slug, order=order)


def _reporters(filing_user):
    """{name: Reporter} of people.yaml, and of the user who files the unpublished stories."""
    demo_reporters = content.people().reporters
    made = [_reporter(n, name, demo) for n, (name, demo) in enumerate(demo_reporters.items(), 1)]
    own = Reporter.objects.filter(user=filing_user)
    return {reporter.name: reporter for reporter in [*own, *made]}


def _reporter(number, name, demo):
    user = _reporter_user(REPORTER_USERNAME.format(number=number), name) if demo.has_login else None
    return Reporter.objects.get_or_create(
        name=name, affiliation=demo.affiliation, defaults={"kind": demo.kind, "user": user}
    )[0]


def _reporter_user(username, name):
    user, created = User.objects.get_or_create(username=username, defaults={"name": name})
    if created:
        user.set_unusable_password()
        user.save()
        user.groups.set([Group.objects.get(name=Role.REPORTER)])
    return user


def _organization(name, demo):
    defaults = {
        "kind": demo.kind,
        "aliases": list(demo.aliases),
        "place": content.newspaper().city,
        "confirmed": True,
    }
    return Organization.objects.get_or_create(name=name, defaults=defaults)[0]


def _tag_names():
    topics = (topic for found in content.topics().values() for topic in found)
    return {content.newspaper().tag, *(tag for topic in topics for tag in topic.tags)}
