"""The paper's logo: an administrator uploads, replaces and removes it; readers see it at once."""

import errno
import re

import pytest
from django.core.files.storage import storages
from django.urls import reverse

from media import stored_files
from newsroom.core.models import SiteInformation
from newsroom.core.roles import Role
from newsroom.press.site_info.logo import site_logo
from tests.factories import SiteInformationFactory, UserFactory
from tests.media.pictures import drawn, encoded, upload
from tests.newsroom.desk.screens import form_data

pytestmark = pytest.mark.django_db

SCREEN = reverse("admin:newsroom_siteinformation_changelist")


def logo(size=(400, 100), colour="steelblue"):
    return upload(encoded(drawn(size, colour=colour), "PNG"), format="PNG")


def save(client, person, **changes):
    client.force_login(person)
    opened = {**form_data(client.get(SCREEN)), **changes}
    return client.post(SCREEN, {name: value for name, value in opened.items() if value != ""})


def stored():
    return SiteInformation.objects.current().logo


@pytest.fixture
def uploaded(client, admin_person):
    save(client, admin_person, logo=logo())
    return stored()


def head(client, address="/"):
    page = client.get(address).content.decode()
    return re.search(r'class="paper">(.*?)</(?:h1|p)>', page, re.DOTALL)[1]


def test_a_wide_logo_stands_in_place_of_the_name(client, admin_person):
    client.get("/")

    save(client, admin_person, paper="临川晚报", logo=logo((400, 100)))

    for address in ("/", "/search/"):
        found = head(client, address)
        assert f'src="/logo/{stored()}"' in found
        assert 'alt="临川晚报"' in found
        assert "临川晚报" not in re.sub("<[^>]*>", "", found)


def test_any_other_logo_stands_beside_the_name(client, admin_person):
    save(client, admin_person, paper="临川晚报", logo=logo((200, 200)))

    found = head(client)
    assert 'alt=""' in found
    assert re.sub("<[^>]*>", "", found).strip() == "临川晚报"


def test_other_sites_are_told_of_it(client, uploaded, settings):
    settings.SITE_URL = "https://linchuan.example"
    url = f"https://linchuan.example/logo/{uploaded}"
    assert (site_logo().url, site_logo().width, site_logo().height) == (url, 400, 100)
    page = client.get("/").content.decode()
    assert f'"url": "{url}", "width": 400, "height": 100' in page
    assert f'<meta property="og:image" content="{url}">' in page


def test_everybody_may_load_it_and_nothing_else_by_its_address(client, uploaded):
    client.logout()
    response = client.get(f"/logo/{uploaded}")

    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in response.headers["Cache-Control"]
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")
    storages["public"].save("0" * 64 + ".png", logo())
    for name in ("0" * 64 + ".png", "x.png", "..%2Foriginals"):
        assert client.get(f"/logo/{name}").status_code == 404
    assert client.get(f"/photos/{uploaded}").status_code == 404


def test_without_a_logo_there_is_no_file(client):
    SiteInformationFactory()
    assert client.get("/logo/x.png").status_code == 404
    assert "<img" not in head(client)


def test_the_file_that_was_replaced_is_removed(client, admin_person, uploaded, run_jobs):
    save(client, admin_person, logo=logo(colour="crimson"))
    run_jobs()

    assert stored() != uploaded
    assert not storages["public"].exists(uploaded)
    assert storages["public"].exists(stored())
    assert client.get(f"/logo/{uploaded}").status_code == 404


def test_the_same_picture_again_stays(client, admin_person, uploaded, run_jobs):
    save(client, admin_person, logo=logo())
    run_jobs()

    assert stored() == uploaded
    assert storages["public"].exists(uploaded)


def test_it_is_removed_with_its_file(client, admin_person, uploaded, run_jobs):
    save(client, admin_person, **{"logo-clear": "on"})
    run_jobs()

    assert (stored(), site_logo().width) == ("", 512)
    assert not storages["public"].exists(uploaded)
    assert "<img" not in head(client)


def test_saving_something_else_leaves_it(client, admin_person, uploaded):
    save(client, admin_person, sponsor="临川传媒")

    site = SiteInformation.objects.get()
    assert (site.logo, site.logo_width, site.sponsor) == (uploaded, 400, "临川传媒")


def test_what_is_no_picture_is_refused_and_nothing_is_stored(client, admin_person, uploaded):
    file = upload("这不是图片".encode(), "标志.png")

    response = save(client, admin_person, logo=file, sponsor="临川传媒")

    assert response.context["adminform"].form.errors["logo"]
    assert (stored(), SiteInformation.objects.get().sponsor) == (uploaded, "")


def test_a_full_disk_is_told_and_the_old_logo_stays(client, admin_person, uploaded, monkeypatch):
    def full(*args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(stored_files, "store", full)
    response = save(client, admin_person, logo=logo(colour="crimson"))

    assert "磁盘已满" in str(response.context["adminform"].form.errors["logo"])
    assert stored() == uploaded


def test_a_chief_sees_it_and_changes_neither_it_nor_the_name(client, chief, uploaded):
    response = save(client, chief, paper="别人", city="别处", logo=logo(colour="crimson"))
    assert response.status_code == 302
    save(client, chief, **{"logo-clear": "on"})

    site = SiteInformation.objects.get()
    assert (site.logo, site.paper, site.city) == (uploaded, "", "")
    assert f'src="/logo/{uploaded}"' in client.get(SCREEN).content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ADMIN, Role.CHIEF)])
def test_other_roles_are_refused(role, client, uploaded):
    client.force_login(UserFactory(roles=[role]))
    refused = client.post(SCREEN, {"paper": "别人", "logo": logo(colour="crimson")})
    assert refused.status_code == 403
    assert (stored(), SiteInformation.objects.get().paper) == (uploaded, "")


def test_neither_a_superuser_without_a_role_nor_the_anonymous_change_it(client, outsider, uploaded):
    client.force_login(outsider)
    for _person in ("outsider", "anonymous"):
        client.post(SCREEN, {"paper": "别人", "logo": logo(colour="crimson")})
        client.logout()
    assert (stored(), SiteInformation.objects.get().paper) == (uploaded, "")
