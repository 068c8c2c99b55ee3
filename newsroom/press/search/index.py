"""Build the search entry of a version: a tsvector of its words, character pairs and filters.

It is built in Python, because PostgreSQL cannot split Chinese text into words. Lexemes of text are
folded to lower case; those of filters begin with a capital letter, so the two never collide.
"""

from collections import defaultdict
from itertools import chain
from typing import NamedTuple

from django.utils import timezone

from newsroom.core.body import parse
from newsroom.core.models import Organization
from newsroom.press.models import SearchEntry
from newsroom.press.search import tokenizer

# Add one whenever the content of the index changes: `reindex.refresh` then replaces older entries.
INDEX_VERSION = 3

# Limits of PostgreSQL: one megabyte, positions up to 16383, at most 255 of one lexeme.
MAX_CHARACTERS = 30_000
LAST_POSITION = 16_383
MAX_POSITIONS = 255
GAP = 10  # positions between two passages, so that no phrase matches across them

# Each end of one of these is indexed as a space: positions count the spaces.
END_IN_SPACE = {"p", "h2", "li", "blockquote", "th", "td"}


class Passage(NamedTuple):
    """A text to index and its weight, from A to D as PostgreSQL ranks them."""

    weight: str
    text: str


def add(versions):
    """Create the SearchEntries of versions that are live or scheduled; others are skipped."""
    now = timezone.now()
    public = [v for v in versions if not v.during.upper or v.during.upper > now]
    organizations = _organizations_by_id(public)
    entries = [_build_entry(version, organizations) for version in public]
    SearchEntry.objects.bulk_create(entries, batch_size=500)


def section_lexeme(pk):
    """The lexeme of stories in that section."""
    return f"S{pk}"


def reporter_lexeme(pk):
    """The lexeme of stories with that reporter in the byline."""
    return f"R{pk}"


def organization_lexeme(pk):
    """The lexeme of stories about that organization, by its id when they were published."""
    return f"O{pk}"


def passages(snapshot, organizations=()):
    """The Passages of a Snapshot, highest weight first, with the names of these Organizations."""
    names = [name for row in organizations for name in (row.name, *row.aliases)]
    bylines = [byline.name for byline in snapshot.bylines]
    captions = [text for p in snapshot.pictures for text in (p.caption, p.alt, p.credit)]
    corrections = [correction.note for correction in snapshot.corrections]
    reprint = [snapshot.reprint.title, snapshot.reprint.author] if snapshot.reprint else []
    details = [snapshot.dateline, snapshot.source, snapshot.responsible_editor, *reprint]
    headings = [snapshot.kicker, snapshot.deck, snapshot.column]
    texts_by_weight = {
        "A": [snapshot.title],
        "B": [*headings, *snapshot.tags, *bylines, *names],
        "C": [snapshot.own_summary, *captions, *corrections, *details],
        "D": [body_text(snapshot)],
    }
    return [
        Passage(weight, text) for weight, texts in texts_by_weight.items() for text in texts if text
    ]


def body_text(snapshot):
    """The body of a Snapshot as plain text, with a space between paragraphs."""
    return "".join(map(_text_of_block, parse(snapshot.body))).strip()


def _text_of_block(block):
    return block.text(" ") + " " * sum(tag.name in END_IN_SPACE for tag in block.closing)


def _build_entry(version, organizations):
    """The unsaved SearchEntry; `organizations` as from `_organizations_by_id`."""
    snapshot = version.snapshot
    named = [organizations[pk] for pk in snapshot.organizations if pk in organizations]
    lexemes = _lexemes(passages(snapshot, named))
    filters = [
        section_lexeme(version.section_id),
        *(reporter_lexeme(byline.reporter) for byline in snapshot.bylines if byline.reporter),
        *map(organization_lexeme, snapshot.organizations),
    ]
    return SearchEntry(
        version=version,
        during=version.during,
        sort_at=version.published_at,
        index_version=INDEX_VERSION,
        vector=_vector(lexemes | dict.fromkeys(filters, ())),
    )


def _organizations_by_id(versions):
    """{id in the versions: confirmed Organization, after merges}."""
    ids = {pk for version in versions for pk in version.snapshot.organizations}
    rows = Organization.objects.filter(pk__in=ids).select_related("merged_into")
    merged = {row.pk: row.merged_into or row for row in rows}
    return {pk: organization for pk, organization in merged.items() if organization.confirmed}


def _lexemes(passages):
    """{lexeme: its positions with weights, such as "17A"}, as PostgreSQL writes them."""
    lexemes: defaultdict[str, list[str]] = defaultdict(list)
    begin = 1
    for passage in passages:
        text = tokenizer.fold(passage.text).text[: max(MAX_CHARACTERS - begin, 0)]
        for term in chain(
            tokenizer.grams(text),
            tokenizer.long_words(text),
            tokenizer.numbers_with_units(text),
        ):
            positions = lexemes[term.text]
            if begin + term.position < LAST_POSITION and len(positions) < MAX_POSITIONS:
                positions.append(f"{begin + term.position}{passage.weight}")
        begin += len(text) + GAP
    return lexemes


def _vector(lexemes):
    """The tsvector in PostgreSQL's notation."""
    return " ".join(
        f"{quoted(text)}:{','.join(positions)}" if positions else quoted(text)
        for text, positions in lexemes.items()
    )


def quoted(lexeme):
    """A lexeme in the notation of a tsvector or tsquery, whatever characters it has."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
