"""A YAML file that is wrong is refused with the name of the file and of the key."""

from dataclasses import dataclass, field

import pytest
from django.db import models

from demo.yaml_reader import ContentError, Words, read_yaml, texts


class Kind(models.TextChoices):
    OFFICE = "office"
    SCHOOL = "school"


@dataclass(frozen=True)
class Organization:
    kind: Kind
    aliases: tuple[str, ...] = ()
    is_open: bool = True


@dataclass(frozen=True)
class File:
    city: str
    organizations: dict[str, Organization]
    slots: dict[str, Words] = field(default_factory=dict)


WHOLE = """
city: 临川
organizations:
  市水务局: {kind: office, aliases: [水务局, 水务]}
slots:
  town: [柳溪镇]
"""


@pytest.fixture
def read(tmp_path):
    """Read a text as words.yaml: `read("city: 临川")`."""

    def read(text, encoding="utf-8"):
        (tmp_path / "words.yaml").write_text(text, encoding=encoding)
        return read_yaml(tmp_path / "words.yaml", File)

    return read


def test_file_is_read_into_its_dataclasses(read):
    organization = Organization(Kind.OFFICE, ("水务局", "水务"))

    assert read(WHOLE) == File("临川", {"市水务局": organization}, {"town": ("柳溪镇",)})


def test_combined_words_are_joined_in_all_ways_in_order(read):
    content = read(WHOLE.replace("[柳溪镇]", "{combine: [[柳, 槐], [溪, 坡], [镇]]}"))

    assert content.slots["town"] == ("柳溪镇", "柳坡镇", "槐溪镇", "槐坡镇")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("city: 临川", "", "words.yaml: city: missing or empty"),
        ("city: 临川", "city:", "words.yaml: city: missing or empty"),
        ("city:", "town:", "words.yaml: town: unknown key; known are city, organizations, slots"),
        ("city: 临川", "city: 1", "words.yaml: city: 1 is not text"),
        ("city: 临川", "city: {county}", "words.yaml: city: {'county': None} is not text; put"),
        ("kind: office, ", "", "words.yaml: organizations.市水务局.kind: missing or empty"),
        ("kind:", "kinds:", "words.yaml: organizations.市水务局.kinds: unknown key"),
        ("office", "ofice", "words.yaml: organizations.市水务局.kind: 'ofice' is none of office,"),
        (
            "[水务局, 水务]",
            "水务局",
            "words.yaml: organizations.市水务局.aliases: '水务局' is not a",
        ),
        ("水务]", "7]", "words.yaml: organizations.市水务局.aliases[1]: 7 is not text"),
        ("aliases:", "is_open: 0, aliases:", ".is_open: 0 is not true or false"),
        ("[柳溪镇]", "[]", "words.yaml: slots.town: empty"),
        ("[柳溪镇]", "{combined: [[柳]]}", "words.yaml: slots.town: {'combined': [['柳']]} is not"),
        ("[柳溪镇]", "[柳溪镇", "words.yaml: not YAML: "),
    ],
)
def test_what_is_wrong_is_named(read, old, new, message):
    assert old in WHOLE

    with pytest.raises(ContentError) as refusal:
        read(WHOLE.replace(old, new))

    assert message in str(refusal.value)


def test_an_empty_file_is_refused(read):
    with pytest.raises(ContentError, match=r"words\.yaml: None is not a mapping"):
        read("")


def test_another_encoding_is_refused(read):
    with pytest.raises(ContentError, match=r"words\.yaml: not UTF-8"):
        read(WHOLE, encoding="gb18030")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ContentError, match=r"words\.yaml: there is no such file"):
        read_yaml(tmp_path / "words.yaml", File)


def test_yaml_cannot_make_python_objects(read):
    with pytest.raises(ContentError, match="not YAML"):
        read("city: !!python/object/apply:os.getcwd []")


def test_every_text_is_found_with_its_key(read):
    assert list(texts(read(WHOLE), "words.yaml")) == [
        ("words.yaml: city", "临川"),
        ("words.yaml: organizations.市水务局.kind", "office"),
        ("words.yaml: organizations.市水务局.aliases[0]", "水务局"),
        ("words.yaml: organizations.市水务局.aliases[1]", "水务"),
        ("words.yaml: slots.town[0]", "柳溪镇"),
    ]
