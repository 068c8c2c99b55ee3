"""What stands before a step: functions of the Attempt that say why it is refused, or None."""

from django.utils.translation import gettext_lazy as _

from newsroom.core.models import Section
from newsroom.desk import snapshots
from newsroom.desk.datetimes import written
from newsroom.desk.models import Correction, Decision, Story
from newsroom.desk.photos import rights

Stage = Section.Stage


# --- the text -------------------------------------------------------------------------------------


def is_complete(attempt):
    if not attempt.story.title:
        return _("The story has no headline yet.")
    if not attempt.story.body:
        return _("The story has no text yet.")


def is_whole(attempt):
    """A story that jumps to another page is published when both halves are there."""
    if page := attempt.story.other_half:
        return _("The other half of this story is on page %(page)s: file that page first.") % {
            "page": page
        }


def is_untouched(attempt):
    """A page is signed as it was printed: what went its own way since then goes on alone."""
    if attempt.story.decisions.moves().exists():
        return _("The story has gone its own way since it was filed.")


def has_pictures_ready(attempt):
    """Every size of every picture is there: nothing public waits for a job."""
    if photo := snapshots.unprepared(attempt.content):
        return _("A picture is still being prepared, try again in a minute: %(caption)s") % {
            "caption": photo["caption"] or "—"
        }


def has_alt_text(attempt):
    """Whoever can't see a picture is told what it shows."""
    for photo in attempt.content["photos"]:
        if photo["file"] and not photo["alt"]:
            return _(
                "“%(caption)s” has no alt text for readers who cannot see it: write one, or use "
                "the caption."
            ) % {"caption": photo["caption"] or "—"}


def has_picture_rights(attempt):
    """What the rights of a picture forbid waits for the chief's leave, given for this very text."""
    barring = rights.barring(attempt)
    if barring and not attempt.round.release(attempt.sha256):
        return _("%(why)s Only the chief on duty may release it, with a reason.") % {
            "why": barring[0].words
        }


def has_rights_to_override(attempt):
    if not rights.may_be_barred(attempt):
        return _("Nothing stands against showing the pictures of this story.")
    if attempt.round.release(attempt.sha256):
        return _("The pictures of this text are released already.")


def is_submitted_or_printed(attempt):
    """A submission would take the leave again; a printed page is signed without one."""
    story = attempt.story
    if story.status == Story.Status.DRAFT and (
        story.printed_position is None or story.decisions.moves().exists()
    ):
        return _("The story is not submitted yet.")


# --- signatures -----------------------------------------------------------------------------------


def signs_only_once(attempt):
    """The reviews of one round are by different people."""
    signers = {decision.actor_id for decision in attempt.round.signatures.values()}
    if attempt.by.pk in signers:
        return _("You have already signed an earlier review of this story.")


def has_stage_before(attempt):
    if attempt.story.stage == attempt.story.section.stages[0]:
        return _("There is no review before this one.")


def has_earlier_signatures(attempt):
    """Also when the story moved to a section that asks for more reviews than its own did."""
    missing = [s for s in attempt.round.missing(attempt.story.section) if s < Stage.FINAL]
    if missing:
        return _("%(stage)s is not signed yet: return the story one stage.") % {
            "stage": missing[0].label
        }


def has_stale_signature(attempt):
    if attempt.stale_stage is None:
        return _("No signature that you may give again has lost its hold.")


def is_signed(attempt):
    """The final signature is of this very text; in a strict section every signature is."""
    final, section = attempt.round.final, attempt.story.section
    if final is None:
        return _("The story is not signed off.")
    stale = attempt.round.stale(attempt.sha256)
    if Stage.FINAL in stale:
        return _("The text was changed after the final approval: it has to be signed again.")
    if missing := attempt.round.missing(section):
        return _("%(stage)s is not signed.") % {"stage": missing[0].label}
    if stale and section.strict:
        return _("The text was changed after %(stage)s: this section asks for it again.") % {
            "stage": min(stale).label
        }


# --- proofs ---------------------------------------------------------------------------------------


def is_next_proof(number):
    def guard(attempt):
        proofs = attempt.round.proofs
        if len(proofs) >= number:
            return _("This proof is signed already.")
        if len(proofs) < number - 1:
            return _("The proof before this one is not signed yet.")
        return _unsettled(proofs)

    return guard


def has_proof_to_check(attempt):
    """After a proof whose marks are decided the text may be checked as long as it differs."""
    last = attempt.round.proofs[-1] if attempt.round.proofs else None
    if last is None or not (last.waits_for_check or last.last.revision.sha256 != attempt.sha256):
        return _("The text is as the last proof left it: there is nothing to check.")
    if last.undecided:
        return _unsettled([last])


def is_proofed(attempt):
    """The section's number of proofs is signed, and what they suggested is settled."""
    proofs, section = attempt.round.proofs, attempt.story.section
    final = attempt.round.final
    if final and final.transition == "sign_page":
        return None  # the paper's own proofreaders have read a printed page
    if len(proofs) < section.proofs_required:
        return _("%(done)d of %(required)d proofs are signed.") % {
            "done": len(proofs),
            "required": section.proofs_required,
        }
    if proofs and section.strict and proofs[-1].last.revision.sha256 != attempt.sha256:
        return _("The text was changed after the last proof: this section asks for it again.")
    return _unsettled(proofs)


def _unsettled(proofs):
    if proofs and proofs[-1].undecided:
        return _("The editor has not decided on every mark of the last proof yet.")
    if proofs and proofs[-1].waits_for_check:
        return _("The accepted corrections of the last proof are not checked yet.")


# --- readers and time -----------------------------------------------------------------------------


def is_not_published_yet(attempt):
    if attempt.live and attempt.live.revision_sha256 == attempt.sha256:
        return _("This text is already published.")


def is_live(attempt):
    if attempt.live is None:
        return _("The story is not published.")


def is_not_live(attempt):
    if attempt.live is not None:
        return _("The story is published: withdraw it first.")
    return is_not_scheduled(attempt)


def is_scheduled(attempt):
    if attempt.pending is None:
        return _("The story is not scheduled.")


def is_not_scheduled(attempt):
    if attempt.pending is not None:
        return _("The story is scheduled: cancel that first.")


def is_in_future(attempt):
    if attempt.at is not None and attempt.at <= attempt.now:
        return _("This moment has passed: choose a later one, or publish now.")


def respects_embargo(attempt):
    until = attempt.story.embargo_until
    if until and (attempt.at or attempt.now) < until:
        return _("Under embargo until %(time)s, Beijing time.") % {"time": written(until)}


def has_embargo(attempt):
    until = attempt.story.embargo_until
    if until is None or until <= attempt.now:
        return _("The story is under no embargo.")


# --- what happened before -------------------------------------------------------------------------


def has_correction_to_print(attempt):
    if attempt.live is None or not Correction.objects.to_print(attempt.live).exists():
        return _("No correction of this story waits to be printed.")


def has_withdrawal_to_review(attempt):
    last = Decision.objects.withdrawals().filter(story=attempt.story).last()
    if last is None or last.transition != "emergency_withdraw":
        return _("No emergency withdrawal waits for its review.")
    if last.actor_id == attempt.by.pk:
        return _("You withdrew this story: somebody else has to review that.")


def names_an_old_revision(attempt):
    revision = attempt.revision
    if revision is None or revision.story_id != attempt.story.pk:
        return _("Choose the revision in the history of the story.")
    if revision.is_redacted:
        return _("This revision is redacted already.")
    if revision.sha256 == attempt.sha256:
        return _("The working copy still says this: change it first, then redact the revision.")
    if attempt.live and attempt.live.revision_sha256 == revision.sha256:
        return _("Readers see this text: withdraw the story first.")
    if attempt.pending and attempt.pending.revision_sha256 == revision.sha256:
        return _("This text is scheduled: cancel that first.")
