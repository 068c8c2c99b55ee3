"""The drawn pictures of the demo as Photos in the newsroom; many stories share each of them."""

from dataclasses import dataclass
from itertools import product

from django.core.files import File

from demo import content
from media.intake.photo_files import get_or_create_photo
from media.models import Licence, Photo, Rendition
from media.sizes import renditions

LIGHT_ORDER = (1, 2, 0)  # positions in photos.yaml: all scenes by day come first


@dataclass(frozen=True)
class DemoPhoto:
    """A Photo that shows a scene of photos.yaml, with all its Renditions."""

    scene: str
    photo: Photo
    renditions: tuple[Rendition, ...]

    @property
    def file_names(self):
        return {rendition.file.name for rendition in self.renditions}


def choose_scenes(count):
    """Up to `count` pairs (scene, light), chosen so that few photos serve many topics.

    A light is a position in the list of photos.yaml.
    """
    return [(scene, light) for light, scene in product(LIGHT_ORDER, _most_useful_scenes())][:count]


def _most_useful_scenes():
    """All scenes; each next one serves as many topics as possible that have none so far."""
    open_topics = [topic for found in content.topics().values() for topic in found]
    left, ordered = list(content.photos().scenes), []
    while left:
        best = max(left, key=lambda scene: sum(scene in topic.scenes for topic in open_topics))
        open_topics = [topic for topic in open_topics if best not in topic.scenes]
        left.remove(best)
        ordered.append(best)
    return ordered


def get_or_create_photos(scenes, *, user):
    """Yield the DemoPhoto of each (scene, light) pair; `user` uploads those that are missing."""
    for scene, light in scenes:
        name = content.PHOTO_FILE.format(scene=scene, light=light)
        photo = Photo.objects.filter(file_name=name).first() or _upload(scene, light, name, user)
        renditions.prepare(photo, photo.focus)
        yield DemoPhoto(scene, photo, tuple(photo.renditions()))


def _upload(scene, light, name, user):
    texts = content.photos()
    with content.photo_path(name).open("rb") as file:
        photo, _is_new = get_or_create_photo(File(file, name), user=user)
    photo.alt = texts.scenes[scene]
    photo.caption = f"{photo.alt}（{texts.lights[light]}）"
    photo.credit, photo.licence, photo.keywords = texts.credit, Licence.OWN, [texts.keyword]
    photo.save()
    return photo
