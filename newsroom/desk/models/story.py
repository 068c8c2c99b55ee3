"""Story: the working copy that the newsroom edits, and what belongs to its definition."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import TaggedItemBase

from newsroom.core.models import Organization, Section
from newsroom.core.models.date_limits import LimitedDateField, LimitedDateTimeField, limits
from newsroom.core.plain_text import PlainCharField
from newsroom.core.story_kind import choices, story_kind, story_kinds
from newsroom.desk.body_field import BodyField


class StoryManager(models.Manager["Story"]):
    """The stories of one kind for the model of that kind (`Article.objects`), else all stories."""

    def get_queryset(self):
        queryset, kind = super().get_queryset(), self.model.kind_of_model()
        return queryset.filter(kind=kind.value) if kind else queryset


class TaggedStory(TaggedItemBase):
    content_object = models.ForeignKey("Story", models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = _("tag of a story")
        verbose_name_plural = _("tags of stories")
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tagged_story_once")
        ]


class Story(models.Model):
    """The working copy of a story. Readers never see it: they see a Version made from it.

    Every story is of one kind, and each kind has a proxy of this model in its own app (Article,
    Brief). New stories are created with that proxy, which sets `kind`. Rows are read as instances
    of it as well, whoever asks: `Story.objects`, a foreign key, `select_related`.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned for changes")
        APPROVED = "approved", _("approved")
        SPIKED = "spiked", _("spiked")

    kind = models.CharField(_("kind"), max_length=20, choices=choices)
    section = models.ForeignKey(
        Section, models.PROTECT, related_name="stories", verbose_name=_("section")
    )
    kicker = PlainCharField(_("kicker"), max_length=200, blank=True)
    headline = PlainCharField(_("headline"), max_length=200, blank=True)
    deck = PlainCharField(_("deck"), max_length=200, blank=True)
    column = PlainCharField(_("column"), max_length=50, blank=True)
    dateline = PlainCharField(_("dateline"), max_length=200, blank=True)
    source = PlainCharField(_("source"), max_length=100, blank=True)
    body = BodyField(_("body"), blank=True)
    summary = PlainCharField(
        _("summary"),
        max_length=200,
        blank=True,
        help_text=_("for lists, search and shared links; if empty, the first words of the text"),
    )
    reprint_title = PlainCharField(_("original title"), max_length=200, blank=True)
    reprint_author = PlainCharField(_("original author"), max_length=100, blank=True)
    reprint_url = models.URLField(_("link to the original"), max_length=500, blank=True)

    tags = TaggableManager(_("tags"), through=TaggedStory, blank=True)
    organizations = models.ManyToManyField(
        Organization, related_name="stories", blank=True, verbose_name=_("organizations")
    )
    responsible_editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stories_edited",
        verbose_name=_("responsible editor"),
    )

    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT)
    stage = models.PositiveSmallIntegerField(
        _("stage of review"), choices=Section.Stage, null=True, blank=True, editable=False
    )
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="stories_filed",
        verbose_name=_("filed by"),
        help_text=_("empty when the story was read from a printed page"),
    )
    publish_at = LimitedDateTimeField(
        _("to be published at"),
        null=True,
        blank=True,
        help_text=_("Beijing time; the desk is warned when it is not signed by then"),
    )
    embargo_until = LimitedDateTimeField(
        _("embargoed until"),
        null=True,
        blank=True,
        help_text=_("Beijing time; only the chief on duty may break it"),
    )
    created_at = models.DateTimeField(_("filed at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    printed_paper = PlainCharField(_("printed in"), max_length=50, blank=True)
    printed_on = LimitedDateField(_("day of the paper"), null=True, blank=True)
    printed_number = PlainCharField(_("page number"), max_length=10, blank=True)
    printed_section = PlainCharField(_("section as printed"), max_length=50, blank=True)
    printed_editor = PlainCharField(_("responsible editor as printed"), max_length=50, blank=True)
    printed_proofreader = PlainCharField(_("proofreader as printed"), max_length=50, blank=True)
    printed_position = models.PositiveSmallIntegerField(
        _("place on the page"), null=True, blank=True
    )

    other_half = PlainCharField(
        _("page of the other half"),
        max_length=10,
        blank=True,
        help_text=_("until that page is filed, too, the story cannot be published"),
    )

    objects = StoryManager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["-updated_at", "-id"]
        indexes = [
            models.Index(fields=["kind", "-updated_at", "-id"], name="story_newest"),
            models.Index(fields=["status", "stage", "-updated_at"], name="story_status"),
            models.Index(fields=["filed_by", "-updated_at"], name="story_filed_by"),
            models.Index(
                fields=["publish_at"], name="story_due", condition=Q(publish_at__isnull=False)
            ),
        ]
        constraints = [
            *limits("story", days=["printed_on"], moments=["publish_at", "embargo_until"]),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in story_kinds()]), name="story_kind"
            ),
            # A proxy model cannot have constraints: those of the kinds stand here.
            *(constraint for kind in story_kinds() for constraint in kind.constraints),
            models.CheckConstraint(
                condition=Q(status="submitted", stage__isnull=False, stage__in=Section.Stage.values)
                | (
                    ~Q(status="submitted")
                    & Q(status__in=["draft", "returned", "approved", "spiked"], stage=None)
                ),
                name="story_stage_while_submitted",
            ),
            models.CheckConstraint(
                condition=Q(printed_position=None) | ~Q(printed_paper=""),
                name="story_printed_in_a_paper",
            ),
        ]

    def __init__(self, *args, **kwargs):
        kind = self.kind_of_model()
        # Values of a row of the database are positional, and its kind is among them.
        if kind and not args and kwargs.setdefault("kind", kind.value) != kind.value:
            raise ValueError(f"{type(self).__name__} cannot be of the kind {kwargs['kind']!r}.")
        super().__init__(*args, **kwargs)

    def __str__(self):
        return self.title or _("(no headline)").__str__()

    @classmethod
    def from_db(cls, db, field_names, values, **kwargs):
        """A row as an instance of the model of its kind; of `cls` if the query left `kind` out."""
        model = cls
        if "kind" in field_names:
            model = story_kind(values[field_names.index("kind")]).model
        return super(Story, model).from_db(db, field_names, values, **kwargs)

    @classmethod
    def kind_of_model(cls):
        """The StoryKind that this model is for; None for Story itself."""
        return getattr(cls._meta.app_config, "story_kind", None)

    @property
    def story_kind(self):
        """The StoryKind of this story: what its kind is and how it is shown."""
        return story_kind(self.kind)

    @property
    def title(self):
        """The headline as shown everywhere, the way its kind shows it; may be empty."""
        return self.story_kind.title(self.kicker, self.headline)

    def get_constraints(self):
        """The constraints that a form checks: those of other kinds hold for this story anyway."""
        others = {c.name for k in story_kinds() if k.value != self.kind for c in k.constraints}
        return [
            (model, [constraint for constraint in constraints if constraint.name not in others])
            for model, constraints in super().get_constraints()
        ]

    def validate_constraints(self, exclude=None):
        """Check also constraints on `kind`, which no form lets a person choose."""
        super().validate_constraints(exclude=set(exclude or ()) - {"kind"})

    def get_admin_url(self, name="change", *args):
        """The URL of its form in the admin, or of the view `name` below that form."""
        return self.story_kind.admin_url(name, self.pk, *args)

    @cached_property
    def revision(self):
        """The newest Revision, or None; read once, and updated by `content.record_revision`."""
        return self.revisions.order_by("-number").first()
