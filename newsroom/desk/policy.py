"""Who may see, file and edit stories, and who may sign which stage of review.

The rights to single steps stand in `workflow.transitions`. All rights ask for group membership,
never `has_perm`, so that a superuser without an editorial role has none of them.
"""

from newsroom.core.models import Reporter, Section, User
from newsroom.core.roles import Role
from newsroom.desk import snapshots
from newsroom.desk.models import Byline, Delegation, Story

Status = Story.Status

DESK = (Role.EDITOR, Role.HEAD, Role.CHIEF)  # reviewers, who may also edit others' stories
PUBLISHERS = (Role.HEAD, Role.CHIEF)
FILING = (Role.REPORTER, *DESK)
READING = (*DESK, Role.PROOFREADER, Role.PHOTO_EDITOR)

# The role that signs each stage of review.
SIGNERS = {
    Section.Stage.FIRST: Role.EDITOR,
    Section.Stage.SECOND: Role.HEAD,
    Section.Stage.FINAL: Role.CHIEF,
}

OWN_EDITABLE = (Status.DRAFT, Status.RETURNED)
DESK_EDITABLE = (*OWN_EDITABLE, Status.SUBMITTED)


# --- stories --------------------------------------------------------------------------------------


def is_own(user, story):
    """Whether the user filed the story or is in its byline."""
    return story.filed_by_id == user.pk or is_in_byline(user, story)


def is_in_byline(user, story):
    return story.bylines.filter(reporter__user=user).exists()


def was_ever_in_byline(user, story):
    """Whether the user is in the byline of the story or of any of its revisions.

    So nobody can take his name out of the byline and then sign the story.
    """
    reporters = Reporter.objects.filter(user=user).values_list("pk", flat=True)
    recorded = any(
        story.revisions.filter(metadata__reporters__contains=[pk]).exists() for pk in reporters
    )
    return recorded or is_in_byline(user, story)


def visible_to(user, stories):
    """The stories of the queryset `stories` that the user may see in the desk."""
    if user.has_role(*READING):
        return stories
    if user.has_role(Role.REPORTER):
        # A union of two short lists: with an OR the database would scan all stories.
        filed = Story.objects.filter(filed_by=user).order_by().values("pk")
        signed = Byline.objects.filter(reporter__user=user).order_by().values("story")
        return stories.filter(pk__in=filed.union(signed))
    return stories.none()


def may_see(user, story):
    return user.has_role(*READING) or (user.has_role(Role.REPORTER) and is_own(user, story))


def may_file(user):
    return user.has_role(*FILING)


def may_edit(user, story):
    """Whether the user may change the working copy in its present status."""
    if user.has_role(*DESK):
        return story.status in DESK_EDITABLE or _is_signed_but_unpublished(story)
    return user.has_role(Role.REPORTER) and story.status in OWN_EDITABLE and is_own(user, story)


def _is_signed_but_unpublished(story):
    """Whether the story is signed off and readers do not see this text yet.

    An edit then makes the signature stale. A published text is changed by the step `amend`.
    """
    if story.status != Status.APPROVED:
        return False
    live = snapshots.live_version(story)
    return live is None or live.revision_sha256 != story.revision.sha256


def may_resolve_marks(user, story):
    """Whether the user accepts or declines the marks of proofreaders in this story.

    Heads and chiefs always may, editors only as its responsible editor or if it has none.
    """
    if user.has_role(Role.HEAD, Role.CHIEF):
        return True
    return user.has_role(*DESK) and story.responsible_editor_id in (None, user.pk)


# --- people and signatures ------------------------------------------------------------------------


def desk_users():
    """The active users who review: possible responsible editors and delegates, by name."""
    return User.objects.filter(groups__name__in=DESK, is_active=True).distinct().order_by("name")


def may_sign(user, stage):
    """Whether the user may sign that stage of others' stories, by role or by delegation."""
    return user.has_role(SIGNERS[stage]) or has_delegation(user, [stage])


def stages_to_sign(user):
    """The stages that the user may sign in others' stories, in order; at most one query."""
    if not user.has_role(*DESK):
        return []
    held = Delegation.objects.in_force().filter(delegate=user).values_list("stage", flat=True)
    by_delegation = set(held)
    return [
        stage for stage in Section.Stage if user.has_role(SIGNERS[stage]) or stage in by_delegation
    ]


def has_delegation(user, stages):
    """Whether the user is of the desk and a delegation of one of the stages is in force."""
    if not user.has_role(*DESK):
        return False
    return Delegation.objects.in_force().filter(delegate=user, stage__in=stages).exists()


def active_delegation(user, stage, at):
    """The Delegation under which the user signs the stage at `at` (an aware datetime), or None.

    None also if his own role gives the right. The row is locked, so that revoking it waits for
    the transaction of the signature, or the signature for the revocation.
    """
    if user.has_role(SIGNERS[stage]):
        return None
    rows = Delegation.objects.in_force(at).filter(delegate=user, stage=stage)
    return rows.select_for_update().first()
