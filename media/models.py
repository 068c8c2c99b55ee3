"""Photos: what the paper has of a picture, be it only the caption that waits for the file."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from media.search import SEARCHED, Pairs, Said
from media.sizes.shapes import CENTRE, SHAPES, WHOLE

A_HASH = r"^[0-9a-f]{64}$"


def originals():
    """Where files are kept as they came in: for the desk alone."""
    return storages["originals"]


def renditions():
    """Where prepared sizes wait until a story that shows them is published."""
    return storages["renditions"]


class Licence(models.TextChoices):
    """What the paper may do with a picture."""

    OWN = "own", _("own picture")
    AGENCY = "agency", _("agency contract")
    FREE = "free", _("free licence")
    HANDOUT = "handout", _("handout")
    PERMITTED = "permitted", _("permission given")


class Words(models.Model):
    """What is said of a picture: read from the file where it says so, then the desk's."""

    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=100, blank=True)
    alt = models.CharField(_("alt text"), max_length=200, blank=True)
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    keywords = ArrayField(
        models.CharField(max_length=50), verbose_name=_("keywords"), default=list, blank=True
    )
    instructions = models.TextField(_("instructions"), blank=True)

    class Meta:
        abstract = True


class Rights(models.Model):
    """On what terms the paper may show a picture."""

    source = models.CharField(_("source"), max_length=100, blank=True)
    copyright = models.CharField(_("copyright"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, blank=True)
    expires_on = models.DateField(_("may be shown until"), null=True, blank=True)
    one_use = models.BooleanField(_("for one story only"), default=False)
    needs_masking = models.BooleanField(_("faces or numbers to be masked"), default=False)
    ai_generated = models.BooleanField(_("made with AI"), default=False)

    class Meta:
        abstract = True


class Photo(Words, Rights):
    """A picture with its words. A caption read from a printed page waits here for its file."""

    original = models.FileField(
        _("file"), storage=originals, upload_to="photos/%Y/%m/", blank=True, editable=False
    )
    sha256 = models.CharField(
        _("SHA-256 of the file"), max_length=64, null=True, blank=True, unique=True, editable=False
    )
    file_name = models.CharField(_("file name"), max_length=200, blank=True, editable=False)
    format = models.CharField(_("format"), max_length=10, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("bytes"), null=True, editable=False)
    # Upright, in pixels.
    width = models.PositiveIntegerField(_("width"), null=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, editable=False)
    # The point that no crop may cut, in thousandths of width and height.
    focus_x = models.PositiveSmallIntegerField(_("focal point, across"), default=CENTRE)
    focus_y = models.PositiveSmallIntegerField(_("focal point, down"), default=CENTRE)
    colour = models.CharField(_("colour"), max_length=7, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("added by"),
    )
    created_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="photo_newest"),
            models.Index(fields=["id"], name="photo_awaited", condition=Q(original="")),
            models.Index(
                fields=["expires_on"], name="photo_expiring", condition=Q(expires_on__isnull=False)
            ),
            GinIndex(Pairs(Said(*SEARCHED)), name="photo_said"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(original="", sha256=None) | (~Q(original="") & Q(sha256__regex=A_HASH)),
                name="photo_file_has_hash",
                violation_error_message=_("A file and its SHA-256 come together."),
            ),
            models.CheckConstraint(
                condition=Q(focus_x__lte=1000, focus_y__lte=1000), name="photo_focus_inside"
            ),
        ]

    def __str__(self):
        return self.caption or self.file_name or f"#{self.pk}"

    @property
    def focus(self):
        """The point that no crop may cut: (across, down) in thousandths."""
        return self.focus_x, self.focus_y

    def renditions(self):
        """Its prepared sizes as it is cropped now."""
        return Rendition.objects.of(self.sha256, self.focus)


class RenditionQuerySet(models.QuerySet):
    def of(self, source, focus=(CENTRE, CENTRE)):
        """The prepared sizes of the file with that SHA-256, cropped around that point."""
        whole = Q(shape=WHOLE.name)
        return self.filter(whole | Q(focus_x=focus[0], focus_y=focus[1]), source=source)


class Rendition(models.Model):
    """One prepared size of a file. Its name is the SHA-256 of its own bytes: it never changes.

    It belongs to the file and not to the Photo: what is published goes on while the desk
    replaces the picture or moves its focal point.
    """

    source = models.CharField(_("SHA-256 of the file"), max_length=64)
    shape = models.CharField(
        _("shape"), max_length=10, choices=[(shape.name, shape.name) for shape in SHAPES]
    )
    focus_x = models.PositiveSmallIntegerField(default=CENTRE)
    focus_y = models.PositiveSmallIntegerField(default=CENTRE)
    format = models.CharField(_("format"), max_length=10)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    file = models.FileField(_("file"), storage=renditions)
    size = models.PositiveBigIntegerField(_("bytes"))
    colour = models.CharField(_("colour"), max_length=7, blank=True)

    objects = RenditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        ordering = ["shape", "format", "width"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "shape", "focus_x", "focus_y", "format", "width"],
                name="rendition_once",
            )
        ]
        indexes = [models.Index(fields=["file"], name="rendition_file")]

    def __str__(self):
        return self.file.name

    def serves(self, focus):
        """Whether it shows the file as it is cropped around that point; the whole always does."""
        return self.shape == WHOLE.name or (self.focus_x, self.focus_y) == tuple(focus)
