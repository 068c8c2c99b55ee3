"""Story texts read like a newspaper's: no slot left open, no doubled punctuation, no two alike."""

import datetime
import random
import re
from itertools import pairwise

import pytest

from articles.models import Article
from briefs.models import Brief
from demo import content
from demo.story_text import shuffled_topics, write_story
from newsroom.core.body import clean
from newsroom.desk.tags import parse

DAYS = [datetime.date(2026, month, 12) for month in (1, 4, 7, 10)]
SIGN_TWICE = re.compile(r"[，。、；：！？]{2}|[“”（）]{2}|^[，。、；：！？]|[^\S\u3000]")
PAIRS = ("“”", "（）", "《》")


def write(count, seed=1, kind=None):
    rng = random.Random(seed)
    return [
        write_story(rng, section, topic, DAYS[number % 4], kind)
        for number, (section, topic) in zip(range(count), shuffled_topics(rng), strict=False)
    ]


@pytest.fixture(scope="module")
def many():
    return write(3000)


def words(story):
    yield from (story.headline, story.kicker, story.deck, story.column, story.dateline)
    yield from (text for _crosshead, text in story.paragraphs)


def test_no_slot_stays_open_and_no_sign_stands_twice(many):
    for story in many:
        for text in words(story):
            assert not set("{}|｜") & set(text), text
            assert not SIGN_TWICE.search(text), text
            assert all(text.count(a) == text.count(b) for a, b in PAIRS), text


def test_headlines_are_as_long_as_headlines_are(many):
    for story in many:
        assert 2 <= len(story.headline) <= 32, story.headline
        assert story.headline[-1] not in "。，、", story.headline
        assert len(story.kicker) <= 24
        assert len(story.deck) <= 40


def test_paragraphs_are_sentences_and_the_last_says_that_it_is_invented(many):
    for story in many:
        texts = [text for crosshead, text in story.paragraphs if not crosshead]
        assert texts[-1] == content.newspaper().last_paragraph
        assert len(set(texts)) == len(texts) >= 2
        assert all(text[-1] in "。”）？" for text in texts), texts
        assert all(len(text) <= 14 for crosshead, text in story.paragraphs if crosshead)
        assert not story.paragraphs[0][0]


def test_a_crosshead_stands_over_text(many):
    for story in many:
        kinds = [crosshead for crosshead, _text in story.paragraphs]
        assert (True, True) not in pairwise(kinds)


def test_what_it_names_is_there(many):
    for story in many:
        assert set(story.organizations) <= content.people().organizations.keys()
        assert set(story.scenes) <= content.photos().scenes.keys()
        assert content.newspaper().tag in story.tags
        assert parse("，".join(story.tags)) == sorted(story.tags)
        assert story.section in content.newspaper().section_pages
        assert story.model is Article or (story.kicker and not story.deck)


def test_bodies_are_as_the_desk_keeps_them(many):
    for story in many[:300]:
        assert clean(story.body()) == story.body()


def test_one_round_of_topics_is_as_many_different_stories():
    count = sum(map(len, content.topics().values()))
    stories = write(count)

    assert len({story.headline for story in stories}) == count >= 24
    assert {story.section for story in stories} == content.topics().keys()
    assert {story.model for story in stories} == {Article, Brief}


def test_thousands_do_not_look_alike(many):
    """Of 3000 hardly a few briefs say the same, and no headline stands over more than one in a hundred."""
    articles = [story.text for story in many if story.model is Article]
    heads = [(story.kicker, story.headline) for story in many]

    assert len({story.text for story in many}) > len(many) * 0.99
    assert len(set(articles)) == len(articles)
    assert len(set(heads)) > len(many) * 0.75
    assert max(map(heads.count, set(heads))) < len(many) * 0.01


def test_the_same_seed_gives_the_same_stories():
    assert write(40, seed=9) == write(40, seed=9) != write(40, seed=10)


def test_a_mistake_stands_in_the_first_text_and_is_gone_in_the_second(many):
    mistaken = [(story, found) for story in many if (found := story.with_wrong_number())]

    assert len(mistaken) > len(many) / 3
    for story, (first, wrong, right) in mistaken:
        assert wrong in first.text and right not in first.text
        assert right in story.text
        assert first.headline == story.headline


def test_seasons_agree_with_the_day():
    rng = random.Random(3)
    topic = next(topic for topic in content.topics()["fukan"] if topic.name == "taste")
    for day, season in zip(DAYS, "冬春夏秋", strict=True):
        stories = [write_story(rng, "fukan", topic, day) for _ in range(12)]
        found = {s for story in stories for s in re.findall(r"([春夏秋冬])天", story.text)}
        assert found == {season}
