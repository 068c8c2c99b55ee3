"""Which stories of a page are briefs, and which column each stands in.

A brief is short and plain. How short and how plain was learnt from annotated pages, as the weights
of the labels were; see docs/page-format.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from .lexicon.columns import ARTICLE_COLUMNS, BRIEF_COLUMN_ENDINGS
from .records import StoryRecord

SHORT = 400
STEP, MOST_STEPS = 60, 12


def sorted_out(
    stories: Sequence[StoryRecord], weights: Mapping[str, float]
) -> tuple[StoryRecord, ...]:
    """The stories of a page with their kinds. A column goes on over the briefs below it."""
    facts, column, result = kind_facts(stories), None, []
    for story, of_story in zip(stories, facts, strict=True):
        likely = sum(weights.get(fact, 0.0) for fact in of_story) > 0
        brief = likely and _is_plain(story) and not story.jumps
        column = story.column or (column if brief else None)
        result.append(replace(story, kind="brief" if brief else "article", column=column))
        column = column if brief and column not in ARTICLE_COLUMNS else None
    return tuple(result)


def kind_facts(stories: Sequence[StoryRecord]) -> list[list[str]]:
    """For each story, what speaks for or against a brief."""
    page = _Stories(stories)
    return [list(page.facts(n)) for n in range(len(stories))]


class _Stories:
    def __init__(self, stories: Sequence[StoryRecord]):
        self.stories = stories
        self.sizes = [sum(map(len, story.paragraphs)) for story in stories]
        self.plain = [_is_plain(story) for story in stories]

    def facts(self, n: int) -> Iterator[str]:
        story, size, plain = self.stories[n], self.sizes[n], self.plain[n]
        steps = min(size // STEP, MOST_STEPS)
        column, row, first = self._row(n)
        yield "bias"
        yield f"plain={plain:d}"
        yield f"size={steps}&{plain:d}"
        yield f"size>{min(size // 200, 4)}"
        yield f"paragraphs={min(len(story.paragraphs), 6)}&{plain:d}"
        yield f"dateline={bool(story.dateline):d}&{plain:d}"
        yield f"row={row}&{first:d}"
        yield f"row={row}&{bool(story.byline):d}"
        yield f"briefs={column.endswith(BRIEF_COLUMN_ENDINGS):d}&{bool(row):d}"
        yield f"jump={bool(story.jumps):d}"
        yield f"headline={bool(story.headline):d}"
        yield f"kicker={bool(story.kicker):d}"
        yield f"byline={bool(story.byline):d}&{bool(story.dateline):d}&{plain:d}"
        yield f"pictures={min(len(story.pictures), 2)}&{len(story.paragraphs) > 1:d}"
        yield f"alone={len(self.stories) == 1:d}"
        yield f"longer={sum(other > size for other in self.sizes) * 3 // len(self.sizes)}&{plain:d}"
        if plain:
            yield from (f"size>={k}" for k in range(steps + 1))

    def _row(self, n: int) -> tuple[str, int, bool]:
        """The column above a story, how many short plain stories stand in a row below that
        column down to the story at least (0 when something else comes between), and whether the
        story is the first of them."""
        first = next((k for k in range(n, -1, -1) if self.stories[k].column), None)
        if first is None:
            return "", 0, False
        column = self.stories[first].column or ""
        if not all(self._is_short(k) for k in range(first, n + 1)):
            return column, 0, n == first
        end = n + 1
        while end < len(self.stories) and not self.stories[end].column and self._is_short(end):
            end += 1
        return column, min(end - first, 4), n == first

    def _is_short(self, n: int) -> bool:
        return self.plain[n] and self.sizes[n] < SHORT


def _is_plain(story: StoryRecord) -> bool:
    headed = any(head for head, _ in story.sections)
    return not (story.deck or story.pictures or headed)
