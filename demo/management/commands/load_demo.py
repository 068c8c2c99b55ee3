"""Fill an empty newsroom with the demo: sections, people, and the sample page signed off."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files import File
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from demo import content
from media.intake.photo_files import attach_file
from media.models import Licence
from media.sizes import renditions
from newsroom.core.models import Organization, Reporter, Section, SiteInformation, User
from newsroom.core.roles import Role
from newsroom.desk.models import StoryPhoto
from newsroom.desk.revisions.content import record_revision
from newsroom.press import cache
from pages.models import Page, PageStory
from pages.page_signoff import sign_off
from pages.waiting_stories import open_stories

PASSWORD = "newsroom"
REVIEWED_SECTION = "yaowen"  # 要闻 asks for all three reviews, the others for one
PAGES = Path(settings.BASE_DIR) / "fixtures" / "pages"
PHOTOS = content.photos().sample_page  # by caption; tests replace it, to save time


class Command(BaseCommand):
    help = _("Load the demo newsroom; what is there already stays as it is.")

    def handle(self, **options):
        if not settings.NEWSROOM_DEMO:
            raise CommandError(
                _("This is not a demo: its log-ins are known to everyone. Set NEWSROOM_DEMO=1.")
            )
        with transaction.atomic():
            load_sections()
            for username, user in content.people().users.items():
                load_user(username, user.role, user.name)
            load_site_information()
        call_command("import_pages", PAGES, stdout=self.stdout, stderr=self.stderr)
        sign_pages(User.objects.get(username="chief"))


def load_sections():
    """Load the sections of the fixture if there are none, and set their reviews and proofs."""
    if not Section.objects.exists():
        call_command("loaddata", "sections", verbosity=0)
        Section.objects.exclude(slug=REVIEWED_SECTION).update(reviews_required=1, proofs_required=0)
        Section.objects.filter(slug=REVIEWED_SECTION).update(reviews_required=3, proofs_required=1)


def load_user(username, role, name):
    """Add a log-in with that role; an existing user stays as it is."""
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
    """Load the footer's texts if there are none; they are invented and say so."""
    if not SiteInformation.objects.exists():
        call_command("loaddata", "site_information", verbosity=0)
        cache.invalidate()


def sign_pages(chief):
    """Sign off all pages whose stories nobody has acted on; their captions get their photos."""
    for page in Page.objects.all():
        stories = open_stories(page)
        if stories.exists():
            place_photos(stories)
            Organization.objects.filter(stories__in=stories).update(confirmed=True)
            sign_off(page, user=chief)


def place_photos(stories):
    """Give the captions of the sample page their photos, as if it had been filed with them."""
    story_photos = StoryPhoto.objects.filter(
        story__in=stories, photo__original="", caption__in=PHOTOS
    ).select_related("photo", "story")
    for story_photo in story_photos:
        place_photo(story_photo)
    for story in {story_photo.story for story_photo in story_photos}:
        PageStory.objects.filter(story=story).update(filed=record_revision(story))


def place_photo(story_photo):
    """Give a caption its drawn picture in all sizes."""
    sample, credit = PHOTOS[story_photo.caption], content.photos().credit
    story_photo.alt, story_photo.credit = sample.alt, credit
    story_photo.save()
    photo = story_photo.photo
    photo.credit, photo.alt, photo.licence = credit, sample.alt, Licence.OWN
    with content.photo_path(sample.file).open("rb") as file:
        attach_file(File(file, sample.file), photo)
    renditions.prepare(photo, photo.focus)
