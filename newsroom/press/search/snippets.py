"""Highlight the words that a reader searched for, and choose the part of the text to show."""

import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join

from newsroom.press.search import tokenizer
from newsroom.press.search.index import body_text, passages
from newsroom.press.search.query import split_at_names
from newsroom.press.typography.setting import set_slice, set_text

SNIPPET_LENGTH = 110  # characters
# Characters before the first highlighted word; fewer if a sentence begins there.
CONTEXT_LENGTH = 24
MAX_CHARACTERS = 20_000  # of a text in which words are highlighted
MAX_HITS = 100  # among which the best place is chosen
SENTENCE_END = re.compile(r"[。！？；…]”?\s*")


@dataclass(frozen=True)
class Highlighter:
    """Highlights the words searched for; `pattern` matches them in a folded text, None for none."""

    pattern: re.Pattern | None

    def hits(self, text):
        """The words in the text: [(begin, end, folded word), …]."""
        if self.pattern is None:
            return []
        folded = tokenizer.fold(text[:MAX_CHARACTERS])
        found = self.pattern.finditer(folded.text)
        return [(*folded.original_span(hit.start(), hit.end()), hit[0]) for hit in found]

    def highlight(self, text):
        """The whole headline as HTML, which breaks between words only."""
        return _highlighted(text, self.hits(text), set_slice)

    def snippet(self, snapshot):
        """The part of the Snapshot's body with most of the words, as HTML; else its beginning.

        Without a word in the body, another passage (such as a caption) that has a word which is
        not in the title comes first, so that the reader sees why the story was found.
        """
        text = body_text(snapshot)
        hits = self.hits(text)
        if not hits:
            in_title = self._words(snapshot.title)
            others = (p.text for p in passages(snapshot) if p.weight in "BC")
            passage = next((other for other in others if self._words(other) - in_title), "")
            text = f"{passage}\u3000{text}" if passage else text
            hits = self.hits(passage)
        return _cut(text, hits)

    def _words(self, text):
        return {word for _begin, _end, word in self.hits(text)}


def highlighter_for(query, names, entities):
    """The Highlighter of a Query; `names` as from query.lexemes_by_name.

    Of an entity that the query names, all names are highlighted.
    """
    parts = [part for term in query.terms for part in split_at_names(term, names)]
    words = (w for part in parts if part not in names for w in tokenizer.query_words(part))
    wanted = {*query.phrases, *query.terms}
    wanted.update(*((word, tokenizer.split_before_digits(word)) for word in words))
    folded = [{tokenizer.fold(name).text for name in entity.names} for entity in entities]
    wanted.update(*(names for names in folded if not names.isdisjoint(parts)))
    longest_first = sorted(filter(None, wanted), key=lambda text: (-len(text), text))
    if not longest_first:
        return Highlighter(None)
    return Highlighter(re.compile("|".join(map(_pattern, longest_first))))


def _pattern(text):
    """A regular expression for the text; Latin words and numbers match as a whole only."""
    begin = rf"(?<!{tokenizer.LATIN})" if re.match(tokenizer.LATIN, text) else ""
    end = rf"(?!{tokenizer.LATIN})" if re.match(tokenizer.LATIN, text[-1]) else ""
    return begin + re.escape(text) + end


def _cut(text, hits):
    """The best SNIPPET_LENGTH characters of the text, highlighted, as HTML."""
    begin = _snippet_begin(text, hits)
    end = min(begin + SNIPPET_LENGTH, len(text))
    inside = [(b - begin, e - begin, word) for b, e, word in hits if begin <= b and e <= end]
    return format_html(
        "{}{}{}",
        "…" if begin else "",
        _highlighted(text[begin:end].rstrip(), inside),
        "…" if end < len(text) else "",
    )


def _snippet_begin(text, hits):
    """Where the snippet begins: before the first place with the most different words."""
    if not hits or (hits[0][1] <= SNIPPET_LENGTH // 2 and len(hits) == 1):
        return 0
    candidates = hits[:MAX_HITS]
    best = max(candidates, key=lambda hit: (len(_words_after(hit[0], candidates)), -hit[0]))[0]
    earliest = max(best - CONTEXT_LENGTH, 0)
    sentence_begins = [end.end() for end in SENTENCE_END.finditer(text, earliest, best)]
    return sentence_begins[0] if sentence_begins else earliest


def _words_after(begin, hits):
    """The different words in a snippet whose first word is at `begin`."""
    last = begin + SNIPPET_LENGTH - CONTEXT_LENGTH
    return {word for b, e, word in hits if begin <= b and e <= last}


def _set_prose(text, begin, end):
    return set_text(text[begin:end])


def _highlighted(text, hits, set_part=_set_prose):
    parts, done = [], 0
    for begin, end in _merged_spans(hits):
        parts.append((set_part(text, done, begin), set_part(text, begin, end)))
        done = end
    rest = set_part(text, done, len(text))
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", parts), rest)


def _merged_spans(hits):
    """The (begin, end) of the hits; those that touch or overlap are merged."""
    spans: list[tuple[int, int]] = []
    for begin, end, _word in hits:
        if spans and begin <= spans[-1][1]:
            begin = spans.pop()[0]
        spans.append((begin, end))
    return spans
