"""A refusal can say which field, of which story, mends it."""

from newsroom.core.refusal import Reason, Refused


def test_a_reason_is_shown_as_its_message():
    assert str(Reason("还没有主题。", "headline")) == "还没有主题。"


def test_the_anchor_of_a_field_is_its_html_id():
    assert Reason("…", "headline").anchor == "id_headline"


def test_the_anchor_of_a_row_has_the_id_of_the_row():
    assert Reason("…", "alt", row=("story_photos", 12)).anchor == "story_photos-12-alt"


def test_a_refusal_carries_field_and_story():
    refusal = Refused(Reason("还没有主题。", "headline"), story="稿件")

    assert (str(refusal), refusal.anchor, refusal.story) == ("还没有主题。", "id_headline", "稿件")


def test_a_refusal_without_a_field_has_no_anchor():
    refusal = Refused("现在不能这样做。")

    assert (str(refusal), refusal.anchor, refusal.story) == ("现在不能这样做。", "", None)
