import pytest
from taggit.models import Tag

from newsroom.desk import tags
from tests.factories import ArticleFactory
from tests.newsroom.desk.screens import edit_story


def test_keywords_are_sorted_and_each_is_kept_once():
    assert tags.parse("社区，春 节、ＡＰＥＣ；APEC，社区") == ["APEC", "春 节", "社区"]


@pytest.mark.parametrize("typed", ["ＡＰＥＣ，二○二四", "apec, 二◯二四"])
def test_keyword_in_another_spelling_is_the_same_keyword(client, reporter, typed):
    draft = ArticleFactory(filed_by=reporter)
    known = {Tag.objects.create(name=name) for name in ("APEC", "二〇二四")}
    client.force_login(reporter)

    edit_story(client, draft, tags=typed)

    assert set(draft.tags.all()) == known == set(Tag.objects.all())
