"""What the stacked lines of one head are: shoulder (kicker), headline or deck.

SIGNS are tried in their order on the plain lines of a head, from above; the first that answers
decides. A sign that only knows one line leaves the others to `roles_of` again.
"""

import re

from .lines import SUBJECT

# What kind of piece it is: above its headline a shoulder, below it a deck without a dash.
GENRE = re.compile(
    r"(?:速写|纪实|见闻|侧记|纪略|综述|走笔|札记|掠影|小记|纪事|闻思录|启示录|走红记|诞生记|观察|追踪|述评|巡礼)$"
)
STORY_OF = re.compile(r"(?:的故事|背后|实践与探索|的探索|的实践|启示|回眸|透视|解读)$|^(?:记|写在)")
# What leads up to news: the meeting, the speech, the occasion.
SCENE = re.compile(r"(?:强调|指出|要求|会上|之际|期间|以来|召开|举行|召开会议|举行会议|开幕)$")
OWN_REPORT = re.compile(r"^相关(?:新闻|报道)$|^新闻追踪$|本报|回应|回音|后续")
FIGURE = re.compile(
    r"[首近逾超]?[\d一二两三四五六七八九十百千万](?!旬)|首[批次个艘家座]|"
    r"总投资|预计|涉及|覆盖|惠及|最[高快低多]|平均|今起|昨起|即日起|[本下]月|年底|明年"
)
CLAUSES = re.compile(r"\S[\s\u3000，]+\S")
COUPLET = re.compile(r"(?P<one>\S{4,12})[\s\u3000]+(?P<two>\S{4,12})")
NICKNAME = re.compile(r"“[^”]{1,8}”|‘[^’]{1,8}’|\"[^\"]{1,8}\"")
QUOTES = re.compile(r"[“”‘’\"《》—·]")
SHORTEST_WHOLE = 7
SHORTEST_DECK = 15
LONGEST_PLACE = 12
LONGEST_HALF = 10  # two longer lines are too much for one headline


def roles_of(texts: list[str], *, deck: bool = False) -> list[str]:
    """A role for each line; `deck` tells that a deck with its dash stands below them."""
    if len(texts) > 1:
        for sign in SIGNS:
            roles = sign(texts, deck)
            if roles:
                return roles
    return ["headline"] * len(texts)


def names_who_it_is_about(texts: list[str], deck: bool) -> list[str] | None:
    short = len(texts[0]) <= LONGEST_PLACE
    return _shoulder_over(texts, deck) if short and SUBJECT.fullmatch(texts[0]) else None


def says_what_it_is(texts: list[str], deck: bool) -> list[str] | None:
    """`基层社会治理观察` above or `农村电商发展速写` below a headline."""
    if GENRE.search(texts[0]) or OWN_REPORT.search(texts[0]):
        return _shoulder_over(texts, deck)
    if (GENRE.search(texts[-1]) or STORY_OF.search(texts[-1])) and not deck:
        return [*roles_of(texts[:-1], deck=True), "deck"]
    return None


def two_of_one_length(texts: list[str], deck: bool) -> list[str] | None:
    """Two even lines are the headline, below a line of another length or above a longer one."""
    if len(texts) != 3 or CLAUSES.search(texts[1]):
        return None
    one, two, three = map(_bare_length, texts)
    if one != two == three and not CLAUSES.search(texts[2]):
        return ["kicker", "headline", "headline"]
    return ["headline", "headline", "deck"] if one == two and three > two + 2 and not deck else None


def coins_a_name(texts: list[str], deck: bool) -> list[str] | None:
    """The one line with a word in quotation marks is the headline, unless it is half of a pair."""
    coined = [i for i, text in enumerate(texts) if NICKNAME.search(text)]
    if len(coined) != 1:
        return None
    size = _bare_length(texts[coined[0]])
    alike = [abs(_bare_length(text) - size) <= 1 for text in texts]
    paired = (
        size <= LONGEST_HALF and sum(alike) > 1 and not any(CLAUSES.search(text) for text in texts)
    )
    return None if paired else _headline_at(coined[0], texts)


def is_a_couplet(texts: list[str], deck: bool) -> list[str] | None:
    """Two clauses of one length, as headlines are: `开年就奔跑 起步即冲刺`."""
    pairs = [COUPLET.fullmatch(QUOTES.sub("", text)) for text in texts]
    even = [i for i, pair in enumerate(pairs) if pair and len(pair["one"]) == len(pair["two"])]
    return _headline_at(even[0], texts) if len(even) == 1 else None


def tells_details(texts: list[str], deck: bool) -> list[str] | None:
    """A last line of two clauses, or with a figure in front, under a whole one."""
    above, last = texts[-2], texts[-1]
    if deck or len(above) < SHORTEST_WHOLE or CLAUSES.search(above):
        return None
    figure = FIGURE.match(last) and not FIGURE.match(above)
    if figure or (len(texts) == 2 and CLAUSES.search(last)):
        return [*roles_of(texts[:-1], deck=True), "deck"]
    return None


def leads_up_to_news(texts: list[str], deck: bool) -> list[str] | None:
    return _shoulder_over(texts, deck) if SCENE.search(texts[0]) else None


def is_longer_above(texts: list[str], deck: bool) -> list[str] | None:
    """Stacked lines of one headline are nearly even, or grow; a shoulder is longer."""
    size, below = len(texts[0]), len(texts[1])
    clauses = CLAUSES.search(texts[0]) and not CLAUSES.search(texts[1]) and size > below
    longer = size >= below * 1.25 and size - below >= 3
    return _shoulder_over(texts, deck) if clauses or longer else None


def is_longer_below(texts: list[str], deck: bool) -> list[str] | None:
    size, above = len(texts[-1]), max(map(len, texts[:-1]))
    longer = size >= SHORTEST_DECK and size >= above * 1.35 and size - above >= 4
    return ["headline"] * (len(texts) - 1) + ["deck"] if longer and not deck else None


SIGNS = (
    names_who_it_is_about,
    says_what_it_is,
    coins_a_name,
    two_of_one_length,
    is_a_couplet,
    tells_details,
    leads_up_to_news,
    is_longer_above,
    is_longer_below,
)


def _shoulder_over(texts: list[str], deck: bool) -> list[str]:
    return ["kicker", *roles_of(texts[1:], deck=deck)]


def _headline_at(index: int, texts: list[str]) -> list[str]:
    return ["kicker"] * index + ["headline"] + ["deck"] * (len(texts) - index - 1)


def _bare_length(text: str) -> int:
    return len(QUOTES.sub("", text))
