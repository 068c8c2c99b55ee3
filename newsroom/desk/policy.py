"""Who may see and edit a story. Steps of the workflow have their own table of rights."""

from newsroom.core.models import Reporter, Section, User
from newsroom.core.roles import Role
from newsroom.desk import snapshots
from newsroom.desk.models import Byline, Delegation, Story

Status = Story.Status

DESK = (Role.EDITOR, Role.HEAD, Role.CHIEF)  # whoever reviews, and so edits others' stories
FILING = (Role.REPORTER, *DESK)
READING = (*DESK, Role.PROOFREADER, Role.PHOTO_EDITOR)

# Whose role signs which stage of review.
SIGNERS = {
    Section.Stage.FIRST: Role.EDITOR,
    Section.Stage.SECOND: Role.HEAD,
    Section.Stage.FINAL: Role.CHIEF,
}

OWN_EDITABLE = (Status.DRAFT, Status.RETURNED)
DESK_EDITABLE = (*OWN_EDITABLE, Status.SUBMITTED)


def is_own(user, story):
    """Whether the person filed the story or stands in its byline."""
    return story.filed_by_id == user.pk or stands_in_byline(user, story)


def stands_in_byline(user, story):
    return story.bylines.filter(reporter__user=user).exists()


def ever_stood_in_byline(user, story):
    """The same of any revision: whoever takes his name out does not become independent by it."""
    reporters = Reporter.objects.filter(user=user).values_list("pk", flat=True)
    recorded = any(
        story.revisions.filter(beside__reporters__contains=[pk]).exists() for pk in reporters
    )
    return recorded or stands_in_byline(user, story)


def people_of_the_desk():
    """Whoever can be a responsible editor, or sign for another: by name, the disabled left out."""
    return User.objects.filter(groups__name__in=DESK, is_active=True).distinct().order_by("name")


def visible_to(user, stories):
    """Those of the queryset `stories` that the person may see in the desk."""
    if user.has_role(*READING):
        return stories
    if user.has_role(Role.REPORTER):
        # Two short lists joined: with an OR the database would walk through every story.
        filed = Story.objects.filter(filed_by=user).order_by().values("pk")
        signed = Byline.objects.filter(reporter__user=user).order_by().values("story")
        return stories.filter(pk__in=filed.union(signed))
    return stories.none()


def may_file(user):
    return user.has_role(*FILING)


def may_see(user, story):
    return user.has_role(*READING) or (user.has_role(Role.REPORTER) and is_own(user, story))


def may_edit(user, story):
    """Whether the person may change the working copy in its present status."""
    if user.has_role(*DESK):
        return story.status in DESK_EDITABLE or _waits_for_readers(story)
    return user.has_role(Role.REPORTER) and story.status in OWN_EDITABLE and is_own(user, story)


def _waits_for_readers(story):
    """Whether the story is signed off and readers do not see this text yet.

    A change then costs the signature its hold; what is published is amended by a step.
    """
    if story.status != Status.APPROVED:
        return False
    live = snapshots.live_version(story)
    return live is None or live.revision_sha256 != story.revision.sha256


def may_rule(user, story):
    """Whether the person decides on proofreaders' marks: the responsible editor, a head, a chief.

    A story without a responsible editor is anyone's of the desk.
    """
    if user.has_role(Role.HEAD, Role.CHIEF):
        return True
    return user.has_role(*DESK) and story.responsible_editor_id in (None, user.pk)


def may_sign(user, stage):
    """Whether the person may sign that stage of others' stories, by role or by delegation."""
    return user.has_role(SIGNERS[stage]) or has_delegation(user, [stage])


def stages_signed_by(user):
    """The stages that the person may sign of others' stories, in one query at most."""
    if not user.has_role(*DESK):
        return []
    held = Delegation.objects.in_force().filter(delegate=user).values_list("stage", flat=True)
    by_delegation = set(held)
    return [
        stage for stage in Section.Stage if user.has_role(SIGNERS[stage]) or stage in by_delegation
    ]


def has_delegation(user, stages):
    """Whether a delegation of one of the stages holds for a member of the desk now."""
    if not user.has_role(*DESK):
        return False
    return Delegation.objects.in_force().filter(delegate=user, stage__in=stages).exists()


def delegation_of(user, stage, at):
    """The Delegation under which the person signs that stage at that moment, or None.

    None also when his own role gives the right. Its row is locked, in the transaction of the
    signature: whoever revokes it at the same moment comes before, or after.
    """
    if user.has_role(SIGNERS[stage]):
        return None
    rows = Delegation.objects.in_force(at).filter(delegate=user, stage=stage)
    return rows.select_for_update().first()
