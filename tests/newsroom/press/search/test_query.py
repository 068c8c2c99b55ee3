"""Which queries find which stories."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.core.models import Organization
from newsroom.press.publishing import publish, redact, unschedule, withdraw
from newsroom.press.snapshot import BylineName, CorrectionNote, Picture, Reprint
from tests.factories import OrganizationFactory, ReporterFactory
from tests.newsroom.press.searching import found, page
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
BODY = (
    "<p>渡口的石阶昨天铺好了最后一级，５Ｇ信号也通了。</p><p>苏　禾说：“走 G5 高速不用绕行。”</p>"
)


@pytest.mark.parametrize(
    "typed",
    [
        "渡口",
        "临川渡口",
        "渡口 石阶",
        "石阶　临川",
        "最后一级石阶",
        "渡",
        "阶",
        "臨川渡口",
        "鋪好",
        "5G",
        "5g信号",
        "５ｇ",
        "g5高速",
        "苏禾",
        "苏 禾",
        "蘇禾",
        "渡\u200b口",
        "  渡口  ",
        "渡口，石阶",
        "“渡口的石阶”",
        '"石阶昨天铺好了最后一级"',
        "「一級,5G信號」",
        "“走G5高速” 渡口",
        "“没有结束的引号 渡口".replace("没有结束的引号", "石阶"),
        "临川渡口修缮完工",
    ],
)
def test_story_is_found_however_it_is_written(client, section, typed):
    publish(make_snapshot(section, body=BODY))

    assert found(client, typed) == [1]


@pytest.mark.parametrize("written", ["二○二四年阿依古丽•买买提", "二〇二四年阿依古丽．买买提"])
@pytest.mark.parametrize(
    "typed",
    [
        "二〇二四年",
        "二○二四",
        "阿依古丽·买买提",
        "阿依古丽・买买提",
        "阿依古丽买买提",
        "“阿依古丽‧买买提”",
    ],
)
def test_number_and_name_are_found_in_any_spelling(client, section, written, typed):
    publish(make_snapshot(section, body=f"<p>{written}来到渡口。</p>"))

    assert found(client, typed) == [1]


@pytest.mark.parametrize("typed", ["阿依古丽•买买提", "阿依古丽．买买提"])
def test_reporter_is_found_by_the_name_in_any_spelling(client, section, typed):
    reporter = ReporterFactory(name="阿依古丽·买买提")
    byline = BylineName("本报记者", "", reporter.pk)
    publish(make_snapshot(section, bylines=(byline,)))

    assert found(client, typed) == [1]


@pytest.mark.parametrize(
    "typed",
    [
        "码头",
        "渡口 码头",
        "“石阶渡口”",
        "“渡口石阶”",
        "G50",
        "g",
        "口渡",
        "“渡口的石阶” 码头",
        "5级",
        "5月",
    ],
)
def test_story_that_does_not_say_so_is_not_found(client, section, typed):
    publish(make_snapshot(section, body=BODY))

    assert found(client, typed) == []


def test_every_part_of_a_story_is_searched(client, section):
    reporter = ReporterFactory(name="王岩")
    organization = OrganizationFactory(name="临川县水文站", aliases=["水文站"], confirmed=True)
    parts = {
        "kicker": "引子里的话",
        "headline": "主题里的话",
        "deck": "副标题",
        "column": "江边故事",
        "dateline": "本报临川讯",
        "source": "江边通讯社",
        "responsible_editor": "周末",
    }
    publish(
        make_snapshot(
            section,
            **parts,
            body="<p>甲&lt;乙</p><h2>小标题甲</h2><ul><li>其一</li></ul>",
            tags=("防汛",),
            bylines=(BylineName("王　岩", "记者", reporter.pk),),
            organizations=(organization.pk,),
            pictures=(Picture(1, "柳树发芽", "苏摄", alt="岸边"),),
            reprint=Reprint("另一个题目", "某作者", ""),
            corrections=(CorrectionNote("此处有误，特此更正"),),
        )
    )

    for typed in (
        *parts.values(),
        *"小标题甲 其一 防汛 王岩 水文站 临川县水文站 柳树 岸边 另一个题目 某作者 有误".split(),
    ):
        assert found(client, typed) == [1], typed


def test_brief_is_found_by_its_kicker_and_its_headline(client, section):
    publish(
        make_snapshot(section, kind="brief", kicker="市民政局", headline="开展社会组织安全培训")
    )

    assert found(client, "市民政局　开展社会组织安全培训") == [1]


def test_what_the_headline_says_counts_for_more_than_the_body(client, section):
    publish(make_snapshot(section, story_id=1, headline="老桥通车", body="<p>今天。</p>"))
    publish(make_snapshot(section, story_id=2, headline="今天", body="<p>老桥和老桥旁的老桥。</p>"))
    publish(make_snapshot(section, story_id=3, headline="今天", body="<p>说的是老桥。</p>"))

    assert found(client, "老桥")[0] == 1
    assert set(found(client, "老桥")) == {1, 2, 3}
    assert found(client, "老桥", order="newest") == [3, 2, 1]


def test_number_is_found_with_what_it_counts(client, section):
    for story, body in enumerate(("11月25日", "11月2日，25路停运", "25日起，11路停运"), start=1):
        publish(make_snapshot(section, story_id=story, body=f"<p>{body}。</p>"))

    assert found(client, "11月25日") == [1]
    assert found(client, "25路") == [2]
    assert found(client, "１１ 月") == [2, 1]
    assert found(client, "停运的11路") == [3]


def test_letters_with_a_number_are_found_with_a_space_between_them(client, section):
    publish(make_snapshot(section, story_id=1, body="<p>Mate 60 到货。</p>"))
    publish(make_snapshot(section, story_id=2, body="<p>Mate60 到货。</p>"))
    publish(make_snapshot(section, story_id=3, body="<p>Mate 5 到货 60 台，60 mate。</p>"))

    assert set(found(client, "Mate60到货")) == {1, 2}
    assert "<mark>Mate 60</mark>" in page(client, "mate60")


def test_name_somebody_bears_is_not_found_in_pieces(client, section):
    OrganizationFactory(name="栖禾合作社", confirmed=True)
    publish(make_snapshot(section, story_id=1, body="<p>栖禾合作社收粮。</p>"))
    publish(
        make_snapshot(section, story_id=2, headline="栖禾的合作社", body="<p>另一家合作社。</p>")
    )

    assert found(client, "栖禾合作社") == [1]


def test_long_text_is_found_to_its_end(client, section):
    middle = "".join(chr(0x4E00 + n % 9000) for n in range(17_000))
    publish(make_snapshot(section, body=f"<p>{middle}</p><p>末尾说到了灯塔。</p>"))

    assert found(client, "灯塔") == [1]


def test_organization_is_found_by_a_name_it_got_later(client, section):
    organization = OrganizationFactory(name="临川市第一图书馆", confirmed=False)
    publish(make_snapshot(section, organizations=(organization.pk,)))
    assert found(client, "一图") == []

    organization.aliases, organization.confirmed = ["临川一图（总馆）", "一图"], True
    organization.save()

    assert found(client, "一图") == [1]
    assert found(client, "一图渡口") == [1]
    assert found(client, "渡口一图") == [1]
    assert found(client, "临川一图（总馆）石阶") == [1]
    assert found(client, "一图码头") == []
    assert found(client, "临川市第一图书馆") == [1]


def test_organization_that_was_merged_later_is_found_by_the_names_of_the_other(client, section):
    one, other = OrganizationFactory(name="旧馆"), OrganizationFactory(name="新馆", confirmed=True)
    publish(make_snapshot(section, organizations=(one.pk,)))

    Organization.objects.filter(pk=one.pk).update(merged_into=other)

    assert found(client, "新馆") == [1]
    assert found(client, organization=one.pk) == found(client, organization=other.pk) == [1]


def test_organization_nobody_confirmed_finds_nothing(client, section):
    organization = OrganizationFactory(name="待核单位", aliases=["待核"])
    publish(make_snapshot(section, organizations=(organization.pk,)))

    assert found(client, "待核单位") == found(client, "待核") == []
    assert found(client, organization=organization.pk) == []


def test_reporter_is_found_by_a_later_name(client, section):
    reporter = ReporterFactory(name="苏木")
    publish(make_snapshot(section, bylines=(BylineName("苏木", "记者", reporter.pk),)))
    reporter.name = "苏林木"
    reporter.save()

    assert found(client, "苏林木") == found(client, "苏木") == [1]
    assert found(client, "苏林木渡口") == [1]


def test_only_what_readers_see_is_found(client, section, clock):
    publish(make_snapshot(section, headline="木船停航"))
    publish(make_snapshot(section, headline="铁桥通车"))
    assert found(client, "木船停航") == []
    assert found(client, "铁桥通车") == [1]

    publish(make_snapshot(section, headline="隧道贯通"), at=clock.now + HOUR)
    assert found(client, "隧道贯通") == []
    assert found(client, "铁桥通车") == [1]

    clock.move(HOUR)
    assert found(client, "隧道贯通") == [1]
    assert found(client, "铁桥通车") == []

    withdraw(1, public_text="该稿件已撤下")
    assert found(client, "隧道贯通") == found(client, "渡口") == []


def test_what_was_scheduled_and_taken_back_is_not_found(client, section, clock):
    publish(make_snapshot(section, headline="铁桥通车"))
    publish(make_snapshot(section, headline="隧道贯通"), at=clock.now + HOUR)

    unschedule(1)
    clock.move(HOUR)

    assert found(client, "隧道贯通") == []
    assert found(client, "铁桥通车") == [1]


def test_what_was_redacted_is_in_no_entry(section):
    version = publish(make_snapshot(section, revision_sha256="b" * 64))
    publish(make_snapshot(section))

    redact(1, "b" * 64)

    assert not version.search_entries.exists()


LITERAL = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from(list("渡口圖書&|!:*<->()'\"\\“”「」\0\n\r\t\u200b\ud7ff🎉％_;#－")),
    ),
    max_size=300,
)
REUSED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@settings(REUSED, max_examples=150)
@given(typed=LITERAL)
def test_anything_can_be_asked(client, typed):
    page(client, typed)
    page(client, f"“{typed}”", section=typed, since=typed, reporter=typed, order=typed, page=typed)


@settings(REUSED, max_examples=40)
@given(typed=LITERAL.map(lambda text: text.replace("\0", "")), story_id=st.integers(1, 2**40))
def test_what_stands_in_a_story_is_found(client, section, typed, story_id):
    # PostgreSQL stores no NUL, so no story contains one.
    words = f"灯塔{typed}"[:40]
    version = publish(
        make_snapshot(section, story_id=story_id, headline="", tags=(words,), body="<p></p>")
    )

    assert story_id in found(
        client, words.translate(dict.fromkeys(map(ord, '"“”„「」『』＂'), " "))
    )

    withdraw(story_id, public_text="该稿件已撤下")
    assert version.story_id not in found(client, words)


@pytest.mark.parametrize(
    "typed",
    [
        "渡" * 10_000,
        "渡口 " * 5_000,
        "“" * 10_000,
        "a" * 10_000,
        "'\\" * 2_000,
        "\0" * 500,
        "&|!:*()<->" * 1_000,
        " " * 10_000,
        "🎉" * 2_000,
        "１" * 10_000,
    ],
)
def test_long_and_strange_queries_are_answered(client, section, typed):
    publish(make_snapshot(section))

    page(client, typed)


def test_worst_text_fits_into_its_entry(client, section):
    worst = "".join(chr(0x20000 + n) for n in range(40_000))

    version = publish(make_snapshot(section, body=f"<p>{worst}</p>", headline="x'\\:1A" * 3000))

    assert version.search_entries.count() == 1
    assert found(client, worst[50:60]) == [1]


def test_stories_of_a_day_are_those_of_that_day_in_the_city(client, section):
    day = datetime.date(2026, 3, 15)
    for story, hour in ((1, -1), (2, 0), (3, 23), (4, 24)):
        at = timezone.make_aware(datetime.datetime(2026, 3, 15)) + hour * HOUR
        publish(replace(make_snapshot(section), story_id=story), at=at)

    assert found(client, "渡口", since=day, until=day, order="newest") == [3, 2]
    assert found(client, "渡口", since=day, order="newest") == [4, 3, 2]
    assert found(client, "渡口", until=day, order="newest") == [3, 2, 1]
    assert found(client, "渡口", since="0001-01-01", until="9999-12-31") == [4, 3, 2, 1]
