"""The files of fixtures/demo are whole, and a wrong name in one of them is refused."""

import datetime
import shutil

import pytest

from demo import content
from demo.yaml_reader import ContentError
from newsroom.core.models import Organization, Reporter
from newsroom.core.roles import Role

READERS = (content.newspaper, content.people, content.phrases, content.photos, content.topics)


@pytest.fixture
def edit(tmp_path, monkeypatch):
    """Replace a text in a copy of a file: `edit("people.yaml", "role: chief", "role: boss")`."""
    folder = tmp_path / "demo"
    shutil.copytree(content.FOLDER, folder)
    monkeypatch.setattr(content, "FOLDER", folder)

    def edit(file, old, new):
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        forget()

    yield edit
    forget()


def forget():
    """Let every file be read again."""
    for reader in READERS:
        reader.cache_clear()


def test_there_is_a_user_of_every_role():
    users = content.people().users.values()

    assert {user.role for user in users} == set(Role)
    assert len({user.name for user in users}) == len(Role)


def test_reporters_of_every_kind_have_a_role_in_the_byline():
    newspaper, people = content.newspaper(), content.people()

    assert newspaper.byline_roles.keys() == set(Reporter.Kind)
    assert {reporter.kind for reporter in people.reporters.values()} == set(Reporter.Kind)
    assert any(reporter.has_login for reporter in people.reporters.values())


def test_organizations_are_of_many_kinds():
    kinds = {organization.kind for organization in content.people().organizations.values()}

    assert kinds == set(Organization.Kind) - {Organization.Kind.OTHER}


@pytest.mark.parametrize(
    ("month", "season"),
    [(1, "冬"), (2, "冬"), (3, "春"), (5, "春"), (6, "夏"), (9, "秋"), (11, "秋"), (12, "冬")],
)
def test_slots_of_a_day_are_those_of_its_season(month, season):
    slots = content.phrases().slots_on(datetime.date(2026, month, 1))

    assert slots["season"] == (season,)
    assert "柳溪镇" in slots["town"]


def test_every_page_is_one_section_s():
    pages = [page for pages in content.newspaper().section_pages.values() for page in pages]

    assert len(set(pages)) == len(pages)
    assert content.topics().keys() == content.newspaper().section_pages.keys()


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("people.yaml", "role: chief", "role: boss", "people.yaml: users.chief.role: 'boss' is"),
        ("people.yaml", "reporters:", "reporter:", "people.yaml: reporter: unknown key"),
        ("newspaper.yaml", "city:", "town:", "newspaper.yaml: town: unknown key"),
        ("newspaper.yaml", '["03"]', "[03]", "newspaper.yaml: section_pages.xianqu[0]: 3 is not"),
        ("newspaper.yaml", "  minsheng:", "  tiyu:", "topics_tiyu.yaml: there is no such file"),
        (
            "phrases.yaml",
            "中{share}",
            "中{shares}",
            "phrases.yaml: facts[0]: unknown slot {shares}",
        ),
        ("photos.yaml", "visit.jpg", "vsit.jpg", "photos.yaml: sample_page.暖心慰问: there is no"),
        ("photos.yaml", "  bridge:", "  brigde:", "photos.yaml: scenes.brigde: there is no file"),
        ("topics_fukan.yaml", "ledes:", "leads:", "topics_fukan.yaml: topics[0].leads: unknown"),
        (
            "topics_fukan.yaml",
            '"{street}旧事"',
            '"{stret}旧事"',
            "topics_fukan.yaml: topics[0].headlines[1]: unknown slot {stret} in '{stret}旧事'",
        ),
        (
            "topics_yaowen.yaml",
            "organizations: [澄溪市水务局]",
            "organizations: [澄溪市水务]",
            "topics_yaowen.yaml: topics[0].organizations[0]: there is no '澄溪市水务'",
        ),
        (
            "topics_fukan.yaml",
            "scenes: [street, lamps, snow]",
            "scenes: [street, lamp, snow]",
            "topics_fukan.yaml: topics[0].scenes[1]: there is no 'lamp'",
        ),
    ],
)
def test_a_wrong_name_is_refused_with_file_and_key(edit, file, old, new, message):
    edit(file, old, new)

    with pytest.raises(ContentError) as refusal:
        for reader in READERS:
            reader()

    assert message in str(refusal.value)
