import pytest
from django.db import connection

from newsroom.desk import body as bodies
from newsroom.desk.models import Story
from tests.factories import ArticleFactory

CLEAN = (
    '<p>一段<strong>粗</strong>、<em>斜</em>和<a href="https://example.org/">链接</a></p>'
    '<figure data-photo="12"></figure><h2>小标题</h2><blockquote><p>引</p></blockquote>'
    "<ul><li><p>甲</p></li></ul><ol><li><p>乙</p></li></ol>"
)


def test_what_the_editor_writes_passes_unchanged():
    assert bodies.clean(CLEAN) == CLEAN


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("<p>甲<script>alert(1)</script></p>", "<p>甲</p>"),
        ('<p onclick="x()" style="color:red" class="a">甲</p>', "<p>甲</p>"),
        ('<p><a href="javascript:alert(1)">甲</a></p>', "<p><a>甲</a></p>"),
        ("<h1>甲</h1><p>乙</p>", "甲<p>乙</p>"),
        ('<p>甲</p><figure data-photo="x"></figure>', "<p>甲</p>"),
        ('<figure data-photo="1"><img src="/x"></figure>', '<figure data-photo="1"></figure>'),
        ('<p>甲</p><figure data-photo="1">乙</figure>', "<p>甲</p>"),
        ("<p></p>", ""),
        ("<p>\u3000 </p>", ""),
        ("", ""),
    ],
)
def test_everything_else_is_taken_out(dirty, clean):
    assert bodies.clean(dirty) == clean


def test_only_placed_photos_keep_their_node_and_each_once():
    body = "".join(map(bodies.place, [1, 2, 1, 3]))

    assert bodies.places(bodies.keep_places(body, {1, 3})) == [1, 3]


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
        twin = Story(kind="article", section=story.section, headline="甲", body=dirty)
        [story] = Story.objects.bulk_create([twin])

    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM desk_story WHERE id = %s", [story.pk])
        assert cursor.fetchone() == ("<p>甲</p>",)
