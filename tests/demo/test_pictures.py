"""The drawn pictures: every scene can be drawn, is told to who cannot see it, and is kept once."""

import pytest

from demo.pictures import CREDIT, pictures, wanted
from demo.scenes import LIGHTS, SCENES, SIZE, draw
from demo.words import TOPICS
from media.models import Photo
from media.sizes.shapes import SHAPES


@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_is_drawn(scene):
    image = draw(scene, 1)

    assert image.size == SIZE
    assert len(image.getcolors(SIZE[0] * SIZE[1])) > 50


def test_a_picture_is_the_same_each_time_and_another_in_other_light():
    by_day = draw("village", 1).tobytes()

    assert draw("village", 1).tobytes() == by_day
    assert len({draw("village", light).tobytes() for light in range(len(LIGHTS))}) == len(LIGHTS)


def test_a_few_dozen_and_the_first_serve_every_topic():
    pairs = wanted(72)
    few = {scene for scene, _light in pairs[:10]}

    assert len(set(pairs)) == len(pairs) == len(SCENES) * len(LIGHTS)
    for of_section in TOPICS.values():
        assert all(few & set(topic.scenes) for topic in of_section)


@pytest.mark.django_db
def test_a_picture_is_prepared_once_and_says_what_it_is(photo_editor):
    (first,) = pictures([("lamps", 1)], by=photo_editor)
    (again,) = pictures([("lamps", 1)], by=photo_editor)

    photo = Photo.objects.get()
    assert first.photo == again.photo == photo
    assert photo.credit == CREDIT
    assert photo.alt == SCENES["lamps"][1]
    assert photo.licence
    assert {r.shape for r in first.renditions} == {shape.name for shape in SHAPES}
    assert first.names == again.names
