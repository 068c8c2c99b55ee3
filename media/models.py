"""Photos and their prepared sizes. A Photo may be only a caption whose file is still missing."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from media.ai_label import LABEL_IS_KEPT, NEEDS_ANSWER, PhotoAiLabel
from media.search import SEARCHED_FIELDS, CharacterPairs, SearchText
from media.sizes.shapes import CENTRE, SHAPES, WHOLE
from newsroom.core.models.date_limits import LimitedDateField, LimitedDateTimeField, limits
from newsroom.core.plain_text import PlainCharField, PlainTextField

SHA256 = r"^[0-9a-f]{64}$"


def original_storage():
    """The storage of uploaded files, which only the desk can read."""
    return storages["originals"]


def rendition_storage():
    """The storage of prepared sizes, which are copied to the public one on publication."""
    return storages["renditions"]


class Licence(models.TextChoices):
    """The legal ground on which the paper may use a photo."""

    OWN = "own", _("own picture")
    AGENCY = "agency", _("agency contract")
    FREE = "free", _("free licence")
    HANDOUT = "handout", _("handout")
    PERMITTED = "permitted", _("permission given")


class PhotoTexts(models.Model):
    """The texts of a photo: first from the file's metadata, then edited by the desk."""

    caption = PlainTextField(_("caption"), blank=True)
    credit = PlainCharField(_("credit"), max_length=100, blank=True)
    alt = PlainCharField(_("alt text"), max_length=200, blank=True)
    taken_at = LimitedDateTimeField(_("taken at"), null=True, blank=True)
    place = PlainCharField(_("place"), max_length=200, blank=True)
    keywords = ArrayField(
        PlainCharField(max_length=50), verbose_name=_("keywords"), default=list, blank=True
    )
    instructions = PlainTextField(_("instructions"), blank=True)

    class Meta:
        abstract = True


class PhotoRights(models.Model):
    """The terms on which the paper may show a photo."""

    source = PlainCharField(_("source"), max_length=100, blank=True)
    copyright = PlainCharField(_("copyright"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, blank=True)
    # Who stated the licence, and when; empty for one that was stated before this was recorded.
    licence_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("licence stated by"),
    )
    licence_at = LimitedDateTimeField(_("licence stated at"), null=True, blank=True, editable=False)
    expires_on = LimitedDateField(_("may be shown until"), null=True, blank=True)
    one_use = models.BooleanField(_("for one story only"), default=False)
    needs_masking = models.BooleanField(_("faces or numbers to be masked"), default=False)

    class Meta:
        abstract = True


class Photo(PhotoTexts, PhotoRights, PhotoAiLabel):
    """A photo file with its texts and rights.

    `original` is empty for a caption from a printed page, or of a story, whose file is missing.
    """

    original = models.FileField(
        _("file"), storage=original_storage, upload_to="photos/%Y/%m/", blank=True, editable=False
    )
    sha256 = models.CharField(
        _("SHA-256 of the file"), max_length=64, null=True, blank=True, unique=True, editable=False
    )
    file_name = models.CharField(_("file name"), max_length=200, blank=True, editable=False)
    format = models.CharField(_("format"), max_length=10, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("bytes"), null=True, editable=False)
    # Of the upright image, in pixels.
    width = models.PositiveIntegerField(_("width"), null=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, editable=False)
    # The point that every crop contains, in thousandths of width and height.
    focus_x = models.PositiveSmallIntegerField(_("focal point, across"), default=CENTRE)
    focus_y = models.PositiveSmallIntegerField(_("focal point, down"), default=CENTRE)
    colour = models.CharField(_("colour"), max_length=7, blank=True, editable=False)
    # What the file itself says of its origin; the texts above may have been edited since.
    file_words = models.TextField(_("words in the file"), blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("added by"),
    )
    # Who sent in the same file again. They have the file, so they may see and use the photo, too.
    also_sent_by = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", editable=False, verbose_name=_("also sent by")
    )
    created_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="photo_newest"),
            models.Index(fields=["id"], name="photo_without_file", condition=Q(original="")),
            models.Index(
                fields=["expires_on"], name="photo_expiring", condition=Q(expires_on__isnull=False)
            ),
            models.Index(fields=["id"], name="photo_asks_about_ai", condition=NEEDS_ANSWER),
            GinIndex(CharacterPairs(SearchText(*SEARCHED_FIELDS)), name="photo_search_pairs"),
        ]
        constraints = [
            *limits("photo", days=["expires_on"], moments=["taken_at", "licence_at"]),
            models.CheckConstraint(
                condition=Q(original="", sha256=None) | (~Q(original="") & Q(sha256__regex=SHA256)),
                name="photo_file_has_hash",
                violation_error_message=_("A file and its SHA-256 come together."),
            ),
            models.CheckConstraint(
                condition=Q(focus_x__lte=1000, focus_y__lte=1000), name="photo_focus_inside"
            ),
            LABEL_IS_KEPT,
            models.CheckConstraint(
                condition=~Q(licence="") | Q(licence_by=None, licence_at=None),
                name="photo_licence_stated_by",
            ),
        ]

    def __str__(self):
        return self.caption or self.file_name or f"#{self.pk}"

    @property
    def focus(self):
        """The point that every crop contains: (across, down) in thousandths."""
        return self.focus_x, self.focus_y

    def renditions(self):
        """The prepared sizes of its file, with the crops of its present focal point."""
        return Rendition.objects.for_file(self.sha256, self.focus, self.ai_generated)


class RenditionQuerySet(models.QuerySet):
    def for_file(self, original_sha256, focus=(CENTRE, CENTRE), ai_generated=False):
        """The prepared sizes of that photo file: the whole photo, and the crops around `focus`.

        Those of a photo with the AI label carry it, and are files of their own.
        """
        sizes = self.filter(original_sha256=original_sha256, ai_generated=ai_generated)
        return sizes.filter(Q(shape=WHOLE.name) | Q(focus_x=focus[0], focus_y=focus[1]))


class Rendition(models.Model):
    """A prepared size of a photo file. Its own file is named by its SHA-256 and never changes.

    It refers to the original by SHA-256, not to the Photo: published files stay in use when the
    desk replaces the photo's file or moves its focal point.
    """

    original_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    shape = models.CharField(
        _("shape"), max_length=10, choices=[(shape.name, shape.name) for shape in SHAPES]
    )
    focus_x = models.PositiveSmallIntegerField(default=CENTRE)
    focus_y = models.PositiveSmallIntegerField(default=CENTRE)
    ai_generated = models.BooleanField(_("carries the AI label"), default=False)
    format = models.CharField(_("format"), max_length=10)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    file = models.FileField(_("file"), storage=rendition_storage)
    size = models.PositiveBigIntegerField(_("bytes"))
    colour = models.CharField(_("colour"), max_length=7, blank=True)

    objects = RenditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        ordering = ["shape", "format", "width"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("original_sha256", "shape", "focus_x", "focus_y"),
                    *("ai_generated", "format", "width"),
                ],
                name="rendition_unique",
            )
        ]
        indexes = [models.Index(fields=["file"], name="rendition_file")]

    def __str__(self):
        return self.file.name

    def shows(self, focus, ai_generated):
        """Whether it is cropped around `focus`, or whole, and has the AI label as asked for."""
        is_crop = self.shape == WHOLE.name or (self.focus_x, self.focus_y) == tuple(focus)
        return is_crop and self.ai_generated == ai_generated


class Preparation(models.Model):
    """What there is to say about preparing a photo file; there is no row if all went well."""

    class Problem(models.TextChoices):
        """Why there are no sizes, as the desk is told."""

        DAMAGED = "damaged", _("The file is damaged or not complete. Send it again.")
        STOPPED = (
            "stopped",
            _("The program cannot process this file. Save it as a smaller JPEG and send it again."),
        )
        TROUBLE = (
            "trouble",
            _("Disk, storage or database had trouble. It is tried again for some three hours."),
        )

    original_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, unique=True)
    unfinished = models.PositiveSmallIntegerField(_("attempts that broke off"), default=0)
    problem = models.CharField(_("problem"), max_length=10, choices=Problem, blank=True)
    has_broken_profile = models.BooleanField(_("broken colour profile"), default=False)

    class Meta:
        verbose_name = _("preparation")
        verbose_name_plural = _("preparations")

    def __str__(self):
        return f"{self.original_sha256}: {self.problem or self.unfinished}"

    @property
    def is_final(self):
        """Whether the file itself is at fault, so that no further attempt is made."""
        return self.problem in (self.Problem.DAMAGED, self.Problem.STOPPED)
