"""Fill an empty newsroom with the demo: sections, people, and the sample page signed off."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files import File
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from media.intake.photo_files import attach
from media.models import Licence
from media.sizes import renditions
from newsroom.core.models import Organization, Reporter, Section, SiteInformation, User
from newsroom.core.roles import Role
from newsroom.desk.models import StoryPhoto
from newsroom.desk.revisions.content import record_revision
from newsroom.press import cache
from pages.models import Page
from pages.page_signoff import open_stories, sign_off

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
# Drawn by tools/draw_demo_photos.py: caption on the sample page -> file, what is seen on it.
PHOTOS = {
    "暖心慰问": ("visit.jpg", "雪夜里，两个人提着大米和礼盒走向亮着灯的家门，老人在门口迎接"),
    "爱心义诊": ("clinic.jpg", "绿色帐篷下，医护人员在桌边为老人量血压"),
    "春联送祝福": ("couplets.jpg", "一只手握着毛笔在红纸上写“福”字，身后挂着四条春联"),
}
ILLUSTRATION = "示意图"


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
            load_site_information()
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


def load_site_information():
    """What the foot says: invented and marked as such; numbers that no authority issues."""
    if not SiteInformation.objects.exists():
        call_command("loaddata", "site_information", verbosity=0)
        cache.invalidate()


def sign_pages(chief):
    """Give pages that nobody has touched yet their pictures, and sign them off."""
    for page in Page.objects.all():
        stories = open_stories(page)
        if stories.exists():
            place_photos(stories)
            Organization.objects.filter(stories__in=stories).update(confirmed=True)
            sign_off(page, user=chief)


def place_photos(stories):
    """Give the captions of the sample page their pictures, and record that."""
    waiting = StoryPhoto.objects.filter(
        story__in=stories, photo__original="", caption__in=PHOTOS
    ).select_related("photo", "story")
    for story_photo in waiting:
        place_photo(story_photo)
    for story in {story_photo.story for story_photo in waiting}:
        record_revision(story)


def place_photo(story_photo):
    """Give a caption its drawn picture, ready in all sizes."""
    name, story_photo.alt = PHOTOS[story_photo.caption]
    story_photo.credit = ILLUSTRATION
    story_photo.save()
    photo = story_photo.photo
    photo.credit, photo.alt, photo.licence = ILLUSTRATION, story_photo.alt, Licence.OWN
    with (Path(settings.BASE_DIR) / "fixtures" / "photos" / name).open("rb") as file:
        attach(File(file, name), photo)
    renditions.prepare(photo, photo.focus)
