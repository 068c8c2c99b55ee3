"""The form of an article, with the sample page's article in it."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.forms import modelform_factory

from articles.models import Article
from newsroom.desk.admin.forms import StoryForm
from newsroom.desk.models import Revision
from tests.factories import ArticleFactory, SectionFactory
from tests.newsroom.desk.screens import admin_url, edit_story, form_data

SAMPLE = Path(settings.BASE_DIR) / "fixtures" / "pages" / "000_bb03dd64cff1b8ee.txt"


@pytest.fixture
def sample(db):
    SectionFactory(name="要闻", slug="yaowen")
    call_command("import_pages", SAMPLE, verbosity=0)
    return Article.objects.get(headline__startswith="年关将至")


def test_the_sample_goes_through_the_form_and_stays_what_it_was(client, editor, sample):
    client.force_login(editor)
    before = sample.revision.sha256

    response = edit_story(client, sample, _continue="")

    assert response.redirect_chain == [(admin_url(sample), 302)]
    revision = Revision.objects.get(story=sample)
    assert revision.sha256 == before


def test_line_ends_of_a_browser_change_nothing(client, editor, sample):
    client.force_login(editor)
    body = form_data(client.get(admin_url(sample)))["body"].replace("\n", "\r\n")

    edit_story(client, sample, body=body)

    assert Revision.objects.filter(story=sample).count() == 1


def test_the_photos_of_the_sample_are_rows_of_its_form(client, editor, sample):
    client.force_login(editor)

    edit_story(client, sample, **{"story_photos-1-caption": "义诊现场"})

    revision = Revision.objects.filter(story=sample).first()
    assert revision.number == 2
    assert '"caption":"义诊现场"' in revision.content


def test_the_sample_is_read_with_its_crossheads_and_captions(client, proofreader, sample):
    client.force_login(proofreader)

    html = client.get(admin_url(sample)).content.decode()

    assert "<h2>新春关怀鼓干劲</h2>" in html
    assert "▲ 暖心慰问" in html


def test_an_article_has_a_deck(client, reporter):
    article = ArticleFactory(filed_by=reporter)
    client.force_login(reporter)

    edit_story(client, article, deck="附近居民步行可到")

    assert Article.objects.get(pk=article.pk).deck == "附近居民步行可到"


def test_an_article_keeps_its_headline(client, reporter):
    article = ArticleFactory(filed_by=reporter)
    client.force_login(reporter)

    response = edit_story(client, article, headline=" ")

    assert "headline" in response.context["adminform"].form.errors


def test_any_form_of_an_article_refuses_what_its_constraint_forbids(db):
    Form = modelform_factory(Article, form=StoryForm, fields=["section", "headline"])

    form = Form({"section": SectionFactory().pk, "headline": ""})

    assert form.non_field_errors() == ["文章须有主题。"]
