"""The text of an invented story: from a topic and a day to all that the newspaper prints of it."""

import re
from dataclasses import dataclass, replace

from articles.models import Article
from briefs.models import Brief
from demo import content
from demo.patterns import PatternFiller
from newsroom.core.body import crosshead, paragraph
from newsroom.desk.models import Story

ESSAY_SECTION = "fukan"  # it has no briefs, and its texts quote no officials
BRIEF_SHARE = 0.34  # of the news stories
COUNT = re.compile(r"(\d{2,4})([户人亩个次本条])")


@dataclass(frozen=True)
class StoryText:
    """The text of one story; `paragraphs` are pairs (whether it is a crosshead, text).

    `model` is Article or Brief, `section` a slug; `organizations`, `tags` and `scenes` are names.
    """

    model: type[Story]
    section: str
    headline: str
    paragraphs: tuple[tuple[bool, str], ...]
    kicker: str = ""
    deck: str = ""
    column: str = ""
    dateline: str = ""
    tags: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()

    @property
    def text(self):
        return "\n".join(text for _is_crosshead, text in self.paragraphs)

    def body(self, photo_node=""):
        """The body as HTML, with the node of a photo after the first paragraph."""
        nodes = [
            crosshead(text) if is_crosshead else paragraph(text)
            for is_crosshead, text in self.paragraphs
        ]
        return nodes[0] + photo_node + "".join(nodes[1:])

    def with_wrong_number(self):
        """(this text with a wrong number, what is wrong, what is right); None without a number."""
        found = COUNT.search(self.text)
        if found is None:
            return None
        right = found[0]
        wrong = f"{int(found[1]) + 10}{found[2]}"
        paragraphs = tuple((c, text.replace(right, wrong)) for c, text in self.paragraphs)
        return replace(self, paragraphs=paragraphs), wrong, right


def shuffled_topics(rng):
    """(section slug, Topic) pairs without end; no topic repeats before all others were given."""
    pairs = [(section, topic) for section, found in content.topics().items() for topic in found]
    while True:
        yield from rng.sample(pairs, len(pairs))


def write_story(rng, section, topic, day, model=None):
    """The StoryText of a story on that topic that reports on that day.

    `model` is Article or Brief. Without it some stories become briefs, if the topic has patterns
    for them.
    """
    filler = PatternFiller(rng, day, {**content.phrases().slots_on(day), **topic.slots})
    if model is None:
        is_brief = topic.briefs and rng.random() < BRIEF_SHARE
        model = Brief if is_brief else Article
    common = {"section": section, "tags": _tags(rng, topic), "scenes": topic.scenes}
    write = _write_brief if model is Brief else _write_article
    return StoryText(model, **common, **write(filler, section, topic))


def _write_brief(filler, section, topic):
    pattern = filler.rng.choice(topic.briefs)
    kicker, headline = filler.fill(pattern.kicker), filler.fill(pattern.headline)
    texts = [filler.fill(pattern.text), *filler.fill_some(topic.facts, 0, 1)]
    return {
        "kicker": kicker,
        "headline": headline,
        "paragraphs": _paragraphs(texts),
        "column": filler.rng.choice(content.newspaper().brief_columns),
        "organizations": topic.organizations[:1],
    }


def _write_article(filler, section, topic):
    # The order of the calls of `rng` is part of the result: it makes the stories of a seed.
    rng = filler.rng
    headline, lede = filler.fill_one(topic.headlines), filler.fill_one(topic.ledes)
    texts = _middle_texts(filler, section, topic)
    crossheads = [filler.fill(pattern) for pattern in topic.crossheads]
    if len(texts) > 4 and crossheads and rng.random() < 0.5:
        texts = _with_crossheads(rng, texts, crossheads)
    is_news = section != ESSAY_SECTION
    endings = [*topic.endings, *(content.phrases().endings if is_news else ())]
    if not is_news or rng.random() < 0.6:
        texts.append(filler.fill_one(endings))
    return {
        "headline": headline,
        "kicker": filler.fill_one(topic.kickers) if rng.random() < 0.55 else "",
        "deck": filler.fill_one(topic.decks) if rng.random() < 0.6 else "",
        "column": topic.column if rng.random() < 0.4 or not is_news else "",
        "dateline": filler.fill_one(content.newspaper().datelines) if is_news else "",
        "paragraphs": _paragraphs([lede, *texts]),
        "organizations": topic.organizations,
    }


def _middle_texts(filler, section, topic):
    """The paragraphs between lede and ending: facts, and in news also people who are quoted."""
    if section == ESSAY_SECTION:
        return filler.fill_some(topic.facts, 4, 6)
    phrases = content.phrases()
    texts = filler.fill_some(topic.facts, 3, 6) + filler.fill_some(phrases.facts, 0, 1)
    voices = filler.fill_some(topic.voices, 1, 2) + filler.fill_some(phrases.voices, 0, 1)
    for voice in voices:
        texts.insert(filler.rng.randint(1, len(texts)), voice)
    return texts


def _with_crossheads(rng, texts, crossheads):
    """The texts divided under two or three of the crossheads."""
    chosen = rng.sample(crossheads, min(len(crossheads), 2 + (len(texts) > 6)))
    step = -(-len(texts) // len(chosen))
    divided = []
    for index, title in enumerate(chosen):
        divided += [(True, title), *texts[index * step : (index + 1) * step]]
    return divided


def _paragraphs(texts):
    """Pairs (whether it is a crosshead, text); the last one says that all is invented."""
    pairs = [text if isinstance(text, tuple) else (False, text) for text in texts]
    return (*pairs, (False, content.newspaper().last_paragraph))


def _tags(rng, topic):
    chosen = rng.sample(topic.tags, rng.randint(1, len(topic.tags)))
    return (content.newspaper().tag, *chosen)
