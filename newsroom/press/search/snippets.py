"""What of a story is shown to who searched: the words asked for, marked, in their surroundings."""

import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join

from newsroom.press.search import document, tokenizer
from newsroom.press.search.query import split

SIZE = 110  # characters of a snippet
BEFORE = 24  # characters that stand before the first mark, from the last full stop on if it is near
MOST_CHARACTERS = 20_000  # of a text in which words are marked
MOST_HITS = 100  # among which the best place is chosen
SENTENCE_ENDS = re.compile(r"[。！？；…]”?\s*")


@dataclass(frozen=True)
class Marker:
    """Marks the words that were asked for; `pattern` finds them in a folded text."""

    pattern: re.Pattern | None

    def hits(self, text):
        """The (begin, end, word) of each in the text as it stands."""
        if self.pattern is None:
            return []
        folded = tokenizer.fold(text[:MOST_CHARACTERS])
        found = self.pattern.finditer(folded.text)
        return [(*folded.span(hit.start(), hit.end()), hit[0]) for hit in found]

    def marked(self, text):
        """The whole text as HTML."""
        return _marked(text, self.hits(text))

    def snippet(self, snapshot):
        """The part of the Snapshot's text that says most of it, as HTML: else how it begins.

        What stands elsewhere and not in the title comes before that: a name alone says little.
        """
        body = document.running(snapshot)
        hits = self.hits(body)
        if not hits:
            said = self._words(snapshot.title)
            others = (p.text for p in document.of(snapshot) if p.weight in "BC")
            telling = next((text for text in others if self._words(text) - said), "")
            body = f"{telling}\u3000{body}" if telling else body
            hits = self.hits(telling)
        return _cut(body, hits)

    def _words(self, text):
        return {word for _begin, _end, word in self.hits(text)}


def marker(query, names, bearers):
    """The Marker of a Query; `bearers` are those it names, of whom any name is marked."""
    parts = [part for term in query.terms for part in split(term, names)]
    pieces = (piece for part in parts if part not in names for piece in tokenizer.pieces(part))
    wanted = {*query.phrases, *query.terms}
    wanted.update(*((piece, tokenizer.parted(piece)) for piece in pieces))
    folded = [{tokenizer.fold(name).text for name in bearer.names} for bearer in bearers]
    wanted.update(*(names for names in folded if not names.isdisjoint(parts)))
    longest_first = sorted(filter(None, wanted), key=lambda text: (-len(text), text))
    return Marker(re.compile("|".join(map(_pattern, longest_first))) if longest_first else None)


def _pattern(text):
    """Latin words and numbers count as a whole only."""
    begin = rf"(?<!{tokenizer.LATIN})" if re.match(tokenizer.LATIN, text) else ""
    end = rf"(?!{tokenizer.LATIN})" if re.match(tokenizer.LATIN, text[-1]) else ""
    return begin + re.escape(text) + end


def _cut(text, hits):
    begin = _begin(text, hits)
    end = min(begin + SIZE, len(text))
    within = [(b - begin, e - begin, word) for b, e, word in hits if begin <= b and e <= end]
    return format_html(
        "{}{}{}",
        "…" if begin else "",
        _marked(text[begin:end].rstrip(), within),
        "…" if end < len(text) else "",
    )


def _begin(text, hits):
    """Where the snippet begins: before the first place that has most of the different words."""
    if not hits or (hits[0][1] <= SIZE // 2 and len(hits) == 1):
        return 0
    near = hits[:MOST_HITS]
    first = max(near, key=lambda hit: (len(_from(hit[0], near)), -hit[0]))[0]
    earliest = max(first - BEFORE, 0)
    ends = [end.end() for end in SENTENCE_ENDS.finditer(text, earliest, first)]
    return ends[0] if ends else earliest


def _from(begin, hits):
    return {word for b, e, word in hits if begin <= b and e <= begin + SIZE - BEFORE}


def _marked(text, hits):
    parts, at = [], 0
    for begin, end in _merged(hits):
        parts.append((text[at:begin], text[begin:end]))
        at = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", parts), text[at:])


def _merged(hits):
    """The spans of the hits, those made one that touch."""
    spans = []
    for begin, end, _word in hits:
        if spans and begin <= spans[-1][1]:
            begin = spans.pop()[0]
        spans.append((begin, end))
    return spans
