"""The handbook of the staff (docs/采编手册.md) as a screen of the admin, for all of them."""

import xml.etree.ElementTree as etree
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from django.conf import settings
from django.contrib import admin
from django.http import FileResponse, Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.treeprocessors import Treeprocessor
from PIL import Image

TEXT = settings.BASE_DIR / "docs" / "采编手册.md"
PICTURES = settings.BASE_DIR / "docs" / "handbook"
PICTURE_MAX_AGE = 24 * 60 * 60  # seconds


@dataclass(frozen=True)
class Handbook:
    """The handbook as HTML: its title, its table of contents, and what follows the title."""

    title: str
    contents: str
    body: str


@cache
def handbook():
    """The Handbook, read once in each process: it changes with a deployment only.

    The file is part of the source and written by its maintainers, so its HTML is trusted.
    """
    contents = TocExtension(slugify=slugify_unicode, toc_depth="2-3")
    markdown = Markdown(extensions=["tables", "sane_lists", contents, PictureExtension()])
    title, _newline, text = TEXT.read_text(encoding="utf-8").partition("\n")
    body = markdown.convert(text)
    table = vars(markdown)["toc"]  # TocExtension sets it
    return Handbook(title.removeprefix("# "), mark_safe(table), mark_safe(body))


@cache
def picture_names():
    """The names of the files that the picture view may send."""
    return frozenset(file.name for file in PICTURES.glob("*.webp"))


@require_safe
def page(request):
    """Show the whole handbook on one page."""
    book = handbook()
    context = {**admin.site.each_context(request), "title": book.title, "handbook": book}
    return TemplateResponse(request, "desk/handbook.html", context)


@require_safe
@cache_control(private=True, max_age=PICTURE_MAX_AGE)
def picture(request, name):
    """Send one picture of the handbook. Raises Http404."""
    if name not in picture_names():
        raise Http404(name)
    return FileResponse((PICTURES / name).open("rb"), content_type="image/webp")


class PictureExtension(Extension):
    """Have Markdown set the pictures of the handbook for the admin."""

    def extendMarkdown(self, md):  # the name is Markdown's
        md.treeprocessors.register(PictureProcessor(md), "handbook_pictures", 0)


class PictureProcessor(Treeprocessor):
    """Point each picture at its view, as a link to its full size.

    It is given its size, so that the page keeps still on loading. In the file its address is
    relative to docs/, so that it also shows where the file is read.
    """

    def run(self, root):
        for parent in list(root.iter()):  # as it is now: the links are not looked into again
            for place, child in enumerate(parent):
                if child.tag == "img":
                    parent[place] = _linked_picture(child)


def _linked_picture(image: etree.Element) -> etree.Element:
    name = PurePath(image.get("src", "")).name
    with Image.open(PICTURES / name) as file:
        width, height = file.size
    url = reverse("handbook:picture", args=[name])
    size = {"width": str(width), "height": str(height), "loading": "lazy"}
    link = etree.Element("a", {"href": url, "target": "_blank"})
    etree.SubElement(
        link, "img", {"src": url, "alt": image.get("alt", ""), "loading": "lazy", **size}
    )
    link.tail = image.tail
    return link


app_name = "handbook"
urlpatterns = [
    path("", admin.site.admin_view(page), name="page"),
    path("<str:name>", admin.site.admin_view(picture, cacheable=True), name="picture"),
]
