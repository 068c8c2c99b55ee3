"""What a brief is, whoever reads or writes it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from briefs.kind import BRIEF
from briefs.models import Brief
from newsroom.desk.models import Byline, Story
from tests.factories import ArticleFactory, BriefFactory, BylineFactory, SectionFactory

pytestmark = pytest.mark.django_db


def test_a_brief_sets_its_kind_itself():
    brief = Brief.objects.create(section=SectionFactory(), headline="延长开放时间")

    assert Brief(headline="延长开放时间").kind == "brief"
    assert Story.objects.get(pk=brief.pk).kind == "brief"
    assert brief.story_kind is BRIEF


def test_its_objects_are_the_briefs_alone():
    brief = BriefFactory()
    ArticleFactory()

    assert list(Brief.objects.all()) == [brief]


@pytest.mark.parametrize(
    ("kicker", "headline", "title"),
    [
        ("市图书馆", "延长开放时间", "市图书馆\u3000延长开放时间"),
        ("", "延长开放时间", "延长开放时间"),
        ("市图书馆", "", "市图书馆"),
        ("", "", ""),
    ],
)
def test_its_kicker_opens_its_title(kicker, headline, title):
    assert BriefFactory.build(kicker=kicker, headline=headline).title == title
    assert not BRIEF.kicker_above_headline


def test_a_brief_has_no_deck_and_needs_no_headline():
    brief = BriefFactory.build(section=SectionFactory(), headline="", deck="河对岸")

    with pytest.raises(ValidationError, match="简讯"):
        brief.full_clean(exclude=["created_at", "updated_at"])
    with pytest.raises(IntegrityError, match="brief_has_no_deck"), transaction.atomic():
        brief.save()
    brief.deck = ""
    brief.save()
    assert str(Brief.objects.get()) == "（无标题）"


def test_rows_of_both_kinds_are_read_as_what_they_are():
    brief, article = BriefFactory(), ArticleFactory()
    for story in (brief, article):
        BylineFactory(story=story)

    rows = Byline.objects.select_related("story").order_by("pk")

    assert [type(row.story) for row in rows] == [type(brief), type(article)]
    assert {type(story) for story in Story.objects.prefetch_related("tags")} == {
        type(brief),
        type(article),
    }
