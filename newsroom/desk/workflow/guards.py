"""Guards of steps: each takes the TransitionContext and returns a reason to refuse, or None.

The reason is a text, or a Reason if one field of the story's form mends it.
"""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from newsroom.core.models import Section
from newsroom.core.refusal import Reason
from newsroom.core.roles import Role
from newsroom.desk import policy
from newsroom.desk.datetimes import format_datetime
from newsroom.desk.models import Correction, Decision, Story
from newsroom.desk.photos import readiness, rights
from newsroom.desk.revisions import restoration

Stage = Section.Stage


# --- the text -------------------------------------------------------------------------------------


def is_complete(context):
    if not context.story.title:
        return Reason(_("The story has no headline yet."), "headline")
    if not context.story.body:
        return Reason(_("The story has no text yet."), "body")


def has_both_halves(context):
    """A story that continues on another page needs that page filed, too."""
    if page := context.story.other_half:
        why = _("The other half of this story is on page %(page)s: file that page first.")
        return Reason(why % {"page": page}, "other_half")


def is_untouched(context):
    """Page sign-off covers only stories that nobody has acted on since the page was imported."""
    if context.story.decisions.without_releases().exists():
        return _("The story has gone its own way since it was filed.")


def has_pictures_ready(context):
    """Every size of every picture is prepared, since a published page cannot wait for a job."""
    return readiness.refusal_to_publish(context.content)


def has_usable_pictures(context):
    """No picture has a file that cannot be shown, however long one waits."""
    return readiness.refusal(context.content)


def has_alt_text(context):
    """Every picture has a text for readers who cannot see it."""
    for photo in context.content["photos"]:
        if photo["file"] and not photo["alt"]:
            why = _(
                "“%(caption)s” has no alt text for readers who cannot see it: write one, or use "
                "the caption."
            )
            message = why % {"caption": photo["caption"] or "—"}
            return readiness.of_picture(photo["place"], "alt", message)


def has_ai_answers(context):
    """Somebody has said of every picture whether AI made it, where the file leaves that open."""
    return rights.ai_question(context)


def has_ai_answers_if_final(context):
    """The same, for a signature that is given again: only the final one needs it."""
    if context.stale_stage == Stage.FINAL:
        return has_ai_answers(context)


def has_picture_rights(context):
    """If a photo's licence forbids use, the chief must first release this exact text."""
    concerns = rights.blocking_concerns(context)
    if concerns and not context.round.rights_release(context.sha256):
        why = _("%(why)s Only the chief on duty may release it, with a reason.")
        concern = concerns[0]
        return readiness.of_picture(concern.place, "caption", why % {"why": concern.message})


def has_rights_to_override(context):
    """Some picture is barred, now or later, and the chief has not released this text yet."""
    if not rights.can_be_blocked(context):
        return _("Nothing prevents this story's pictures from being shown.")
    if context.round.rights_release(context.sha256):
        return _("The pictures of this text are released already.")


def is_submitted_or_printed(context):
    """Drafts wait: a release counts only for the round that begins with the next submission.

    A draft from a printed page is the exception: page sign-off needs no submission.
    """
    story = context.story
    if story.status == Story.Status.DRAFT and (
        story.printed_position is None or story.decisions.without_releases().exists()
    ):
        return _("The story is not submitted yet.")


# --- signatures -----------------------------------------------------------------------------------


def signs_only_once(context):
    """All signatures of one round are by different people."""
    signers = {decision.actor_id for decision in context.round.signatures.values()}
    if context.user.pk in signers:
        return _("You have already signed an earlier review of this story.")


def has_earlier_stage(context):
    if context.story.stage == context.story.section.stages[0]:
        return _("There is no review before this one.")


def has_earlier_signatures(context):
    """All earlier stages of the present section are signed.

    One may be missing if the story was moved from a section with fewer reviews.
    """
    missing = [s for s in context.round.missing_stages(context.story.section) if s < Stage.FINAL]
    if missing:
        return _("%(stage)s is not signed yet: return the story one stage.") % {
            "stage": missing[0].label
        }


def has_stale_signature(context):
    """A later edit made a signature stale that this user may give again."""
    if context.stale_stage is None:
        return _("No signature that you may give again has lost its hold.")


def is_signed(context):
    """The final signature is of this exact text; in a strict section all signatures are."""
    final, section = context.round.final_signature, context.story.section
    if final is None:
        return _("The story is not signed off.")
    stale = context.round.stale_signatures(context.sha256)
    if Stage.FINAL in stale:
        return _("The text was changed after the final approval: it has to be signed again.")
    if missing := context.round.missing_stages(section):
        return _("%(stage)s is not signed.") % {"stage": missing[0].label}
    if stale and section.strict:
        return _("The text was changed after %(stage)s: this section asks for it again.") % {
            "stage": min(stale).label
        }


# --- proofs ---------------------------------------------------------------------------------------


def is_next_proof(number):
    """The guard of the proof with that number: the one before it is signed and resolved."""

    def guard(context):
        proofs = context.round.proofs
        if len(proofs) >= number:
            return _("This proof is signed already.")
        if len(proofs) < number - 1:
            return _("The proof before this one is not signed yet.")
        return _unresolved(proofs)

    return guard


def has_proof_to_check(context):
    """All marks of the last proof are resolved, and the text was changed since it or its check."""
    last = next(reversed(context.round.proofs), None)
    if last is None or not (last.waits_for_check or _changed_since(last, context)):
        return _("The text is as the last proof left it: there is nothing to check.")
    if last.undecided:
        return _unresolved([last])


def is_proofread(context):
    """As many proofs as the section requires are signed, and their marks are resolved."""
    proofs, section = context.round.proofs, context.story.section
    final = context.round.final_signature
    if final and final.transition == "sign_page":
        return None  # the printed page was proofread before it was imported
    if len(proofs) < section.proofs_required:
        return _("%(done)d of %(required)d proofs are signed.") % {
            "done": len(proofs),
            "required": section.proofs_required,
        }
    if proofs and section.strict and _changed_since(proofs[-1], context):
        return _("The text was changed after the last proof: this section asks for it again.")
    return _unresolved(proofs)


def _changed_since(proof, context):
    """Whether the text is not the one that the proof, or its check, signed."""
    return proof.latest_decision.revision.sha256 != context.sha256


def _unresolved(proofs):
    """What is still to do about the last of the proofs, or None."""
    if proofs and proofs[-1].undecided:
        return _("The editor has not decided on every mark of the last proof yet.")
    if proofs and proofs[-1].waits_for_check:
        return _("The accepted corrections of the last proof are not checked yet.")


# --- published versions and times -----------------------------------------------------------------


def is_not_published_yet(context):
    if context.live and context.live.revision_sha256 == context.sha256:
        return _("This text is already published.")


def is_live(context):
    if context.live is None:
        return _("The story is not published.")


def is_amended(context):
    """The published text was opened for changes, and these are not published yet."""
    if context.amendment is None:
        return _("No amendment of the published text is under way.")


def can_return_to_published_text(context):
    """Every reporter and photo of the published text still exists."""
    return restoration.missing_row(context.story, context.publication.revision)


def is_not_live(context):
    if context.live is not None:
        return _("The story is published: withdraw it first.")
    return is_not_scheduled(context)


def may_withdraw_at_once(context):
    """A setting decides whether responsible editors may: at night they are who is called."""
    may = context.user.has_role(*policy.PUBLISHERS) or settings.NEWSROOM_EDITORS_WITHDRAW
    if not may:
        return _("Only a head or the chief on duty may withdraw a story.")


def is_scheduled(context):
    if context.pending is None:
        return _("The story is not scheduled.")


def is_not_scheduled(context):
    if context.pending is not None:
        return _("The story is scheduled: cancel that first.")


def is_in_future(context):
    if context.at is not None and context.at <= context.now:
        return _("This moment has passed: choose a later one, or publish now.")


def respects_embargo(context):
    until = context.story.embargo_until
    if until and (context.at or context.now) < until:
        why = _("Under embargo until %(time)s, Beijing time.")
        return Reason(why % {"time": format_datetime(until)}, "embargo_until")


def has_embargo(context):
    until = context.story.embargo_until
    if until is None or until <= context.now:
        return _("The story is under no embargo.")


# --- earlier steps --------------------------------------------------------------------------------


def has_correction_to_print(context):
    if context.live is None or not Correction.objects.to_print(context.live).exists():
        return _("No correction of this story waits to be printed.")


def has_withdrawal_to_review(context):
    last = Decision.objects.withdrawals().filter(story=context.story).last()
    if last is None or last.transition != "emergency_withdraw":
        return _("No emergency withdrawal waits for its review.")
    if last.actor_id == context.user.pk:
        return _("You withdrew this story: somebody else has to review that.")
    by_editor = not last.actor.has_role(*policy.PUBLISHERS)
    if by_editor and not context.user.has_role(Role.CHIEF):
        return _("An editor withdrew this story: the chief on duty has to review that.")


def names_an_old_revision(context):
    """The chosen revision is of this story and neither its present nor its public text."""
    revision = context.revision
    if revision is None or revision.story_id != context.story.pk:
        return _("Choose the revision in the history of the story.")
    if revision.is_redacted:
        return _("This revision is redacted already.")
    if revision.sha256 == context.sha256:
        return _("The working copy still has this text: change it first, then redact the revision.")
    if context.live and context.live.revision_sha256 == revision.sha256:
        return _("Readers see this text: withdraw the story first.")
    if context.pending and context.pending.revision_sha256 == revision.sha256:
        return _("This text is scheduled: cancel that first.")
