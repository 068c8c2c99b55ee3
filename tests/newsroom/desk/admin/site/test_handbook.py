"""The handbook on the desk: for every member of staff and nobody else, with all of its pictures."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.urls import reverse
from PIL import Image

from newsroom.core.roles import Role
from newsroom.desk.admin.site import handbook
from tests.factories import UserFactory

PAGE = reverse("handbook:page")
LOGIN = reverse("admin:login")
NAMED = re.compile(r"!\[(?P<alt>[^\]]*)\]\(handbook/(?P<name>[^)]+)\)")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
MAX_BYTES = 80_000  # of one picture
MAX_BYTES_OF_ALL = 1_200_000
WIDTHS = {1400, 900, 780}  # of a desk, of the log-in, of a phone with two points to a pixel


class Outline(HTMLParser):
    """What is asked about the page: headings with their texts, links, pictures, ids."""

    def __init__(self, html):
        super().__init__()
        self.headings, self.links, self.images, self.ids = [], [], [], []
        self._level = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if re.fullmatch("h[1-6]", tag):
            self._level = int(tag[1])
            self.headings.append([self._level, ""])
        elif tag == "a":
            self.links.append(attrs.get("href", ""))
        elif tag == "img":
            self.images.append(attrs)

    def handle_endtag(self, tag):
        if re.fullmatch("h[1-6]", tag):
            self._level = 0

    def handle_data(self, data):
        if self._level:
            self.headings[-1][1] += data.strip()


@pytest.fixture
def named():
    """(alternative text, file name) of each picture in the handbook's file."""
    return NAMED.findall(handbook.TEXT.read_text(encoding="utf-8"))


def some_picture():
    return reverse("handbook:picture", args=[sorted(handbook.picture_names())[0]])


# --- who may read it ------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_each_role_reads_it_and_finds_it_in_sidebar_and_account_menu(client, role):
    client.force_login(UserFactory(roles=[role]))

    response = client.get(PAGE)

    assert response.status_code == 200
    html = response.content.decode()
    assert "<h2 id=" in html
    assert html.count(f'href="{PAGE}"') == 2  # the sidebar and the account menu
    assert reverse("admin:password_change") in html
    assert client.get(some_picture()).status_code == 200


@pytest.mark.django_db
def test_staff_without_a_role_reads_it_too(client):
    client.force_login(UserFactory(is_staff=True))

    assert client.get(PAGE).status_code == 200


@pytest.mark.django_db
def test_anonymous_reader_is_sent_to_log_in(client):
    for url in (PAGE, some_picture()):
        assert client.get(url).headers["Location"] == f"{LOGIN}?next={url}"


@pytest.mark.django_db
def test_person_who_is_no_staff_is_sent_to_log_in(client):
    client.force_login(UserFactory(is_staff=False))

    for url in (PAGE, some_picture()):
        assert client.get(url).headers["Location"] == f"{LOGIN}?next={url}"


@pytest.mark.django_db
def test_log_in_page_offers_no_link_to_it(client):
    response = client.get(LOGIN)

    assert response.status_code == 200
    assert PAGE not in response.content.decode()


# --- what it costs, and what the browser is told --------------------------------------------------


@pytest.mark.django_db
def test_page_costs_six_queries_and_reads_its_file_once(
    client, reporter, django_assert_num_queries
):
    client.force_login(reporter)
    client.get(PAGE)
    hits = handbook.handbook.cache_info().hits

    with django_assert_num_queries(
        6
    ):  # session, person, roles, two of permissions, the paper's name
        client.get(PAGE)

    assert handbook.handbook.cache_info().hits == hits + 1
    assert handbook.handbook.cache_info().misses == 1


@pytest.mark.django_db
def test_page_keeps_the_policy_of_the_admin_and_is_kept_by_no_cache(client, reporter):
    client.force_login(reporter)

    response = client.get(PAGE)

    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "img-src 'self' data:" in policy
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_picture_is_kept_by_the_persons_own_browser_only(client, reporter):
    client.force_login(reporter)

    response = client.get(some_picture())

    assert response.headers["Content-Type"] == "image/webp"
    assert b"".join(response.streaming_content)[8:12] == b"WEBP"
    assert response.headers["Cache-Control"] == f"private, max-age={handbook.PICTURE_MAX_AGE}"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["nothing.webp", "..%2f采编手册.md", "..", "采编手册.md"])
def test_no_other_file_is_served(client, reporter, name):
    client.force_login(reporter)

    assert client.get(f"{PAGE}{name}").status_code == 404


@pytest.mark.django_db
def test_neither_is_changed_by_a_post(client, reporter):
    client.force_login(reporter)

    for url in (PAGE, some_picture()):
        assert client.post(url).status_code == 405


# --- what is in it --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_headings_are_in_order_and_the_contents_lead_to_each(client, reporter):
    client.force_login(reporter)

    outline = Outline(client.get(PAGE).content.decode())

    article = Outline(handbook.handbook().body)
    assert [text for level, text in outline.headings if level == 1] == ["采编手册"]
    levels = [2, *(level for level, _text in article.headings)]
    assert set(levels) == {2, 3}
    assert levels[1] == 2
    assert all(text for _level, text in article.headings)
    assert len(set(outline.ids)) == len(outline.ids)
    leads = [link.removeprefix("#") for link in Outline(handbook.handbook().contents).links]
    assert leads == article.ids
    assert len(leads) == len(article.headings)


def test_every_chapter_of_a_persons_day_is_there():
    text = handbook.TEXT.read_text(encoding="utf-8")

    for chapter in ("记者", "责任编辑", "部门主任和值班总编", "校对", "图片编辑", "系统管理员"):
        assert f"\n## {chapter}\n" in text


def test_each_picture_has_its_address_size_and_alternative_text():
    images = Outline(handbook.handbook().body).images

    assert images
    for image in images:
        assert image["src"].startswith(PAGE)
        assert CHINESE.search(image["alt"])
        assert int(image["width"]) in WIDTHS
        assert int(image["height"]) > 0


def test_each_picture_leads_to_its_full_size():
    outline = Outline(handbook.handbook().body)

    assert [image["src"] for image in outline.images] == outline.links


def test_every_picture_that_is_named_exists_and_every_file_is_used(named):
    files = {file.name for file in handbook.PICTURES.iterdir()}

    assert {name for _alt, name in named} == files == handbook.picture_names()
    assert len({alt for alt, _name in named}) == len(named)


def test_pictures_are_small_and_of_the_width_of_a_desk_or_a_phone():
    sizes = {file.name: file.stat().st_size for file in handbook.PICTURES.iterdir()}

    assert max(sizes.values()) <= MAX_BYTES
    assert sum(sizes.values()) <= MAX_BYTES_OF_ALL
    for name in sizes:
        with Image.open(handbook.PICTURES / name) as picture:
            assert (picture.format, picture.width in WIDTHS) == ("WEBP", True), name


def test_image_of_the_site_has_the_handbook():
    kept = (settings.BASE_DIR / ".dockerignore").read_text(encoding="utf-8").split()

    for path in (handbook.TEXT, handbook.PICTURES):
        assert f"!{path.relative_to(settings.BASE_DIR)}" in kept
