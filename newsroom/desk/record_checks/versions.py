"""Checks of what readers see or saw: every version was signed, and says what was signed."""

import json

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from newsroom.desk import snapshots
from newsroom.desk.models import Story
from newsroom.desk.record_checks.check import COMPARE, Finding, each, in_words
from newsroom.desk.workflow.review_round import ReviewRound
from newsroom.press.models import Version
from newsroom.press.snapshot import upgrade

Ended = Version.Ended
ENDINGS = {
    "withdraw": Ended.WITHDRAWN,
    "emergency_withdraw": Ended.WITHDRAWN,
    "unschedule": Ended.CANCELLED,
}
# Not of the record: a person's name and a story's printed place as they were at that moment,
# the days that the press itself gave to corrections, and the sizes that a job made of a picture.
BY_THE_PRESS = {"responsible_editor", "printed", "date", "files", "colour"}


@each
def versions_were_published_by_a_decision(account):
    published = {decision.version_id for decision in account.publications()}
    for version in account.versions:
        if version.pk not in published:
            yield _about(version, _("No decision published it."))


@each
def publications_were_signed(account):
    """The final signature that stood at that moment is of the very text that was published."""
    publications = set(account.publications())
    for decision, before in account.rounds():
        if decision not in publications:
            continue
        final = ReviewRound((*before.decisions, decision)).final_signature
        if final is None or final.revision.sha256 != decision.revision.sha256:
            yield (
                _("Revision %(number)d was published without a final approval of that text.")
                % {"number": decision.revision.number},
                _("Withdraw it if readers still see it, and have it signed."),
            )


@each
def versions_say_what_was_signed(account):
    versions = {version.pk: version for version in account.versions}
    for decision in account.publications():
        version = versions.get(decision.version_id)
        if version is None:
            yield (
                _("Decision %(pk)d published a version of another story.") % {"pk": decision.pk},
                COMPARE,
            )
        elif version.revision_sha256 != decision.revision.sha256:
            yield _about(version, _("It carries the SHA-256 of another text."))
        elif fields := _differing(account, decision, version):
            what = _("%(fields)s is not what revision %(number)d says.") % {
                "fields": in_words(fields),
                "number": decision.revision.number,
            }
            yield _about(version, what)


@each
def emptied_versions_were_redacted(account):
    redacted = {d.revision.sha256: d.pk for d in account.decisions if d.transition == "redact"}
    versions = {version.pk: version for version in account.versions}
    for decision in account.publications():
        version = versions.get(decision.version_id)
        if version is None:
            continue
        # The same text may be written and published anew after it was redacted.
        due = redacted.get(version.revision_sha256, 0) > decision.pk
        if _is_emptied(version) != due:
            yield _about(
                version,
                _("It was to be redacted, and its text is still there.")
                if due
                else _("It was emptied, and no decision says so."),
            )


@each
def versions_end_as_decided(account):
    """What was withdrawn stays so, and nothing is withdrawn without a decision."""
    versions = {version.pk: version for version in account.versions}
    ended = {}
    for decision in account.decisions:
        version = versions.get(decision.version_id)
        if version and decision.transition in ENDINGS:
            ended[version.pk] = ENDINGS[decision.transition]
    for version in account.versions:
        decided = ended.get(version.pk)
        if decided and version.ended_as != decided:
            yield _about(version, _("It was taken from the readers, and is back."))
        elif version.ended_as == Ended.WITHDRAWN and not decided:
            yield _about(version, _("It ended as withdrawn, and no decision says so."))


def strays():
    """Yield a Finding for every version of a story that the desk does not have."""
    known = Story.objects.filter(pk=OuterRef("story_id"))
    rows = Version.objects.filter(~Exists(known)).values_list("story_id", "pk")
    for story, pk in rows.iterator():
        yield Finding(
            story,
            _("Published version %(pk)d is of a story that the desk does not have.") % {"pk": pk},
            COMPARE,
        )


def _differing(account, decision, version):
    """The names of what the press froze otherwise than the revision says, as far as it is known."""
    text = account.text.get(decision.revision_id)
    if text is None or not text.content or _is_emptied(version):
        return []
    # The editor's name is read from the people of today, one by one, and not compared anyway.
    metadata = {**text.metadata, "responsible_editor": None}
    snapshot = snapshots.snapshot(account.story, text.content, metadata, text.sha256, renditions=())
    signed = json.loads(json.dumps(snapshot.as_content()))
    frozen = upgrade(version.content)
    # A field that came with a later format was not frozen, and says nothing.
    known = (version.content.keys() & signed.keys()) - {"format"} - BY_THE_PRESS
    return [name for name in known if not _agree(frozen.get(name), signed[name])]


def _agree(frozen, signed):
    """Whether both say the same, where both say something."""
    if isinstance(frozen, dict) and isinstance(signed, dict):
        shared = (frozen.keys() & signed.keys()) - BY_THE_PRESS
        return all(_agree(frozen[name], signed[name]) for name in shared)
    if isinstance(frozen, list) and isinstance(signed, list):
        return len(frozen) == len(signed) and all(map(_agree, frozen, signed))
    return frozen == signed


def _is_emptied(version):
    return version.content["body"] == "" and version.content["headline"] == ""


def _about(version, what):
    which = _("Published version %(pk)d:") % {"pk": version.pk}
    return f"{which} {what}", COMPARE


CHECKS = [
    versions_were_published_by_a_decision,
    publications_were_signed,
    versions_say_what_was_signed,
    emptied_versions_were_redacted,
    versions_end_as_decided,
]
