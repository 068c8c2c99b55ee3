"""The demo's photos: the committed files, which of them are chosen, and how they become Photos."""

import hashlib

import pytest
from PIL import Image

from demo import content
from demo.photos import choose_scenes, get_or_create_photos
from media.models import Photo
from media.sizes.shapes import SHAPES

MAX_BYTES = 120_000
FOLDER = content.photo_path("")
FILES = sorted(path.name for path in FOLDER.iterdir())


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_a_small_picture(name):
    path = content.photo_path(name)

    with Image.open(path) as image:
        assert image.format == "JPEG"
        assert image.width >= 960
        assert len(image.getcolors(image.width * image.height)) > 50
    assert path.stat().st_size <= MAX_BYTES


def test_every_file_is_named_in_photos_yaml_and_is_another_picture():
    photos = content.photos()
    generated = {
        content.PHOTO_FILE.format(scene=scene, light=light)
        for scene in photos.scenes
        for light in range(len(photos.lights))
    }

    assert set(FILES) == generated | {sample.file for sample in photos.sample_page.values()}
    hashes = {hashlib.sha256(content.photo_path(name).read_bytes()).digest() for name in FILES}
    assert len(hashes) == len(FILES)


def test_a_few_dozen_and_the_first_serve_every_topic():
    pairs = choose_scenes(72)
    few = {scene for scene, _light in pairs[:10]}

    photos = content.photos()
    assert len(set(pairs)) == len(pairs) == len(photos.scenes) * len(photos.lights)
    for topics in content.topics().values():
        assert all(few & set(topic.scenes) for topic in topics)


@pytest.mark.django_db
def test_a_photo_is_prepared_once_and_says_what_it_is(photo_editor):
    (first,) = get_or_create_photos([("lamps", 1)], user=photo_editor)
    (again,) = get_or_create_photos([("lamps", 1)], user=photo_editor)

    photo = Photo.objects.get()
    assert first.photo == again.photo == photo
    assert photo.created_by == photo_editor
    assert photo.credit == content.photos().credit == "示意图"
    assert photo.alt == content.photos().scenes["lamps"]
    assert photo.caption == f"{photo.alt}（白天）"
    assert photo.licence
    assert {r.shape for r in first.renditions} == {shape.name for shape in SHAPES}
    assert first.file_names == again.file_names
