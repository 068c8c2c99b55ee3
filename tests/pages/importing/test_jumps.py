import pytest
from django.core.management import call_command

from newsroom.core.body import story_photo_ids
from newsroom.desk.models import Byline, Revision, Story
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow import TransitionRefused, apply
from newsroom.press.models import Version
from pages.importing import jumps
from pages.importing.filing import file_page
from pages.importing.jumps import Jump
from pages.importing.page_files import read_page_bytes
from pages.models import Page, PageStory
from pages.page_signoff import sign_off
from pages.waiting_stories import waiting_stories

FIRST = """临川晚报 2024年3月15日 星期五 第01版 要闻

渡口修缮完工

□本报记者 苏禾

临川渡口的石阶昨天铺好了最后一级，往来的居民不必再绕行北岸的土路，清晨的第一班船坐满了人。

船工说，新石阶每级都比原来宽一掌，老人挑着菜也走得稳当，下雨天不再
（下转第四版）
"""
SECOND = """临川晚报 2024年3月15日 星期五 第04版 综合

渡口修缮完工

（上接第一版）
打滑，夜里的灯也亮到末班船靠岸。

▲清晨的渡口

渡口管理处说，下月还要给候船亭添两排长椅，并把时刻表换成大字的。

□本报记者 钟声
"""
WHOLE = "下雨天不再打滑，夜里的灯也亮到末班船靠岸。"


@pytest.mark.parametrize(
    ("line", "jump"),
    [
        ("（下转第四版）", Jump("4", onward=True)),
        ("(下转04版)", Jump("4", onward=True)),
        ("下转A07版", Jump("A7", onward=True)),
        ("（上接第一版）", Jump("1", onward=False)),
        ("紧接一版", Jump("1", onward=False)),
        ("（下转第十二版）", Jump("12", onward=True)),
        ("（下转第二十版）", Jump("20", onward=True)),
        ("（下转第一一版）", Jump("11", onward=True)),
    ],
)
def test_jump_line_gives_page_and_direction(line, jump):
    assert jumps.find_jump([line]) == jump


def test_story_without_a_jump_line_does_not_jump():
    assert jumps.find_jump([]) is None


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("<p>走得稳</p>", "<p>当。</p>", "<p>走得稳当。</p>"),
        ("<p>走得稳当。</p>", "<p>夜里</p>", "<p>走得稳当。</p><p>夜里</p>"),
        ("<p>走得稳</p>", "<h2>夜里</h2>", "<p>走得稳</p><h2>夜里</h2>"),
        ("", "<p>夜里</p>", "<p>夜里</p>"),
    ],
)
def test_paragraph_split_by_the_jump_is_joined(first, second, whole):
    assert jumps.join_bodies(first, second) == whole


@pytest.fixture
def sections(db):
    call_command("loaddata", "sections", verbosity=0)


def file(text):
    return file_page(read_page_bytes(text.encode(), "page.txt")).page


@pytest.mark.parametrize("order", [(FIRST, SECOND), (SECOND, FIRST)])
def test_halves_are_one_story_once_both_pages_are_there(sections, order):
    for text in order:
        file(text)

    story = Story.objects.get()
    assert story.other_half == ""
    assert WHOLE in story.body
    assert story.body.index("最后一级") < story.body.index(WHOLE) < story.body.index("大字的")
    assert len(story_photo_ids(story.body)) == story.story_photos.count() == 1
    assert [b.name for b in Byline.objects.order_by("order")] in (
        ["苏禾", "钟声"],
        ["钟声", "苏禾"],
    )
    assert (story.printed_number, story.printed_section) == ("01", "要闻")
    assert PageStory.objects.filter(story=story).count() == Page.objects.count() == 2
    assert Revision.objects.count() == 2


def test_half_alone_is_not_published(sections, chief, editor):
    page = file(FIRST)
    story = Story.objects.get()

    assert story.other_half == "4"
    with pytest.raises(TransitionRefused):
        sign_off(page, user=chief)
    apply("submit", story, user=editor)
    Story.objects.update(stage=3)
    with pytest.raises(TransitionRefused):
        apply("sign_off", story, user=chief)
    assert not Version.objects.exists()


def test_joined_story_is_signed_with_either_page(sections, chief):
    file(FIRST)
    second = file(SECOND)

    sign_off(second, user=chief)

    assert WHOLE in Version.objects.live().get().snapshot.body


def test_half_that_was_edited_before_it_was_joined_is_signed_by_itself(sections, chief, editor):
    file(FIRST)
    story = Story.objects.get()
    story.body += "<p>后来补的一句。</p>"
    story.save()
    record_revision(story, user=editor)
    second = file(SECOND)

    (waiting,) = waiting_stories(second)

    assert waiting.is_changed
    assert not waiting.can_be_restored  # the text of both halves as filed is nowhere
    with pytest.raises(TransitionRefused):
        sign_off(second, user=chief)


def test_halves_of_another_day_stay_apart(sections):
    file(FIRST)
    file(SECOND.replace("3月15日 星期五", "3月16日 星期六"))

    assert set(Story.objects.values_list("other_half", flat=True)) == {"1", "4"}


def test_half_that_was_submitted_is_not_joined(sections, editor):
    file(FIRST)
    apply("submit", Story.objects.get(), user=editor)

    file(SECOND)

    assert Story.objects.count() == 2
