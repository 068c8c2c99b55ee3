"""The printed page: its text as it came in, what the reader made of it, and its stories."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.desk.models import Story


class Page(models.Model):
    """One page of one issue. Its text's SHA-256 is its identity: it is filed once."""

    sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, unique=True)
    paper = models.CharField(_("paper"), max_length=50)
    date = models.DateField(_("day of the paper"), null=True, blank=True)
    number = models.CharField(_("page number"), max_length=10, blank=True)
    section_printed = models.CharField(_("section as printed"), max_length=50, blank=True)
    text = models.TextField(_("text"))
    reading = models.JSONField(_("reading"), help_text=_("as docs/page-format.md describes it"))
    source = models.CharField(_("file"), max_length=255, blank=True)
    filed_at = models.DateTimeField(_("filed at"), auto_now_add=True)
    stories = models.ManyToManyField(
        Story, through="PageStory", related_name="pages", verbose_name=_("stories")
    )

    class Meta:
        verbose_name = _("printed page")
        verbose_name_plural = _("printed pages")
        ordering = ["-date", "number", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "date", "number"],
                condition=Q(date__isnull=False) & ~Q(number=""),
                name="page_once_in_an_issue",
            )
        ]

    def __str__(self):
        date = self.date.isoformat() if self.date else str(_("date to be added"))
        return " ".join(filter(None, [self.paper, date, self.number]))


class PageStory(models.Model):
    """A story's place on its page: which place in reading order, and which lines of the text."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="places")
    story = models.OneToOneField(Story, models.PROTECT, related_name="page_place")
    position = models.PositiveSmallIntegerField(_("place on the page"))
    first_line = models.PositiveIntegerField(_("first line"))
    last_line = models.PositiveIntegerField(_("last line"))

    class Meta:
        verbose_name = _("story on a page")
        verbose_name_plural = _("stories on a page")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["page", "position"], name="page_story_position"),
            models.CheckConstraint(
                condition=Q(first_line__gte=1, last_line__gte=models.F("first_line")),
                name="page_story_lines",
            ),
        ]

    def __str__(self):
        return f"{self.page} {self.position}"
