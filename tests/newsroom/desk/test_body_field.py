import pytest
from django.db import connection

from articles.models import Article
from newsroom.desk.models import Story
from tests.factories import ArticleFactory


@pytest.mark.parametrize("way", ["save", "bulk_create", "update"])
def test_body_is_cleaned_on_every_way_into_the_database(db, way):
    dirty = "<p>甲</p><script>alert(1)</script>"
    story = ArticleFactory()
    if way == "save":
        story.body = dirty
        story.save()
    elif way == "update":
        Story.objects.update(body=dirty)
    else:
        twin = Article(section=story.section, headline="甲", body=dirty)
        [story] = Story.objects.bulk_create([twin])

    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM desk_story WHERE id = %s", [story.pk])
        assert cursor.fetchone() == ("<p>甲</p>",)


def test_a_zero_byte_in_a_sent_text_is_taken_out_like_every_hidden_character():
    field = Article._meta.get_field("body").formfield()

    assert field.clean("<p>甲\0乙</p>") == "<p>甲乙</p>"
