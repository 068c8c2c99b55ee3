"""Fill an empty newsroom with the demo: sections, people, and the sample page signed off."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from newsroom.masthead.models import Organization, Reporter, Section, User
from newsroom.masthead.roles import Role
from pages.models import Page
from pages.signing import open_stories, sign_off

PASSWORD = "newsroom"
PEOPLE = {
    "reporter": (Role.REPORTER, "林晓禾"),
    "editor": (Role.EDITOR, "周砚之"),
    "head": (Role.HEAD, "顾长河"),
    "chief": (Role.CHIEF, "沈明远"),
    "proofreader": (Role.PROOFREADER, "许知字"),
    "photo": (Role.PHOTO_EDITOR, "高望"),
    "admin": (Role.ADMIN, "管理员"),
}
WHOLE_WAY = "yaowen"
PAGES = Path(settings.BASE_DIR) / "fixtures" / "pages"


class Command(BaseCommand):
    help = _("Load the demo newsroom; what is there already stays as it is.")

    def handle(self, **options):
        if not settings.NEWSROOM_DEMO:
            raise CommandError(
                _("This is not a demo: its log-ins are known to everyone. Set NEWSROOM_DEMO=1.")
            )
        with transaction.atomic():
            load_sections()
            for username, (role, name) in PEOPLE.items():
                load_person(username, role, name)
        call_command("import_pages", PAGES, stdout=self.stdout, stderr=self.stderr)
        sign_pages(User.objects.get(username="chief"))


def load_sections():
    """The sections of the fixture: 要闻 takes the whole way, the others ask for one review."""
    if not Section.objects.exists():
        call_command("loaddata", "sections", verbosity=0)
        Section.objects.exclude(slug=WHOLE_WAY).update(reviews_required=1, proofs_required=0)
        Section.objects.filter(slug=WHOLE_WAY).update(reviews_required=3, proofs_required=1)


def load_person(username, role, name):
    user, created = User.objects.get_or_create(
        username=username, defaults={"name": name, "is_staff": True}
    )
    if not created:
        return
    user.set_password(PASSWORD)
    user.save()
    user.groups.set([Group.objects.get(name=role)])
    if role == Role.REPORTER:
        Reporter.objects.get_or_create(name=name, affiliation="", defaults={"user": user})


def sign_pages(chief):
    """Confirm the organizations of pages that nobody has touched yet, and sign the pages off."""
    for page in Page.objects.all():
        stories = open_stories(page)
        if stories.exists():
            Organization.objects.filter(stories__in=stories).update(confirmed=True)
            sign_off(page, by=chief)
