"""Checks of the published versions: each was signed, and is what was signed."""

import json

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from newsroom.desk import snapshots
from newsroom.desk.models import Story
from newsroom.desk.record_checks.check import (
    COMPARE_WITH_BACKUP,
    Finding,
    field_labels,
    per_story,
)
from newsroom.desk.workflow.review_round import ReviewRound
from newsroom.press.models import Version
from newsroom.press.snapshot import upgrade

Ended = Version.Ended
ENDINGS = {
    "withdraw": Ended.WITHDRAWN,
    "emergency_withdraw": Ended.WITHDRAWN,
    "unschedule": Ended.CANCELLED,
}
# Fields of a version that are not in the revision: the name of the editor and the printed place as
# they were then, the days of corrections, and the sizes that were made of a picture.
NOT_IN_REVISION = {"responsible_editor", "printed", "date", "files", "colour"}


@per_story
def versions_were_published_by_a_decision(record):
    """Every version has a Decision that published or scheduled it."""
    published = {decision.version_id for decision in record.publications}
    for version in record.versions:
        if version.pk not in published:
            yield _about(version, _("No decision published it."))


@per_story
def publications_were_signed(record):
    """When a text was published, the valid final signature was one of the same text."""
    published = {decision.pk for decision in record.publications}
    for decision, before in record.steps():
        if decision.pk not in published:
            continue
        final = ReviewRound((*before.decisions, decision)).final_signature
        if final is None or final.revision.sha256 != decision.revision.sha256:
            yield (
                _("Revision %(number)d was published without a final approval of that text.")
                % {"number": decision.revision.number},
                _("Withdraw it if readers still see it, and have it signed."),
            )


@per_story
def versions_are_what_was_signed(record):
    """Hash and fields of a version are those of the revision that its Decision names.

    A version is empty if and only if its text was redacted after it was published.
    """
    redacted = {d.revision.sha256: d.pk for d in record.decisions if d.transition == "redact"}
    for decision in record.publications:
        version = record.version_by_id.get(decision.version_id)
        if version is None:
            yield _("Decision %(pk)d published a version of another story.") % {"pk": decision.pk}
            continue
        if version.revision_sha256 != decision.revision.sha256:
            yield _about(version, _("It carries the SHA-256 of another text."))
        elif names := _differing_fields(record, decision, version):
            problem = _("%(fields)s is not what revision %(number)d recorded.")
            values = {"fields": field_labels(names), "number": decision.revision.number}
            yield _about(version, problem % values)
        # The same text may be published anew after it was redacted.
        is_redacted = redacted.get(version.revision_sha256, 0) > decision.pk
        if is_redacted and not _is_emptied(version):
            yield _about(version, _("It was to be redacted, and its text is still there."))
        elif _is_emptied(version) and not is_redacted:
            yield _about(version, _("It was emptied, but no decision records this."))


@per_story
def versions_end_as_decided(record):
    """A version is withdrawn or cancelled if and only if a Decision says so."""
    decided = {
        decision.version_id: ENDINGS[decision.transition]
        for decision in record.decisions
        if decision.transition in ENDINGS
    }
    for version in record.versions:
        ending = decided.get(version.pk)
        if ending and version.ended_as != ending:
            yield _about(version, _("It was taken from the readers, and is back."))
        elif version.ended_as == Ended.WITHDRAWN and not ending:
            yield _about(version, _("It ended as withdrawn, but no decision records this."))


def find_orphans():
    """Yield a Finding for every version of a story that does not exist on the desk."""
    stories = Story.objects.filter(pk=OuterRef("story_id"))
    rows = Version.objects.filter(~Exists(stories)).values_list("story_id", "pk")
    for story_id, pk in rows.iterator():
        problem = _("Published version %(pk)d is of a story that the desk does not have.")
        yield Finding(story_id, problem % {"pk": pk}, COMPARE_WITH_BACKUP)


def _differing_fields(record, decision, version):
    """The names of the fields in which a version differs from the revision of its Decision."""
    revision = record.revision_by_id.get(decision.revision_id)
    if revision is None or not revision.content or _is_emptied(version):
        return []
    # Without the editor, whose name would cost a query and is not compared.
    metadata = {**revision.metadata, "responsible_editor": None}
    snapshot = snapshots.snapshot(
        record.story, revision.content, metadata, revision.sha256, renditions=()
    )
    signed = json.loads(json.dumps(snapshot.as_content()))
    published = upgrade(version.content)
    # A version in an earlier format has not all fields of today's.
    names = (version.content.keys() & signed.keys()) - {"format"} - NOT_IN_REVISION
    names |= {"own_summary"}  # its key is there only if it is filled in
    return [name for name in names if not _agree(published.get(name), signed.get(name))]


def _agree(published, signed):
    """Whether two values of JSON are the same, in what both of them have."""
    if isinstance(published, dict) and isinstance(signed, dict):
        names = (published.keys() & signed.keys()) - NOT_IN_REVISION
        return all(_agree(published[name], signed[name]) for name in names)
    if isinstance(published, list) and isinstance(signed, list):
        return len(published) == len(signed) and all(map(_agree, published, signed))
    return published == signed


def _is_emptied(version):
    return version.content["body"] == "" and version.content["headline"] == ""


def _about(version, problem):
    """The problem with the version named before it."""
    subject = _("Published version %(pk)d:") % {"pk": version.pk}
    return f"{subject} {problem}"


CHECKS = [
    versions_were_published_by_a_decision,
    publications_were_signed,
    versions_are_what_was_signed,
    versions_end_as_decided,
]
