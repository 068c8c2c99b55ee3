import datetime
import json

import pytest

from newsroom.press import snapshot as snapshots
from newsroom.press.snapshot import BylineName, Picture, PrintedPlace, Reprint, Snapshot
from tests.factories import SectionFactory
from tests.newsroom.press.snapshots import make_snapshot

SECTION = SectionFactory.build(pk=1)
FULL = make_snapshot(
    SECTION,
    bylines=(BylineName("苏禾", "记者", 7),),
    pictures=(Picture(12, "渡口新貌", "苏禾"),),
    reprint=Reprint("原题", "原作者", "https://example.org/1"),
    tags=("交通",),
    organizations=(3,),
    printed=PrintedPlace("临川晚报", datetime.date(2024, 3, 15), "06", 2),
)


@pytest.mark.parametrize("snapshot", [FULL, make_snapshot(SECTION, printed=None)])
def test_snapshot_survives_json(snapshot):
    content = json.loads(json.dumps(snapshot.as_content()))

    assert Snapshot.from_content(content) == snapshot


def test_earlier_format_is_lifted_step_by_step(monkeypatch):
    content = FULL.as_content()
    del content["deck"]
    content["format"] = snapshots.FORMAT - 1
    monkeypatch.setitem(snapshots.UPGRADES, snapshots.FORMAT - 1, lambda old: {**old, "deck": ""})

    assert Snapshot.from_content(content) == FULL


@pytest.mark.parametrize(
    ("kind", "kicker", "headline", "title"),
    [
        ("brief", "市民政局", "开展安全培训", "市民政局\u3000开展安全培训"),
        ("brief", "", "开展安全培训", "开展安全培训"),
        ("article", "引题", "主题", "主题"),
        ("brief", "", "", "渡口的石阶昨天铺好了最后一级。"),
    ],
)
def test_title(kind, kicker, headline, title):
    assert make_snapshot(SECTION, kind=kind, kicker=kicker, headline=headline).title == title


def test_blocks_put_pictures_in_their_places():
    body = '<p>一</p><figure data-photo="12"></figure><h2>二</h2><figure data-photo="99"></figure>'
    picture = Picture(12, "渡口新貌", "苏禾")

    blocks = list(make_snapshot(SECTION, body=body, pictures=(picture,)).blocks())

    assert blocks == [("text", "<p>一</p>"), ("picture", picture), ("text", "<h2>二</h2>")]


def test_summary_is_plain_text_of_the_first_paragraph():
    body = "<h2>小标题</h2><p>第一段<strong>很短</strong>，A&amp;B。</p><p>第二段</p>"

    assert make_snapshot(SECTION, body=body).summary == "第一段很短，A&B。"
