"""Generated stories: an honest record, every state of the desk, and nothing that looks broken."""

from collections import Counter

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.urls import reverse

from demo import bulk_publishing, content
from newsroom.core.models import Section, User
from newsroom.core.roles import Role
from newsroom.desk.models import Correction, Decision, Story, TaggedStory
from newsroom.press.models import Facet, Listing, Version
from tests.factories import SectionFactory
from tests.newsroom.press.as_read import as_read

NEWSPAPER = content.newspaper()
pytestmark = pytest.mark.django_db


def generate(stories, **options):
    call_command("generate_newsroom", stories=stories, verbosity=0, **options)


@pytest.fixture
def demo(settings, people, one_photo):
    """A demo newsroom: 要闻 asks for three reviews and a proof, 县区 for two, the rest for one."""
    settings.NEWSROOM_DEMO = True
    SectionFactory(slug="yaowen", name="要闻", reviews_required=3, proofs_required=1)
    SectionFactory(slug="xianqu", name="县区", reviews_required=2)
    for slug, name in (("minsheng", "民生"), ("jiaoyu", "教育"), ("jiankang", "健康")):
        SectionFactory(slug=slug, name=name)
    return people


@pytest.fixture
def sixty(demo):
    """Sixty stories, in every state of the desk."""
    generate(60, states=True, seed=5)
    return demo


def test_the_record_of_every_state_holds(sixty, capsys):
    call_command("verify_record")
    call_command("check_media")

    said = capsys.readouterr().out
    assert "稿件 60 篇" in said
    assert "全部相符" in said
    assert "全部图片文件完好" in said


def test_every_state_is_there(sixty):
    stories = Counter(Story.objects.values_list("status", "stage"))

    for status in ("draft", "returned", "approved", "spiked"):
        assert stories[status, None]
    for stage in Section.Stage:
        assert stories["submitted", stage] == 1
    ended = Counter(Version.objects.values_list("ended_as", flat=True))
    assert ended["withdrawn"] == 1
    assert ended["superseded"] == Correction.objects.count() >= 1
    assert Version.objects.pending().count() == 1
    edited = Story.objects.filter(status="draft", pk__in=live_stories())
    assert Decision.objects.filter(story__in=edited, transition="amend").count() == 1


def live_stories():
    return Version.objects.live().values("story_id")


def test_everything_says_that_it_is_an_example(sixty):
    assert not Story.objects.exclude(source=NEWSPAPER.source).exists()
    assert TaggedStory.objects.filter(tag__name=NEWSPAPER.tag).count() == 60
    assert all(
        NEWSPAPER.last_paragraph in body for body in Story.objects.values_list("body", flat=True)
    )
    for version in Version.objects.all():
        assert version.content["source"] == NEWSPAPER.source
        assert NEWSPAPER.tag in version.content["tags"]
        assert all(picture["credit"] == "示意图" for picture in version.content["pictures"])


def test_what_is_printed_and_listed_follows_the_rules_of_the_press(sixty):
    lists = Listing.objects.live()
    on_front = set(lists.filter(facet=Facet.NEWEST).values_list("version", flat=True))
    assert lists.filter(facet=Facet.ISSUE).values("key").distinct().count() >= 3
    for version in Version.objects.live():
        printed = version.content["printed"]
        if printed:
            assert printed["paper"] == project.NEWSROOM_PAPER
            assert (version.pk in on_front) == (printed["date"] >= "2025-01-01")
    assert lists.filter(facet=Facet.ORGANIZATION).exists()
    assert lists.filter(facet=Facet.REPORTER).exists()


@pytest.mark.parametrize("state", ["published", "corrected", "returned", "scheduled"])
def test_desk_screens_open(sixty, client, state):
    step = {"published": "publish", "corrected": "correct", "returned": "return"}
    decision = Decision.objects.filter(transition=step.get(state, "schedule")).first()
    story = decision.story
    client.force_login(sixty[Role.CHIEF])

    for name in ("change", "history", "record"):
        page = client.get(story.get_admin_url(name))
        assert page.status_code == 200, name
        assert story.headline in page.content.decode(), name
    assert client.get(reverse("admin:index")).status_code == 200


def test_readers_find_them(sixty, client):
    version = Version.objects.live().exclude(content__pictures=[]).order_by("-pk").first()

    front = as_read(client.get("/"))
    page = as_read(client.get(version.get_absolute_url()))

    assert Listing.objects.in_list(Facet.NEWEST).first().version.snapshot.headline in front
    assert version.snapshot.headline in page
    assert NEWSPAPER.last_paragraph in page
    assert client.get(f"/tags/{NEWSPAPER.tag}/").status_code == 200
    for name in version.snapshot.file_names:
        assert client.get(f"/photos/{name}").status_code == 200


def test_the_same_seed_gives_the_same_stories_and_twice_is_more(demo):
    generate(12, seed=7)
    first = list(Story.objects.order_by("pk").values_list("headline", "body"))
    reporters = User.objects.count()
    generate(12, seed=7)
    generate(12)

    stories = list(Story.objects.order_by("pk").values_list("headline", "body"))
    told = [headline for headline, _body in stories]
    assert told[:12] == [headline for headline, _body in first] == told[12:24]
    assert len(told) == 36
    assert told[24:] != told[:12]
    assert User.objects.count() == reporters


def test_once_is_enough_where_examples_are(demo):
    generate(3, once=True)
    generate(3, once=True)

    assert Story.objects.count() == 3


def test_a_newsroom_that_is_no_demo_is_asked_twice(demo, settings):
    settings.NEWSROOM_DEMO = False

    with pytest.raises(CommandError, match="not-a-demo"):
        generate(3)
    assert not Story.objects.exists()

    generate(3, not_a_demo=True)
    assert Story.objects.count() == 3


def test_without_people_nobody_signs(db, settings, one_photo):
    settings.NEWSROOM_DEMO = True

    with pytest.raises(CommandError, match="load_demo"):
        generate(3)
    assert not Story.objects.exists()


@pytest.mark.parametrize("stories", [0, -1])
def test_no_stories_is_a_mistake(demo, stories):
    with pytest.raises(CommandError):
        generate(stories)


@pytest.mark.parametrize("stories", [1, 7])
def test_as_many_as_were_asked_for_even_if_there_are_more_states(demo, stories):
    generate(stories, states=True)

    assert Story.objects.count() == stories


def test_a_batch_that_is_interrupted_leaves_nothing(demo, monkeypatch):
    monkeypatch.setattr(bulk_publishing, "BATCH_SIZE", 10)
    copy_rows, batches = bulk_publishing.copy_rows, []

    def interrupted(rows):
        if rows and isinstance(rows[0], Decision):
            batches.append(rows)
            if len(batches) == 2:
                raise KeyboardInterrupt
        copy_rows(rows)

    monkeypatch.setattr(bulk_publishing, "copy_rows", interrupted)
    with pytest.raises(KeyboardInterrupt):
        generate(30, seed=1)

    assert Story.objects.count() == 10
    assert Version.objects.values("story_id").distinct().count() == 10


def test_a_batch_costs_the_same_whatever_its_size(demo, django_assert_max_num_queries):
    generate(3)  # pictures, people and sections are there
    with django_assert_max_num_queries(150):
        generate(200)


def test_progress_goes_to_stderr_in_plain_lines(demo, capsys):
    call_command("generate_newsroom", stories=25, states=True, seed=5, no_color=True)

    output = capsys.readouterr()
    lines = output.err.splitlines()
    assert lines[0] == "图片: 1/1"
    assert lines[-1] == "稿件: 25/25"
    assert 2 < len(lines) <= 1 + 10
    assert "\x1b" not in output.err
    assert output.out.startswith("已写入 25 篇稿件")


def test_nothing_is_said_without_verbosity(demo, capsys):
    generate(3)

    assert capsys.readouterr() == ("", "")
