"""Organizations in single sentences: every line of sentences/*.txt is a case."""

from pathlib import Path

import pytest

from pages.reading.organizations.extract import Place, find

SENTENCES = Path(__file__).parent.parent / "sentences"
HOME = Place("云津市", "江原省")


def rows(*files):
    """The fields of every line: `text | name name=canonical name?`."""
    for file in files:
        for line in (SENTENCES / file).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield [field.strip() for field in line.split("|")]


def expected(field):
    """The names that are wanted with their canonical forms, and those that may be there."""
    names = dict(name.split("=") if "=" in name else (name, name) for name in field.split())
    spare = {name.rstrip("?") for name in names if "?" in name + names[name]}
    wanted = {name: full for name, full in names.items() if "?" not in name + full}
    return wanted, spare


@pytest.mark.parametrize(("text", "field"), list(rows("names.txt", "none.txt")))
def test_names_begin_and_end_where_a_reader_sees_them(text, field):
    wanted, spare = expected(field)

    found = {organization.name for organization in find([text], [], [], HOME)}
    assert found - spare == set(wanted)


@pytest.mark.parametrize(("headline", "text", "field"), list(rows("owners.txt")))
def test_canonical_names_tell_whose_office_it_is(headline, text, field):
    wanted, spare = expected(field)

    found = {o.name: o.canonical for o in find([text], [], [headline], HOME)}
    assert {name: full for name, full in found.items() if name not in spare} == wanted
