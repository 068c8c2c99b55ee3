"""A story on paper: a picture with its caption takes at most a third of a sheet."""

import re
from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image

from newsroom.press.publishing import publish
from tests.factories import SectionFactory
from tests.media.pictures import encoded
from tests.newsroom.press.photos import make_picture
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.soak

PAGES = re.compile(rb"/Type\s*/Page[^s]")


@pytest.fixture
def sheets(browser, transactional_db, live_server):
    """The number of A4 sheets of a story with 20 pictures of a ratio: `sheets((3, 2))`."""

    def sheets(ratio):
        pictures = tuple(made(place, ratio) for place in range(1, 21))
        body = "<p>渡口的石阶昨天铺好了最后一级。</p>" + "".join(p.node for p in pictures)
        publish(make_snapshot(SectionFactory(), pictures=pictures, body=body))
        page = browser.new_page(base_url=live_server.url)
        page.goto("/articles/1/")
        page.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
        page.evaluate("Promise.all([...document.images].map(image => image.decode()))")
        printed = page.pdf(format="A4")
        page.close()
        return len(PAGES.findall(printed))

    return sheets


def made(place, ratio):
    """A Picture whose JPEG files are real, so that it has its size on paper."""
    picture = make_picture(place, f"第{place}级石阶，摄于临川渡口", "苏禾", ratio=ratio)
    files = tuple(file for file in picture.files if file.format == "jpg" and file.shape == "whole")
    for file in files:
        image = Image.new("RGB", (file.width, file.height), "steelblue")
        storages["public"].save(file.name, ContentFile(encoded(image)))
    return replace(picture, files=files)


@pytest.mark.parametrize("ratio", [(3, 2), (2, 3), (1, 1), (16, 9)])
def test_twenty_pictures_take_at_most_a_third_of_a_sheet_each(sheets, ratio):
    assert sheets(ratio) <= 8
