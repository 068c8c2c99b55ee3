"""The texts, names and photo list of the demo, read from fixtures/demo/*.yaml and checked.

Each file is read once per process. A missing, unknown or malformed key raises ContentError, whose
message names the file and the key. The dataclasses below say which keys a file may have.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.conf import settings

from demo.patterns import BUILT_IN_SLOTS, slot_names
from demo.yaml_reader import ContentError, Words, read_yaml, texts
from newsroom.core import models
from newsroom.core.roles import Role

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demo"
PHOTO_FOLDER = "photos"
PHOTO_FILE = "demo-{scene}-{light}.jpg"
SEASONS = ("spring", "summer", "autumn", "winter")


@dataclass(frozen=True)
class DeskNotes:
    """What people write when they return, spike or withdraw a story, or amend its text."""

    returned: str
    spiked: str
    withdrawn: str
    amended_paragraph: str


@dataclass(frozen=True)
class Newspaper:
    """newspaper.yaml: what is printed besides the text of the topics."""

    city: str
    source: str
    tag: str
    last_paragraph: str
    section_pages: dict[str, tuple[str, ...]]  # section slug -> page numbers
    byline_roles: dict[models.Reporter.Kind, str]
    brief_columns: tuple[str, ...]
    datelines: tuple[str, ...]
    reprint_papers: tuple[str, ...]
    desk_notes: DeskNotes


@dataclass(frozen=True)
class DemoUser:
    role: Role
    name: str


@dataclass(frozen=True)
class DemoReporter:
    kind: models.Reporter.Kind
    has_login: bool
    affiliation: str = ""


@dataclass(frozen=True)
class DemoOrganization:
    kind: models.Organization.Kind
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class People:
    """people.yaml: users by user name, reporters and organizations by name."""

    users: dict[str, DemoUser]
    reporters: dict[str, DemoReporter]
    organizations: dict[str, DemoOrganization]


@dataclass(frozen=True)
class SeasonalWords:
    """The phrases of a slot in each season."""

    spring: Words
    summer: Words
    autumn: Words
    winter: Words


@dataclass(frozen=True)
class Phrases:
    """phrases.yaml: the slots that all stories share, and sentences that fit many news stories."""

    slots: dict[str, Words]
    seasonal_slots: dict[str, SeasonalWords]
    facts: tuple[str, ...]
    voices: tuple[str, ...]
    endings: tuple[str, ...]
    word_lists: dict[str, Words] = field(default_factory=dict)  # only for YAML aliases

    def slots_on(self, day):
        """{slot: phrases} for a story of that day; spring begins in March."""
        season = SEASONS[(day.month - 3) % 12 // 3]
        seasonal = {name: getattr(words, season) for name, words in self.seasonal_slots.items()}
        return {**self.slots, **seasonal}


@dataclass(frozen=True)
class SamplePhoto:
    """The file and the alternative text of a photo on the sample page."""

    file: str
    alt: str


@dataclass(frozen=True)
class Photos:
    """photos.yaml: sample page photos by caption, and the scenes of generated stories."""

    credit: str
    keyword: str
    sample_page: dict[str, SamplePhoto]
    lights: tuple[str, ...]
    scenes: dict[str, str]  # scene -> alternative text


@dataclass(frozen=True)
class BriefPattern:
    kicker: str
    headline: str
    text: str


@dataclass(frozen=True)
class Topic:
    """Patterns for the parts of one kind of story.

    A story takes one pattern of each part, and several `facts` and `voices`. `slots` are phrases
    for this topic only; `organizations` are names of people.yaml, `scenes` names of photos.yaml.
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
    briefs: tuple[BriefPattern, ...] = ()
    column: str = ""
    tags: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()
    slots: dict[str, Words] = field(default_factory=dict)


@dataclass(frozen=True)
class TopicFile:
    """topics_<section>.yaml."""

    topics: tuple[Topic, ...]


@cache
def newspaper():
    return read_yaml(FOLDER / "newspaper.yaml", Newspaper)


@cache
def people():
    return read_yaml(FOLDER / "people.yaml", People)


@cache
def phrases():
    """The Phrases; every slot that they use exists."""
    content = read_yaml(FOLDER / "phrases.yaml", Phrases)
    known = {*content.slots, *content.seasonal_slots}
    _check_slots(content, known, "phrases.yaml")
    return content


@cache
def photos():
    """The Photos; every file that they name exists."""
    content = read_yaml(FOLDER / "photos.yaml", Photos)
    for caption, photo in content.sample_page.items():
        _check_photo(photo.file, f"sample_page.{caption}")
    for scene in content.scenes:
        for light in range(len(content.lights)):
            _check_photo(PHOTO_FILE.format(scene=scene, light=light), f"scenes.{scene}")
    return content


@cache
def topics():
    """{section slug: its Topics}, in the order of the sections in newspaper.yaml."""
    return {section: _section_topics(section) for section in newspaper().section_pages}


def _section_topics(section):
    """The Topics of one section; the slots, organizations and scenes that they name exist."""
    file = f"topics_{section}.yaml"
    found = read_yaml(FOLDER / file, TopicFile).topics
    common = {*phrases().slots, *phrases().seasonal_slots}
    for index, topic in enumerate(found):
        key = f"{file}: topics[{index}]"
        _check_slots(topic, common | topic.slots.keys(), key)
        _check_names(topic.organizations, people().organizations, f"{key}.organizations")
        _check_names(topic.scenes, photos().scenes, f"{key}.scenes")
    return found


def photo_path(file):
    """The path of a photo in fixtures/demo/photos."""
    return FOLDER / PHOTO_FOLDER / file


def _check_slots(content, known, key):
    """Every slot in the texts of `content`, the value of `key`, is known."""
    for place, text in texts(content, key):
        if unknown := slot_names(text) - known - BUILT_IN_SLOTS:
            raise ContentError(f"{place}: unknown slot {{{min(unknown)}}} in {text!r}")


def _check_names(names, known, key):
    for index, name in enumerate(names):
        if name not in known:
            raise ContentError(f"{key}[{index}]: there is no {name!r}")


def _check_photo(file, key):
    if not photo_path(file).is_file():
        raise ContentError(f"photos.yaml: {key}: there is no file {PHOTO_FOLDER}/{file}")
