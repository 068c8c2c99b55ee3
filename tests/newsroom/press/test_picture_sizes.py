"""Pictures on the public pages: the files that a browser can choose from, caption and credit."""

import re
from dataclasses import replace

import pytest
from django.conf import settings
from django.utils import timezone

from newsroom.press import picture_sizes
from newsroom.press.publishing import publish
from newsroom.press.snapshot import Picture
from tests.newsroom.press.costs import queries
from tests.newsroom.press.photos import make_picture
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

IMG = re.compile(r"<img [^>]*>")
SOURCE = re.compile(r"<source [^>]*>")
TEXT = "<p>渡口的石阶昨天铺好了最后一级。</p>"


def show(section, *pictures, opening=False, **changes):
    """Publish a story with the pictures in its text, or the first of them above it."""
    nodes = [picture.node for picture in pictures]
    body = "".join([*nodes[:1], TEXT, *nodes[1:]] if opening else [TEXT, *nodes])
    return publish(make_snapshot(section, body=body, pictures=pictures, **changes))


def read(client, url="/articles/1/"):
    return client.get(url).content.decode()


def attributes(element):
    return dict(re.findall(r'([a-z]+)="([^"]*)"', element))


def test_a_browser_is_offered_every_format_and_width_that_serves(client, section):
    picture = make_picture()
    show(section, picture)

    page = read(client)

    sources = [attributes(element) for element in SOURCE.findall(page)]
    (image,) = [attributes(element) for element in IMG.findall(page)]
    assert [source["type"] for source in sources] == ["image/avif", "image/webp"]
    for offered, format in zip([*sources, image], picture_sizes.FORMATS, strict=True):
        files = [f for f in picture.files if (f.shape, f.format) == ("whole", format)]
        assert offered["srcset"] == ", ".join(f"/photos/{f.name} {f.width}w" for f in files)
        assert offered["sizes"] == picture_sizes.TEXT.sizes
        assert (offered["width"], offered["height"]) == ("1600", "1067")
    assert image["src"].endswith(".jpg")


def test_pictures_in_the_text_wait_and_the_one_above_it_is_first(client, section):
    show(section, make_picture(7), make_picture(8, "夜航的灯"), opening=True)

    page = read(client)

    first, second = IMG.findall(page)
    assert 'fetchpriority="high"' in first and "lazy" not in first
    assert 'loading="lazy"' in second and 'decoding="async"' in second
    assert page.index(first) < page.index(TEXT) < page.index(second)


def test_a_chosen_lead_stands_above_the_text_and_not_in_its_place(client, section):
    chosen = make_picture(8, "夜航的灯", lead=True)
    version = show(section, make_picture(7), chosen)

    page = read(client).partition("<main")[2]  # the head contains captions for machines

    assert version.snapshot.lead_picture == chosen
    first, second = IMG.findall(page)
    assert page.index(first) < page.index("夜航的灯") < page.index(TEXT) < page.index(second)
    assert page.index(TEXT) < page.index("新铺的石阶")


def test_an_upright_picture_stands_narrower(client, section):
    show(section, make_picture(ratio=(2, 3)))

    page = read(client)

    assert '<figure class="shown upright"' in page
    assert picture_sizes.UPRIGHT.sizes in page


def test_words_stand_with_the_picture(client, section):
    show(section, make_picture(alt="新石阶通到水边", ai_generated=True))

    page = read(client)

    assert 'alt="新石阶通到水边"' in page
    assert '<span class="caption">新铺的石阶</span>' in page
    assert '<span class="credit">苏禾 摄</span>' in page
    assert '<span class="ai">AI生成</span>' in page


def test_the_caption_stands_in_for_an_alternative_text(client, section):
    show(section, make_picture())

    page = read(client)

    assert 'alt="新铺的石阶"' in page
    assert "AI生成" not in page


@pytest.mark.parametrize(
    ("credit", "credit_line"),
    [
        ("苏禾", "苏禾 摄"),
        ("苏禾 摄", "苏禾 摄"),
        ("临川市渡运公司供图", "临川市渡运公司供图"),
        ("示意图", "示意图"),
        ("制图：方舟", "制图：方舟"),
        ("方图", "方图 摄"),
        ("本报记者 苏禾 何一 摄影报道", "本报记者 苏禾 何一 摄影报道"),
        ("新华社发（李一 摄）", "新华社发（李一 摄）"),
        ("网络截图", "网络截图"),
        ("资料图片", "资料图片"),
    ],
)
def test_a_credit_says_who_did_what(client, section, credit, credit_line):
    show(section, make_picture(credit=credit))

    assert f'<span class="credit">{credit_line}</span>' in read(client)


def test_what_a_caption_says_is_text(client, section):
    show(section, make_picture(caption='"><script>alert(1)</script>', alt='" onload="x'))

    page = read(client)

    assert "<script>alert" not in page and '" onload="' not in page


def test_the_strict_policy_holds_with_pictures(client, section):
    show(section, make_picture())

    page = read(client)

    assert 'fill="#aa5500"' in page
    assert "style=" not in page and "<style" not in page
    # Browsers do not run a data block.
    assert not re.search(r'<script(?![^>]*(?:src=|type="application/ld\+json"))', page)


def test_a_caption_whose_picture_nobody_has_stands_alone(client, section):
    show(section, Picture(7, "新铺的石阶", "苏禾"))

    page = read(client)

    assert "新铺的石阶" in page
    assert "<picture" not in page and "gallery" not in page and "shown" not in page


def test_the_gallery_is_there_with_the_pictures_and_each_is_a_link_to_its_file(client, section):
    picture = make_picture()
    show(section, picture)

    page = read(client)

    largest = next(
        f.name for f in reversed(picture.files) if (f.shape, f.format) == ("whole", "jpg")
    )
    assert re.search(rf'<a class="view"\s+href="/photos/{largest}"', page)
    assert page.count('<dialog class="gallery"') == page.count("press/gallery.js") == 1


# --- lists ----------------------------------------------------------------------------------------


def test_the_lead_of_the_front_page_is_cut_wide_and_for_telephones(client, section):
    show(section, make_picture())

    page = read(client, "/")

    telephone, wide = picture_sizes.LEAD
    sources = [attributes(element) for element in SOURCE.findall(page)]
    assert [source.get("media") for source in sources] == [telephone.media] * 3 + [None] * 2
    assert {source["sizes"] for source in sources} == {telephone.sizes, wide.sizes}
    (image,) = IMG.findall(page)
    assert 'fetchpriority="high"' in image and 'alt=""' in image


def test_entries_show_a_small_picture_and_those_without_none(client, section):
    show(section, make_picture(), story_id=1)
    show(section, story_id=2, headline="没有图片的稿件")
    show(section, Picture(7, "只有说明", ""), story_id=3, headline="只有说明的稿件")

    page = read(client, f"/months/{timezone.localdate():%Y-%m}/")

    assert page.count('<article class="entry pictured">') == page.count("<picture>") == 1
    assert page.count('<article class="entry">') == 2
    assert picture_sizes.ENTRY.sizes in page


def test_briefs_show_a_square(client, section):
    show(section, make_picture(), story_id=1, kind="brief")

    page = read(client, "/")

    assert f'sizes="{picture_sizes.BRIEF.sizes}"' in page


@pytest.mark.parametrize("url", ["/", "section", "/articles/1/"])
def test_pictures_ask_nothing_of_the_database(client, section, url):
    url = section.get_absolute_url() if url == "section" else url
    show(section, story_id=1)
    show(section, story_id=2, kind="brief")
    without = len(queries(client, url))

    show(section, make_picture(), make_picture(8, "夜航的灯"), story_id=1)
    show(section, make_picture(), story_id=2, kind="brief")

    assert len(queries(client, url)) == without


# --- the files ------------------------------------------------------------------------------------


def widths(picture, layout):
    return [[f.width for f in source.files] for source in picture_sizes.sources(picture, layout)]


def test_a_small_picture_serves_as_it_is():
    picture = make_picture()
    small = tuple(replace(f, width=200) for f in picture.files if f.width in (720, 240))

    assert widths(replace(picture, files=small), "text") == [[200]] * 3
    assert widths(replace(picture, files=small), "lead") == [[200]] * 6


def test_widths_of_no_layout_are_not_offered():
    picture = make_picture()
    odd = tuple(replace(f, width=5000, name=f"x{f.name}") for f in picture.files)

    offered = widths(replace(picture, files=picture.files + odd), "entry")

    assert offered == [[240, 400]] * 3


def test_without_a_file_for_every_browser_nothing_is_shown():
    picture = make_picture()
    modern = tuple(f for f in picture.files if f.format != "jpg")

    assert picture_sizes.sources(replace(picture, files=modern), "text") == []


def test_what_a_page_loads_beside_its_pictures_stays_small():
    folder = settings.BASE_DIR / "static" / "press"

    assert sum(path.stat().st_size for path in folder.glob("*.css")) < 25_000
    assert sum(path.stat().st_size for path in folder.glob("*.js")) < 10_000
