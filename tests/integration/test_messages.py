"""Every string on screen is translated into Chinese, and the compiled catalogue is up to date."""

import ast
import re

import polib
import pytest
from django.conf import settings
from django.utils.translation.template import templatize

LOCALE = settings.BASE_DIR / "locale"
OURS = LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.po"
CATALOGUES = sorted(LOCALE.rglob("*.po"))
PACKAGES = ("newsroom", "articles", "briefs", "media", "pages", "demo")
FUNCTIONS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "gettext_noop"}
IN_TEMPLATE = re.compile(
    r"""\bn?gettext\(\s*u?(?P<quote>['"])(?P<text>.*?)(?<!\\)(?P=quote)""", re.DOTALL
)


def strings_in_code():
    for package in PACKAGES:
        for path in (settings.BASE_DIR / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in FUNCTIONS:
                    argument = node.args[0]
                    if isinstance(argument, ast.Constant):
                        yield argument.value


def strings_in_templates():
    for path in (settings.BASE_DIR / "templates").rglob("*.html"):
        for found in IN_TEMPLATE.finditer(templatize(path.read_text())):
            yield found["text"].encode().decode("unicode_escape").encode("latin-1").decode()


@pytest.mark.parametrize("strings", [strings_in_code, strings_in_templates])
def test_every_string_of_ours_is_in_the_catalogue(strings):
    catalogue = {entry.msgid for entry in polib.pofile(OURS)}
    wanted = set(strings())

    assert wanted
    assert wanted <= catalogue, f"run `make messages` and translate: {wanted - catalogue}"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(LOCALE)))
def test_catalogue_is_complete_and_compiled(path):
    catalogue = polib.pofile(path)
    compiled = polib.mofile(path.with_suffix(".mo"))

    assert not catalogue.untranslated_entries()
    assert not catalogue.fuzzy_entries()
    assert {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in catalogue} == {
        (e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in compiled
    }, "run `make messages`"
