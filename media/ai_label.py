"""The AI label of a photo: what its file says, and what a person has said about it.

A file that declares AI has the label until a photo editor takes it off with a reason. About a file
that may be made with AI a person has to answer before a story that shows it is signed.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from media.intake.metadata.ai_marks import GENERATED_LABEL, MARK_FIELDS, Claim
from newsroom.core.masthead import paper_name

NEEDS_ANSWER = Q(ai_claim=Claim.POSSIBLE, ai_generated=False, ai_is_answered=False)
LABEL_IS_KEPT = models.CheckConstraint(
    condition=~Q(ai_claim=Claim.GENERATED) | Q(ai_generated=True) | Q(ai_is_answered=True),
    name="photo_keeps_ai_label",
    violation_error_message=_("The file says that it is made with AI: say why it is not."),
)
PROPAGATE_ID_LENGTH = 32  # hexadecimal digits of the file's SHA-256


class PhotoAiLabel(models.Model):
    """The AI label that readers see, and what the photo's file says of itself."""

    sha256: models.CharField  # of the file: a field of Photo

    ai_generated = models.BooleanField(_("made with AI"), default=False)
    ai_claim = models.CharField(
        _("what the file says about AI"),
        max_length=10,
        choices=Claim,
        blank=True,
        default=Claim.NONE,
        editable=False,
    )
    ai_is_answered = models.BooleanField(
        _("a person has said whether AI made it"), default=False, editable=False
    )
    digital_source = models.CharField(
        _("digital source type"), max_length=100, blank=True, editable=False
    )
    aigc = models.JSONField(_("mark of AI content"), default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def needs_ai_answer(self):
        """Whether a person has to say if AI made it: the file leaves it open."""
        return self.ai_claim == Claim.POSSIBLE and not (self.ai_generated or self.ai_is_answered)

    def take_ai_mark(self, mark):
        """Take over the AiMark of a new file. A label that a person gave stays."""
        self.ai_claim, self.digital_source, self.aigc = mark.claim, mark.digital_source, mark.aigc
        self.ai_is_answered = False
        self.ai_generated = self.ai_generated or mark.claim == Claim.GENERATED

    def public_aigc(self):
        """The national mark (GB 45438-2025) for the public files, as a dict; empty if it has none.

        What the file says is kept, since nobody may remove it; the paper adds itself as the one
        who spreads the picture.
        """
        if not (self.aigc or self.ai_generated):
            return {}
        mark = {name: self.aigc.get(name, "") for name in MARK_FIELDS}
        mark["Label"] = mark["Label"] or GENERATED_LABEL
        mark["ContentPropagator"] = mark["ContentPropagator"] or paper_name()
        mark["PropagateID"] = mark["PropagateID"] or (self.sha256 or "")[:PROPAGATE_ID_LENGTH]
        return mark
