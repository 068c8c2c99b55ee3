"""The documents for developers name only paths that exist, and the map of folders is complete."""

import re
from fnmatch import filter as matching

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs/architecture.md")
NOT_COMMITTED = {"var", ".venv"}  # made by running it
CODE_BLOCK = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")
# A pattern such as `tests/<app>/test_<module>.py`: each <name> stands for any name.
PLACEHOLDER = re.compile(r"<\w+>")
FILE_NAME = re.compile(r"[\w<>.-]+\.(?:css|html|ini|js|json|lock|md|po|py|sh|toml|txt|yaml|yml)")
# Where Django looks for commands, and where it writes migrations: no map needs them.
NOT_IN_THE_MAP = {"commands", "migrations"}


def words_in_code(text):
    """The words in backticks, without blocks of code; of `T=path` only the part after "="."""
    for code in CODE.findall(CODE_BLOCK.sub("", text)):
        yield from (word.split("=")[-1].rstrip(",;:…") for word in code.split())


def looks_like_a_path(word):
    """Whether it names a file or folder: it has a slash or the ending of a file, and is no URL."""
    if "://" in word or word.startswith(("/", "-", "$", "@")) or set('()"') & set(word):
        return False
    return "/" in word or bool(FILE_NAME.fullmatch(word))


def file_names():
    """The names of all files below the folders of the repository."""
    for top in ROOT.iterdir():
        if top.is_dir() and top.name not in NOT_COMMITTED and not top.name.startswith("."):
            yield from (path.name for path in top.rglob("*"))


FILE_NAMES = set(file_names())


def exists(path, folder=ROOT):
    """Whether the path exists below the folder. A bare file name may be that of any file."""
    if path.split("/")[0] in NOT_COMMITTED:
        return True
    pattern = PLACEHOLDER.sub("*", path.rstrip("/"))
    return any(folder.glob(pattern)) or bool("/" not in path and matching(FILE_NAMES, pattern))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_in_the_document_exists(document):
    file = ROOT / document
    text = file.read_text(encoding="utf-8")
    paths = [word for word in words_in_code(text) if looks_like_a_path(word)]
    links = LINK.findall(text)

    assert paths and links
    assert [path for path in paths if not exists(path)] == []
    assert [link for link in links if not exists(link, file.parent)] == []


def test_every_package_is_in_the_map_of_folders():
    packages = {
        path.parent.relative_to(ROOT)
        for top in ROOT.glob("*/__init__.py")
        for path in top.parent.rglob("__init__.py")
        if top.parent.name != "tests" and NOT_IN_THE_MAP.isdisjoint(path.parts)
    }
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")

    assert sorted(f"{path}/" for path in packages if f"`{path}/`" not in text) == []


@pytest.mark.parametrize(
    ("word", "is_path"),
    [
        ("newsroom/desk/", True),
        ("manage.py", True),
        ("tests/<app>/test_<module>.py", True),
        ("workflow.apply", False),
        ("/admin/", False),
        ("https://example.com/a.html", False),
        ('data-photo="12"></figure>', False),
    ],
)
def test_paths_are_told_from_other_code(word, is_path):
    assert looks_like_a_path(word) == is_path


def test_a_path_that_does_not_exist_is_found():
    assert exists("newsroom/desk/workflow/engine.py")
    assert exists("engine.py")
    assert exists("tests/<app>/__init__.py")
    assert not exists("newsroom/desk/workflow/engines.py")
    assert not exists("engines.py")
    assert not exists("tests/<app>/test_<module>.txt")
