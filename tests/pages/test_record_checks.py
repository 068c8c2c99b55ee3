"""The record of page sign-off: the page that a chief signed is the page on file."""

import pytest
from django.core.management import call_command
from django.utils import translation

from newsroom.desk import record_checks
from newsroom.desk.models import Decision, Story
from pages.models import Page
from pages.page_signoff import sign_off
from tests.pages.uploaded_pages import TEXT
from tests.triggers import triggers_disabled

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(sections, chief, tmp_path):
    path = tmp_path / "0306.txt"
    path.write_text(TEXT)
    call_command("import_pages", str(path), "--section", "minsheng", verbosity=0)
    page = Page.objects.get()
    sign_off(page, user=chief)
    return page


def findings():
    with translation.override("en"):
        return list(record_checks.verify(Story.objects.all()))


def test_a_signed_page_passes(page):
    assert Decision.objects.filter(transition="sign_page").exists()
    assert findings() == []


def test_a_page_whose_text_was_changed_is_found(page):
    Page.objects.update(text=page.text.replace("。", "！"))

    found = findings()

    assert {finding.story_id for finding in found} == set(page.stories.values_list("pk", flat=True))
    assert all("page that is not the one on file" in finding.problem for finding in found)


def test_a_signature_moved_to_another_page_is_found(page):
    with triggers_disabled():
        Decision.objects.update(page_sha256="0" * 64)

    assert any("page that is not the one on file" in finding.problem for finding in findings())


def test_pages_cost_one_query_for_a_batch(page, django_assert_max_num_queries):
    with django_assert_max_num_queries(17):
        findings()


def test_the_demo_passes(db, settings):
    settings.NEWSROOM_DEMO = True
    call_command("load_demo", verbosity=0)

    assert findings() == []
