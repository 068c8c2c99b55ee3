import feedparser
import pytest

from newsroom.masthead.kinds import Kind
from newsroom.press.publishing import publish, withdraw
from tests.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client, settings):
    """The feed as a reader's program understands it."""
    settings.SITE_URL = "https://linchuan.example"

    def read():
        feed = feedparser.parse(client.get("/feeds/latest.rss").content)
        assert not feed.bozo
        return feed

    return read


def test_feed_of_an_empty_site_is_a_feed(read, settings):
    feed = read()

    assert feed.feed.title == settings.NEWSROOM_PAPER
    assert feed.feed.link == "https://linchuan.example/"
    assert not feed.entries


def test_item_has_title_summary_tags_and_its_permanent_address(read, section):
    version = publish(make_snapshot(section, headline="老桥通车", tags=("交通", "民生")))

    (item,) = read().entries

    assert item.title == "老桥通车"
    assert item.summary == "渡口的石阶昨天铺好了最后一级。"
    assert item.link == item.id == "https://linchuan.example/articles/1/"
    assert [tag.term for tag in item.tags] == ["交通", "民生"]
    assert item.published_parsed[:6] == version.first_online_at.utctimetuple()[:6]


def test_guid_says_that_it_is_the_address(client, section):
    publish(make_snapshot(section))

    assert 'guid isPermaLink="true"' in client.get("/feeds/latest.rss").content.decode()


def test_title_of_a_brief_opens_with_its_kicker(read, section):
    brief = {"kind": Kind.BRIEF, "kicker": "市图书馆", "headline": "延长开放时间"}
    publish(make_snapshot(section, **brief))

    assert read().entries[0].title == "市图书馆\u3000延长开放时间"


def test_newest_comes_first(read, section):
    for story in (1, 2, 3):
        publish(make_snapshot(section, story=story, headline=f"第{story}篇"))

    assert [item.title for item in read().entries] == ["第3篇", "第2篇", "第1篇"]


def test_correction_changes_the_item_in_place(read, section):
    publish(make_snapshot(section, headline="老桥通车"))
    (before,) = read().entries
    publish(make_snapshot(section, headline="老桥正式通车"))

    (item,) = read().entries

    assert item.title == "老桥正式通车"
    assert (item.id, item.published) == (before.id, before.published)


def test_withdrawn_story_leaves_the_feed(read, section):
    publish(make_snapshot(section))
    withdraw(1, public_text="该稿件已撤下")

    assert not read().entries


def test_odd_characters_do_not_break_the_feed(read, section):
    odd = "第\x08一\x0b行\x1f\ufffe <b>&amp;"
    publish(make_snapshot(section, headline=odd, tags=(odd,), body=f"<p>{odd} &lt;i&gt;</p>"))

    (item,) = read().entries

    assert item.title.startswith("第一行")
    assert "<b>" not in item.summary
