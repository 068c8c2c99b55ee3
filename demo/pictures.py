"""The drawn pictures as Photos of the newsroom: each prepared once, and shared by many stories."""

from dataclasses import dataclass
from io import BytesIO
from itertools import product

from django.core.files.base import ContentFile

from demo.scenes import LIGHT_NAMES, SCENES, draw
from demo.words import TOPICS
from media.intake.photo_files import take_in
from media.models import Licence, Photo, Rendition
from media.sizes import renditions

CREDIT = "示意图"
KEYWORD = "示例"
NAME = "demo-{scene}-{light}.jpg"


@dataclass(frozen=True)
class Picture:
    """A Photo that shows a scene, with all its Renditions."""

    scene: str
    photo: Photo
    renditions: tuple[Rendition, ...]

    @property
    def names(self):
        return {rendition.file.name for rendition in self.renditions}


def wanted(most):
    """Up to `most` (scene, light) pairs, so that few pictures serve many topics.

    Every scene by day comes first, then all in other lights.
    """
    lights = (1, 2, 0)
    return [(scene, light) for light, scene in product(lights, _scenes())][:most]


def _scenes():
    """The scenes in an order in which each serves as many topics as possible that had none."""
    open_ones = [topic for of_section in TOPICS.values() for topic in of_section]
    left, ordered = list(SCENES), []
    while left:
        best = max(left, key=lambda scene: sum(scene in topic.scenes for topic in open_ones))
        open_ones = [topic for topic in open_ones if best not in topic.scenes]
        left.remove(best)
        ordered.append(best)
    return ordered


def pictures(pairs, *, by):
    """The Pictures of those scenes and lights, one after the other; drawn where they are missing.

    `by` is the person who adds them.
    """
    for scene, light in pairs:
        name = NAME.format(scene=scene, light=light)
        photo = Photo.objects.filter(file_name=name).first() or _drawn(scene, light, name, by)
        renditions.prepare(photo, photo.focus)
        yield Picture(scene, photo, tuple(photo.renditions()))


def _drawn(scene, light, name, by):
    encoded = BytesIO()
    draw(scene, light).save(encoded, "JPEG", quality=88)
    photo, _new = take_in(ContentFile(encoded.getvalue(), name), by=by)
    _draw, photo.alt = SCENES[scene]
    photo.caption = f"{photo.alt}（{LIGHT_NAMES[light]}）"
    photo.credit, photo.licence, photo.keywords = CREDIT, Licence.OWN, [KEYWORD]
    photo.save()
    return photo
