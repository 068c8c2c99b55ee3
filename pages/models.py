"""The printed page with its text, reading and stories, and the uploads of the import desk."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.core.models import Section
from newsroom.core.models.date_limits import LimitedDateField, limits
from newsroom.core.plain_text import PlainCharField
from newsroom.desk.models import Revision, Story


class PageQuerySet(models.QuerySet):
    def filed(self):
        """Pages whose filing was not undone."""
        return self.filter(undone_at=None)


class Page(models.Model):
    """One page of one issue. Each text is filed once: `sha256` of the text identifies the page."""

    sha256 = models.CharField(_("SHA-256 of the text"), max_length=64)
    paper = PlainCharField(_("paper"), max_length=50)
    date = LimitedDateField(_("day of the paper"), null=True, blank=True)
    number = PlainCharField(_("page number"), max_length=10, blank=True)
    section_printed = PlainCharField(_("section as printed"), max_length=50, blank=True)
    text = models.TextField(_("text"))
    reading = models.JSONField(_("reading"), help_text=_("as docs/page-format.md describes it"))
    source = PlainCharField(_("file"), max_length=255, blank=True)
    filed_at = models.DateTimeField(_("filed at"), auto_now_add=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pages_filed",
        verbose_name=_("filed by"),
    )
    undone_at = models.DateTimeField(_("filing undone at"), null=True, blank=True)
    stories = models.ManyToManyField(
        Story, through="PageStory", related_name="pages", verbose_name=_("stories")
    )

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("printed page")
        verbose_name_plural = _("printed pages")
        ordering = ["-date", "number", "-id"]
        constraints = [
            *limits("page", days=["date"]),
            # After its filing was undone, the same text or page number may be filed again.
            models.UniqueConstraint(
                fields=["sha256"], condition=Q(undone_at=None), name="page_filed_once"
            ),
            models.UniqueConstraint(
                fields=["paper", "date", "number"],
                condition=Q(date__isnull=False, undone_at=None) & ~Q(number=""),
                name="page_once_in_an_issue",
            ),
        ]

    def __str__(self):
        date = self.date.isoformat() if self.date else str(_("date to be added"))
        return " ".join(filter(None, [self.paper, date, self.number]))

    @property
    def editors(self):
        """The printed line of editors: [{"role": str, "name": str}, …]."""
        return self.reading.get("page", {}).get("editors", [])


class PageStory(models.Model):
    """A story on a page: its position in reading order, and its lines in the text, from 1.

    A story that jumps has two rows, one for each page. `filed` is the text that the filing of
    the page made: page sign-off compares the working copy with it.
    """

    page = models.ForeignKey(
        Page, models.PROTECT, related_name="places", verbose_name=_("printed page")
    )
    story = models.ForeignKey(
        Story, models.PROTECT, related_name="page_places", verbose_name=_("story")
    )
    filed = models.ForeignKey(
        Revision,
        models.PROTECT,
        null=True,
        related_name="page_places",
        verbose_name=_("text as filed"),
    )
    position = models.PositiveSmallIntegerField(_("place on the page"))
    first_line = models.PositiveIntegerField(_("first line"))
    last_line = models.PositiveIntegerField(_("last line"))

    class Meta:
        verbose_name = _("story on a page")
        verbose_name_plural = _("stories on a page")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["page", "position"], name="page_story_position"),
            models.UniqueConstraint(fields=["page", "story"], name="page_story_once"),
            models.CheckConstraint(
                condition=Q(first_line__gte=1, last_line__gte=models.F("first_line")),
                name="page_story_lines",
            ),
        ]

    def __str__(self):
        return f"{self.page} {self.position}"


class UploadQuerySet(models.QuerySet):
    def waiting(self):
        """Uploads that are not filed, or whose filing was undone."""
        return self.filter(Q(page=None) | Q(page__undone_at__isnull=False))


class Upload(models.Model):
    """The text of a page on the import desk, with the marks and overrides that people set."""

    name = PlainCharField(_("file"), max_length=255)
    sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, unique=True)
    text = models.TextField(_("text"))
    encoding = models.CharField(_("encoding"), max_length=20)
    marks = models.JSONField(
        _("marks"), default=dict, help_text=_("line number: the kind of line that a person chose")
    )
    summary = models.JSONField(
        _("summary"), default=dict, help_text=_("of the last reading, for the list")
    )
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, verbose_name=_("section")
    )
    date = LimitedDateField(_("day of the paper"), null=True, blank=True)
    number = PlainCharField(_("page number"), max_length=10, blank=True)
    page = models.OneToOneField(
        Page,
        models.PROTECT,
        null=True,
        related_name="upload",
        verbose_name=_("filed as"),
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="uploads",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("page on the import desk")
        verbose_name_plural = _("pages on the import desk")
        ordering = ["-id"]
        constraints = limits("upload", days=["date"])

    def __str__(self):
        return self.name

    @property
    def is_filed(self):
        """Whether it is filed as `page`, and that filing was not undone."""
        return self.page is not None and self.page.undone_at is None
