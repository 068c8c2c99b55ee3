"""What a version is found by: a tsvector of its words, pairs of characters, and filters.

It is built here and not by PostgreSQL, which does not know where Chinese words begin. Lexemes
made of text are folded, so none has a capital letter: those of filters begin with one.
"""

from collections import defaultdict
from itertools import chain

from django.utils import timezone

from newsroom.core.models import Organization
from newsroom.press.models import SearchEntry
from newsroom.press.search import document, tokenizer

# Add one whenever what is indexed changes: `refresh` then makes the older entries anew.
VERSION = 2

# What PostgreSQL can hold: a megabyte, positions up to 16383, at most 255 of one lexeme.
MOST_CHARACTERS = 30_000
LAST_POSITION = 16_383
MOST_POSITIONS = 255
GAP = 10  # between two passages, so that no phrase reaches across


def add(versions):
    """Let versions be found for as long as readers see them."""
    now = timezone.now()
    lasting = [v for v in versions if not v.during.upper or v.during.upper > now]
    organizations = _organizations(lasting)
    entries = [_entry(version, organizations) for version in lasting]
    SearchEntry.objects.bulk_create(entries, batch_size=500)


def in_section(pk):
    """The lexeme of what stands in that section."""
    return f"S{pk}"


def by_reporter(pk):
    """The lexeme of what has that reporter in its byline."""
    return f"R{pk}"


def about(pk):
    """The lexeme of what is about that organization, under the id it had when it came out."""
    return f"O{pk}"


def _entry(version, organizations):
    snapshot = version.snapshot
    meant = [organizations[pk] for pk in snapshot.organizations if pk in organizations]
    lexemes = _lexemes(document.of(snapshot, meant))
    filters = [
        in_section(version.section_id),
        *(by_reporter(byline.reporter) for byline in snapshot.bylines if byline.reporter),
        *map(about, snapshot.organizations),
    ]
    return SearchEntry(
        version=version,
        during=version.during,
        sort_at=version.published_at,
        index_version=VERSION,
        vector=_vector(lexemes | dict.fromkeys(filters, ())),
    )


def _organizations(versions):
    """What the organizations in those versions are today: {id: Organization}, confirmed ones."""
    ids = {pk for version in versions for pk in version.snapshot.organizations}
    named = Organization.objects.filter(pk__in=ids).select_related("merged_into")
    meant = {row.pk: row.merged_into or row for row in named}
    return {pk: organization for pk, organization in meant.items() if organization.confirmed}


def _lexemes(passages):
    """Where each lexeme stands: {lexeme: positions with weights}, as PostgreSQL writes them."""
    positions = defaultdict(list)
    begin = 1
    for passage in passages:
        text = tokenizer.fold(passage.text).text[: max(MOST_CHARACTERS - begin, 0)]
        for term in chain(
            tokenizer.grams(text), tokenizer.long_words(text), tokenizer.counts(text)
        ):
            places = positions[term.text]
            if begin + term.at < LAST_POSITION and len(places) < MOST_POSITIONS:
                places.append(f"{begin + term.at}{passage.weight}")
        begin += len(text) + GAP
    return positions


def _vector(lexemes):
    """The tsvector as PostgreSQL reads it."""
    return " ".join(
        f"{quoted(text)}:{','.join(places)}" if places else quoted(text)
        for text, places in lexemes.items()
    )


def quoted(lexeme):
    """A lexeme as it stands in a tsvector or a tsquery, whatever it is made of."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
