"""What a topic is: the patterns of one sort of story, with slots as demo/grammar.py fills them."""

from dataclasses import dataclass, field


def lines(text):
    """The lines of a block of text, as a tuple."""
    return tuple(filter(None, map(str.strip, text.splitlines())))


@dataclass(frozen=True)
class Topic:
    """Patterns of a story's parts; of each a story takes one, of `facts` and `voices` some.

    `briefs` are lines of kicker｜headline｜text. `words` are slots of its own, `scenes` names of
    demo/scenes.py, `organizations` names of words/cast.py.
    """

    name: str
    headlines: tuple[str, ...]
    ledes: tuple[str, ...]
    facts: tuple[str, ...]
    voices: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    crossheads: tuple[str, ...] = ()
    kickers: tuple[str, ...] = ()
    decks: tuple[str, ...] = ()
    briefs: tuple[str, ...] = ()
    column: str = ""
    tags: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
