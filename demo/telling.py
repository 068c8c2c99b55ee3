"""Telling a story: from a topic and a day to all that a paper prints of it."""

import re
from dataclasses import dataclass, field, replace

from demo.grammar import Teller
from demo.words import TOPICS
from demo.words.common import ENDINGS as COMMON_ENDINGS
from demo.words.common import FACTS, INVENTED, TAG, VOICES
from newsroom.core.body import crosshead, paragraph
from newsroom.core.story_kind import Kind

ESSAYS = "fukan"  # its section has neither briefs nor officials
BRIEFS = 0.34  # of the news
COUNTED = re.compile(r"(\d{2,4})([户人亩个次本条])")


@dataclass(frozen=True)
class Told:
    """One story as plain words; `paragraphs` are (is it a crosshead, text) pairs."""

    kind: Kind
    section: str
    headline: str
    paragraphs: tuple[tuple[bool, str], ...]
    kicker: str = ""
    deck: str = ""
    column: str = ""
    dateline: str = ""
    tags: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    scenes: tuple[str, ...] = field(default=())

    @property
    def text(self):
        return "\n".join(text for _crosshead, text in self.paragraphs)

    def body(self, picture=""):
        """Its HTML, with the node of a picture behind the first paragraph."""
        nodes = [
            crosshead(text) if is_crosshead else paragraph(text)
            for is_crosshead, text in self.paragraphs
        ]
        return nodes[0] + picture + "".join(nodes[1:])

    def mistaken(self):
        """(the story with a wrong number, what is wrong, what is right); None without numbers."""
        found = COUNTED.search(self.text)
        if found is None:
            return None
        right = found[0]
        wrong = f"{int(found[1]) + 10}{found[2]}"
        said = tuple((c, text.replace(right, wrong)) for c, text in self.paragraphs)
        return replace(self, paragraphs=said), wrong, right


def topics(chance):
    """(section, Topic) pairs without end; none comes again before all others have come."""
    pairs = [(section, topic) for section, of_section in TOPICS.items() for topic in of_section]
    while True:
        yield from chance.sample(pairs, len(pairs))


def tell(chance, section, topic, day, kind=None):
    """A story of that topic, as if of that day."""
    teller = Teller(chance, day, topic.words)
    if kind is None:
        is_brief = topic.briefs and chance.random() < BRIEFS
        kind = Kind.BRIEF if is_brief else Kind.ARTICLE
    told = {"section": section, "tags": _tags(chance, topic), "scenes": topic.scenes}
    make = _brief if kind == Kind.BRIEF else _article
    return Told(kind, **told, **make(teller, section, topic))


def _brief(teller, section, topic):
    kicker, headline, text = teller.one(topic.briefs).split("｜")
    more = teller.some(topic.facts, 0, 1)
    return {
        "kicker": kicker,
        "headline": headline,
        "paragraphs": _paragraphs([text, *more]),
        "column": teller.chance.choice(("", "", "城事速览")),
        "organizations": topic.organizations[:1],
    }


def _article(teller, section, topic):
    chance = teller.chance
    headline, lede = teller.one(topic.headlines), teller.one(topic.ledes)
    texts = _middle(teller, section, topic)
    crossheads = [teller.say(pattern) for pattern in topic.crossheads]
    if len(texts) > 4 and crossheads and chance.random() < 0.5:
        texts = _parted(chance, texts, crossheads)
    news = section != ESSAYS
    endings = [*topic.endings, *(COMMON_ENDINGS if news else ())]
    if not news or chance.random() < 0.6:
        texts.append(teller.one(endings))
    return {
        "headline": headline,
        "kicker": teller.one(topic.kickers) if chance.random() < 0.55 else "",
        "deck": teller.one(topic.decks) if chance.random() < 0.6 else "",
        "column": topic.column if chance.random() < 0.4 or not news else "",
        "dateline": _dateline(teller) if news else "",
        "paragraphs": _paragraphs([lede, *texts]),
        "organizations": topic.organizations,
    }


def _middle(teller, section, topic):
    """Facts with voices between them."""
    if section == ESSAYS:
        return teller.some(topic.facts, 4, 6)
    texts = teller.some(topic.facts, 3, 6) + teller.some(FACTS, 0, 1)
    for voice in teller.some(topic.voices, 1, 2) + teller.some(VOICES, 0, 1):
        texts.insert(teller.chance.randint(1, len(texts)), voice)
    return texts


def _parted(chance, texts, crossheads):
    """The texts under two or three of the crossheads."""
    heads = chance.sample(crossheads, min(len(crossheads), 2 + (len(texts) > 6)))
    step = -(-len(texts) // len(heads))
    parted = []
    for index, head in enumerate(heads):
        parted += [(True, head), *texts[index * step : (index + 1) * step]]
    return parted


def _paragraphs(texts):
    pairs = [text if isinstance(text, tuple) else (False, text) for text in texts]
    return (*pairs, (False, INVENTED))


def _dateline(teller):
    return teller.one(("", "", "本报讯", "本报{county}{date}电"))


def _tags(chance, topic):
    return (TAG, *chance.sample(topic.tags, chance.randint(1, len(topic.tags))))
