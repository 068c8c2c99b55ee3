"""What an article is, whoever reads or writes it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.kind import ARTICLE
from articles.models import Article
from newsroom.desk.models import Byline, Story
from tests.factories import ArticleFactory, BriefFactory, BylineFactory, SectionFactory

pytestmark = pytest.mark.django_db


def test_an_article_sets_its_kind_itself():
    article = Article.objects.create(section=SectionFactory(), headline="老桥通车")

    assert Article(headline="老桥通车").kind == "article"
    assert Story.objects.get(pk=article.pk).kind == "article"
    assert article.story_kind is ARTICLE


def test_an_article_of_another_kind_is_refused():
    with pytest.raises(ValueError, match="brief"):
        Article(kind="brief")


def test_its_objects_are_the_articles_alone():
    article = ArticleFactory()
    BriefFactory()

    assert list(Article.objects.all()) == [article]


def test_its_kicker_stands_above_its_headline_and_not_in_its_title():
    article = ArticleFactory.build(kicker="渡口新貌", headline="老桥通车")

    assert article.title == str(article) == "老桥通车"
    assert ARTICLE.kicker_above_headline


def test_an_article_needs_a_headline():
    article = ArticleFactory.build(section=SectionFactory(), headline="")

    with pytest.raises(ValidationError, match="文章"):
        article.full_clean(exclude=["created_at", "updated_at"])
    with pytest.raises(IntegrityError, match="article_has_headline"), transaction.atomic():
        article.save()


def test_a_row_is_an_article_whoever_reads_it():
    byline = BylineFactory(story=ArticleFactory())
    rows = [
        Story.objects.get(pk=byline.story_id),
        Story.objects.select_for_update().get(pk=byline.story_id),
        Story.objects.only("kind", "headline").get(pk=byline.story_id),
        Story.objects.in_bulk([byline.story_id])[byline.story_id],
        Byline.objects.get().story,
        Byline.objects.select_related("story").get().story,
        Byline.objects.prefetch_related("story").get().story,
    ]

    assert {type(row) for row in rows} == {Article}
    assert rows == [byline.story] * len(rows)


def test_a_row_read_without_its_kind_still_knows_it():
    article = ArticleFactory(headline="老桥通车")

    read = Story.objects.only("headline").get(pk=article.pk)

    assert type(read) is Story
    assert (read, read.story_kind, read.title) == (article, ARTICLE, "老桥通车")
    assert read.get_admin_url() == article.get_admin_url()


def test_tags_belong_to_the_story_whichever_model_reads_them():
    article = ArticleFactory()
    article.tags.add("渡口")

    read = Story.objects.prefetch_related("tags").get(pk=article.pk)
    read.tags.add("老桥")

    assert set(article.tags.names()) == {"老桥", "渡口"}
    assert [story.pk for story in Story.objects.filter(tags__name="渡口")] == [article.pk]
