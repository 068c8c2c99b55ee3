"""Which panels the first screen of the desk has for each role, in which order, and what in which."""

import datetime
import re
from itertools import combinations

import pytest
from django.urls import reverse
from django.utils import timezone

from media.intake.photo_files import get_or_create_photo
from newsroom.core.body import photo_node
from newsroom.core.models import Section
from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.admin.panels import PANELS, panel_functions, panels_for
from newsroom.desk.models import Delegation
from newsroom.desk.revisions.content import record_revision
from pages.models import Page, PageStory
from tests.conftest import run_due_jobs
from tests.factories import (
    ArticleFactory,
    PhotoFactory,
    StoryPhotoFactory,
    UserFactory,
    fresh,
    published,
)
from tests.media.pictures import drawn, encoded, upload
from tests.newsroom.desk.proof_steps import proofread, submitted

pytestmark = pytest.mark.django_db

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
HEADING = re.compile(r'<section class="desk-card[^"]*">\s*<h2>([^<]*)</h2>')

ALL = [
    "待处理校改",
    "待补审的紧急撤稿",
    "未按时发布",
    "读者看得到的过期图片",
    "待见报的更正",
    "待我审阅",
    "待校对",
    "受托代审",
    "待签发的版面",
    "已签发、未发布",
    "我的稿件",
    "定时发布",
    "最近见报",
    "待配图的说明",
    "授权即将到期的图片",
    "站点信息",
]
HIDDEN_FROM_DESK = {"待校对", "待配图的说明", "授权即将到期的图片"}
FOR_PUBLISHERS = {"待补审的紧急撤稿", "读者看得到的过期图片", "已签发、未发布", "最近见报"}
FOR_CHIEFS = {"待签发的版面", "站点信息"}


def without(*hidden):
    return [title for title in ALL if title not in set().union(*hidden)]


ORDER = {
    Role.REPORTER: ["我的稿件"],
    Role.EDITOR: without(HIDDEN_FROM_DESK, FOR_PUBLISHERS, FOR_CHIEFS),
    Role.HEAD: without(HIDDEN_FROM_DESK, FOR_CHIEFS),
    Role.CHIEF: without(HIDDEN_FROM_DESK),
    Role.PROOFREADER: ["待校对"],
    Role.PHOTO_EDITOR: ["读者看得到的过期图片", "待配图的说明", "授权即将到期的图片"],
    Role.ADMIN: ["站点信息"],
}


@pytest.fixture(scope="module")
def people(shared_rows):
    """The people whose work is something for every panel, made once for all tests.

    What the site's foot lacks is missing from the beginning.
    """
    roles = (Role.REPORTER, Role.HEAD, Role.CHIEF, Role.PHOTO_EDITOR)
    people = {role: UserFactory(roles=[role]) for role in roles}
    reporter, head, chief, photo_editor = people.values()
    submitted()  # to be reviewed, and proofread
    proofread()  # suggested changes to decide on
    approved(reporter, chief)
    approved(reporter, chief, publish_at=timezone.now())
    workflow.apply("schedule", approved(reporter, chief), user=chief, at=timezone.now() + HOUR)
    workflow.apply("emergency_withdraw", published(ArticleFactory()), user=head)
    correct(published(ArticleFactory(filed_by=reporter)), reporter)
    illustrate(ArticleFactory(), PhotoFactory())  # a caption without its picture
    PhotoFactory(expires_on=timezone.localdate() + DAY)
    publish_and_let_expire(photo_editor)
    page = Page.objects.create(sha256="a" * 64, paper="临川晚报", text="…", reading={})
    PageStory.objects.create(
        page=page, story=ArticleFactory(), position=1, first_line=1, last_line=1
    )
    return people


def _person(role):
    @pytest.fixture(name=role.value)
    def person(people, db):
        return fresh(people[role])

    return person


reporter, head, chief, photo_editor = map(
    _person, (Role.REPORTER, Role.HEAD, Role.CHIEF, Role.PHOTO_EDITOR)
)


def approved(reporter, chief, **fields):
    story = ArticleFactory(filed_by=reporter, **fields)
    workflow.apply("submit", story, user=reporter)
    workflow.apply("sign_off", story, user=chief)
    return story


def correct(story, reporter):
    workflow.apply("correct", story, user=reporter, wrong="十分钟", right="一刻钟")
    published(story)


def illustrate(story, photo):
    story.body += photo_node(StoryPhotoFactory(story=story, photo=photo).pk)
    story.save()
    record_revision(story)
    return story


def publish_and_let_expire(photo_editor):
    """A published story with a picture whose licence has expired since."""
    photo, _is_new = get_or_create_photo(upload(encoded(drawn((480, 320)))), user=photo_editor)
    run_due_jobs()
    published(illustrate(ArticleFactory(), photo))
    photo.expires_on = timezone.localdate() - DAY
    photo.save()


def entrust(user, chief):
    """Let the chief delegate the first review to the person."""
    now = timezone.now()
    Delegation.objects.create(
        stage=Section.Stage.FIRST,
        delegate=user,
        granted_by=chief,
        reason="值班",
        begins_at=now - HOUR,
        ends_at=now + DAY,
    )


@pytest.mark.parametrize(
    ("roles", "order"),
    [
        *(pytest.param([role], order, id=role.value) for role, order in ORDER.items()),
        pytest.param(Role, ALL, id="all roles"),
    ],
)
def test_panels_stand_in_this_order(roles, order, client, chief):
    user = UserFactory(roles=roles)
    entrust(user, chief)
    client.force_login(user)

    response = client.get(reverse("admin:index"))

    assert HEADING.findall(response.content.decode()) == order
    assert [str(panel.title) for panel in response.context["panels"]] == order


def test_the_order_names_every_panel():
    """A new panel needs its title in ALL, and something for it in `people`."""
    assert len(ALL) == len(PANELS)


# --- each story stands once -------------------------------------------------------------------------

STORY = re.compile(r"/admin/(?:articles|briefs)/\w+/(\d+)/")
MARKS, PROOF, REVIEW = "marks_to_resolve", "to_proofread", "to_review"
WRITE, SEEN, LATE = "my_stories", "recently_published", "overdue_stories"
# Pairs of panels that ask one user for two different things about one story, such as to decide on
# the marks of a proof and to sign.
TWO_THINGS = {
    frozenset(pair)
    for pair in (
        *((MARKS, other) for other in (LATE, REVIEW, "to_publish", WRITE, "scheduled_stories")),
        *((PROOF, other) for other in (LATE, REVIEW, "to_publish", WRITE, "scheduled_stories")),
        *(("corrections_to_print", other) for other in (LATE, REVIEW, "to_publish", WRITE, MARKS)),
        *(("expired_pictures", other) for other in (LATE, REVIEW, "to_publish", WRITE, MARKS)),
        ("corrections_to_print", "expired_pictures"),
        ("emergency_withdrawals", WRITE),
        *((SEEN, other) for other in panel_functions()),  # to withdraw it, if it must be
    )
}


@pytest.fixture
def everything_overlaps(reporter, editor, head, chief):
    """Stories about which several panels could say the same."""
    soon = timezone.now() + HOUR
    for writer in (reporter, editor, head, chief):
        ArticleFactory(filed_by=writer)
        ArticleFactory(filed_by=writer, publish_at=soon)
        for fields in ({}, {"publish_at": soon}):
            story = ArticleFactory(filed_by=writer, **fields)
            workflow.apply("submit", story, user=writer)
    approved(reporter, chief, publish_at=soon)
    scheduled = approved(reporter, chief)
    workflow.apply("schedule", scheduled, user=chief, at=soon)
    scheduled.publish_at, scheduled.headline = soon, "定时以后又改的标题"
    scheduled.save()
    record_revision(scheduled, user=editor)


@pytest.mark.parametrize("role", Role)
def test_story_stands_in_two_panels_only_for_two_things(role, everything_overlaps, request):
    user = request.getfixturevalue("admin_person" if role == Role.ADMIN else role.value)
    stories = {
        panel.url.rstrip("/").rpartition("/")[2]: [
            found[1] for item in panel.items if (found := STORY.search(str(item.url)))
        ]
        for panel in panels_for(user)
    }

    for name, ids in stories.items():
        assert len(ids) == len(set(ids)), name
    for pair in combinations(stories, 2):
        if frozenset(pair) not in TWO_THINGS:
            assert not set(stories[pair[0]]) & set(stories[pair[1]]), pair


def test_every_panel_counts_and_lists_exactly_its_rows(everything_overlaps, client):
    user = UserFactory(roles=Role)
    entrust(user, UserFactory(roles=[Role.CHIEF]))
    client.force_login(user)

    for panel in panels_for(user):
        every, has_next = panel.page(1, 100)
        assert not has_next
        assert panel.count in (None, len(every)), panel.title
        listed = client.get(panel.url).context["items"]
        assert listed[: panel.shown] == panel.items == every[: panel.shown]
