"""Stories on their way through the proofs."""

from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.models import Story
from newsroom.desk.proofreading.galley import Galley
from tests.factories import ArticleFactory, SectionFactory, UserFactory

BODY = "<p>夜校周一开课，<strong>三百人</strong>报名。</p><p>学员自代纸笔。</p>"


def submitted(**fields):
    """A story under its final review, in a section of two proofs."""
    fields.setdefault("filed_by", UserFactory(roles=[Role.REPORTER]))
    fields.setdefault("section", SectionFactory(proofs_required=2))
    story = ArticleFactory(headline="夜校周一开课", **{"body": BODY, **fields})
    workflow.apply("submit", story, user=story.filed_by)
    return story


def signed(story, name="first_proof", user=None, **changes):
    """Let a proofreader sign with changes such as `{"一": "三"}` made wherever they can be."""
    story = Story.objects.get(pk=story.pk)
    galley = Galley.from_revision(story.revision)
    sent = {field.passage.name: _changed(field.text, changes) for field in galley.fields}
    marks = tuple(galley.with_input(sent, story).marks)
    user = user or UserFactory(roles=[Role.PROOFREADER])
    return workflow.apply(
        name, story, user=user, expected_sha256=story.revision.sha256, marks=marks
    )


def proofread(story=None):
    """(story, its first proof) with three marks: 周一 twice, and 自代."""
    story = story or submitted()
    return story, signed(story, 周一="周三", 自代="自带")


def _changed(text, changes):
    for old, new in changes.items():
        text = text.replace(old, new)
    return text
