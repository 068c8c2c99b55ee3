"""A form over one of the limits is answered in Chinese, with the limit."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import ArticleFactory
from tests.newsroom.desk.screens import admin_url, form_data

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def late(client, reporter):
    story = ArticleFactory(filed_by=reporter)
    client.force_login(reporter)
    return admin_url(story), form_data(client.get(admin_url(story)))


def test_a_text_over_the_limit(client, late, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2048
    response = client.post(late[0], "body=" + "x" * 3067, content_type=FORM)

    html = response.content.decode()
    assert response.status_code == 400
    assert "3.0\xa0KB" in html
    assert "2.0\xa0KB" in html
    assert "1.0\xa0KB" in html
    assert "返回" in html
    assert "desk/desk.css" in html


def test_too_many_fields(client, late, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    response = client.post(*late)

    assert response.status_code == 400
    assert "超过5个" in response.content.decode().replace(" ", "")


def test_too_many_files(client, late, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 1
    files = {name: SimpleUploadedFile(f"{name}.jpg", b"...") for name in "ab"}
    response = client.post(late[0], files)

    assert response.status_code == 400
    assert "超过1个" in response.content.decode().replace(" ", "")


def test_a_script_gets_json(client, late, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    response = client.post(*late, headers={"Accept": "application/json"})

    assert (response.status_code, response["Content-Type"]) == (400, "application/json")


def test_whoever_is_not_logged_in_gets_the_same_page(late, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5

    assert Client().post(*late).status_code == 400


def test_the_page_measures_forms_before_they_are_sent(client, late, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 4321

    assert "fields=4321" in client.get(late[0]).content.decode()


def test_another_bad_request_stays_plain(client, settings):
    response = client.get("/", headers={"Host": "else.example"})

    assert response.status_code == 400
    assert "desk.css" not in response.content.decode()
