"""Resolving the marks of a proof: who may, what it does to the text, and what is refused."""

import pytest

from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.models import MarkResolution, Revision, Story
from newsroom.desk.proofreading import mark_resolutions
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow.review_round import ReviewRound
from tests.factories import PhotoFactory, StoryPhotoFactory, UserFactory, published
from tests.newsroom.desk.proof_steps import BODY, proofread, signed, submitted

pytestmark = pytest.mark.django_db


def resolve(story, proof, user, accepted=True, mark=None):
    return mark_resolutions.resolve(
        story, user=user, proof_id=proof.pk, accepted=accepted, mark_id=mark and mark.pk
    )


def now(story):
    return Story.objects.get(pk=story.pk)


def change(story, **fields):
    """What an editor saves in between."""
    Story.objects.filter(pk=story.pk).update(**fields)
    record_revision(now(story))


# --- who ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("whose", ["nobody", "another", "the person"])
def test_the_responsible_editor_decides_and_his_heads_always(role, whose):
    user = UserFactory(roles=[role] if role else [], is_superuser=True)
    story, proof = proofread()
    editor = {"nobody": None, "another": UserFactory(roles=[Role.EDITOR]), "the person": user}
    change(story, responsible_editor=editor[whose])
    allowed = role in (Role.HEAD, Role.CHIEF) or (role == Role.EDITOR and whose != "another")

    if allowed:
        assert len(resolve(story, proof, user)) == 3
    else:
        with pytest.raises(mark_resolutions.ResolutionRefused):
            resolve(story, proof, user)
    assert MarkResolution.objects.exists() == allowed


# --- what it does ---------------------------------------------------------------------------------


def test_accepting_all_gives_the_text_of_the_proofreader(editor):
    story, proof = proofread()

    made = resolve(story, proof, editor)

    assert now(story).headline == "夜校周三开课"
    assert now(story).body == BODY.replace("周一", "周三").replace("自代", "自带")
    revision = now(story).revision
    assert revision.author == editor
    assert {(resolution.revision, resolution.resolved_by) for resolution in made} == {
        (revision, editor)
    }


def test_declining_all_leaves_every_byte_as_it_was(editor):
    story, proof = proofread()

    made = resolve(story, proof, editor, accepted=False)

    assert (now(story).headline, now(story).body) == (story.headline, story.body)
    assert Revision.objects.filter(story=story).count() == 1
    assert {resolution.revision for resolution in made} == {story.revision}


def test_marks_are_decided_on_one_by_one(editor):
    story, proof = proofread()
    first, second, third = proof.marks.all()

    resolve(story, proof, editor, mark=third)
    resolve(story, proof, editor, mark=second, accepted=False)
    resolve(story, proof, editor, mark=first)

    assert now(story).headline == "夜校周三开课"
    assert now(story).body == BODY.replace("自代", "自带")
    assert [m.resolution.accepted for m in ReviewRound.load(story).proofs[0].marks] == [
        True,
        False,
        True,
    ]


def test_the_rest_is_accepted_where_it_stands_after_an_edit(editor):
    story, proof = proofread()
    change(story, body="<p>本报讯</p>" + BODY.replace("自代", "自备"))

    made = resolve(story, proof, editor)

    assert now(story).body == "<p>本报讯</p>" + BODY.replace("周一", "周三").replace("自代", "自备")
    (left,) = ReviewRound.load(story).proofs[0].undecided
    assert len(made) == 2
    with pytest.raises(mark_resolutions.ResolutionRefused):
        resolve(story, proof, editor, mark=left)
    resolve(story, proof, editor, mark=left, accepted=False)


def test_captions_are_proofread_too(editor):
    story = submitted()
    photo = StoryPhotoFactory(
        story=story, photo=PhotoFactory(), caption="学员在领新书", credit="高望"
    )
    change(story, body=f'{BODY}<figure data-photo="{photo.pk}"></figure>')
    story = now(story)
    proof = signed(story, 领新书="读新书", 高望="高旺")

    resolve(story, proof, editor)

    photo.refresh_from_db()
    assert (photo.caption, photo.credit) == ("学员在读新书", "高旺")
    assert "高旺" in now(story).revision.content


def test_mark_on_a_photo_that_was_taken_out_can_only_be_declined(editor):
    story = submitted()
    photo = StoryPhotoFactory(story=story, photo=PhotoFactory(), caption="学员在领新书")
    change(story, body=f'{BODY}<figure data-photo="{photo.pk}"></figure>')
    story = now(story)
    proof = signed(story, 领新书="读新书")
    photo.delete()
    change(story, body=BODY)

    with pytest.raises(mark_resolutions.ResolutionRefused):
        resolve(story, proof, editor)
    resolve(story, proof, editor, accepted=False)


# --- what is refused ------------------------------------------------------------------------------


def test_second_editor_sees_who_resolved_the_mark_first(editor, head):
    story, proof = proofread()
    mark = proof.marks.first()
    resolve(story, proof, editor, mark=mark)

    with pytest.raises(mark_resolutions.ResolutionRefused, match=editor.name):
        resolve(story, proof, head, mark=mark, accepted=False)
    assert mark.resolution.accepted


def test_a_page_of_an_earlier_proof_decides_nothing(editor):
    story, proof = proofread()
    resolve(story, proof, editor, accepted=False)
    signed(story, "second_proof", 学员="学生")

    with pytest.raises(mark_resolutions.ResolutionRefused):
        resolve(story, proof, editor)
    assert "学员" in now(story).body


def test_a_mark_of_another_story_is_not_touched(editor):
    story, proof = proofread()
    other, other_proof = proofread()

    with pytest.raises(mark_resolutions.ResolutionRefused):
        resolve(story, proof, editor, mark=other_proof.marks.first())


def test_a_published_text_is_amended_before_marks_are_accepted(editor):
    story = published(submitted_plain())
    proof = signed(story, 周一="周三")

    with pytest.raises(mark_resolutions.ResolutionRefused):
        resolve(story, proof, editor)
    workflow.apply("amend", story, user=editor)
    resolve(story, proof, editor)

    assert now(story).headline == "夜校周三开课"


def submitted_plain():
    """A draft in a section without proofs, to be published."""
    story = submitted()
    story.section.proofs_required = 0
    story.section.save()
    workflow.apply("recall", story, user=story.filed_by)
    return story


def test_accepting_never_breaks_what_the_story_must_be(editor):
    story = submitted()
    proof = signed(story)
    proof.marks.create(field="headline", start=0, original=story.headline, replacement="")

    with pytest.raises(mark_resolutions.ResolutionRefused, match="主题"):
        resolve(story, proof, editor)
    assert now(story).headline == story.headline


def test_a_redacted_proof_can_only_be_declined(editor, chief):
    story, proof = proofread()
    change(story, headline="另一个标题")
    workflow.apply("redact", now(story), user=chief, note="个人信息", revision=proof.revision)
    metadata = {name: value for name, value in proof.revision.metadata.items() if name != "tags"}
    Revision.objects.filter(pk=proof.revision_id).update(content="", metadata=metadata)

    with pytest.raises(mark_resolutions.ResolutionRefused):
        resolve(story, proof, editor)
    assert len(resolve(story, proof, editor, accepted=False)) == 3
