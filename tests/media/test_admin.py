"""Photos in the admin: their words, for those whose business they are."""

import pytest
from django.urls import reverse

from media.models import Photo
from newsroom.masthead.roles import Role
from tests.desk.screens import sent
from tests.factories import PhotoFactory, UserFactory

pytestmark = pytest.mark.django_db

SEEING = [Role.EDITOR, Role.HEAD, Role.CHIEF, Role.PHOTO_EDITOR]
LIST = "admin:media_photo_changelist"


def change(photo):
    return reverse("admin:media_photo_change", args=[photo.pk])


def test_the_photo_editor_corrects_the_words_of_a_photo(client, photo_editor):
    photo = PhotoFactory()
    client.force_login(photo_editor)

    client.post(change(photo), {**sent(client.get(change(photo))), "credit": "何一 摄"})

    assert Photo.objects.get(pk=photo.pk).credit == "何一 摄"


@pytest.mark.parametrize("role", SEEING)
def test_the_desk_sees_photos(role, client):
    photo = PhotoFactory()
    client.force_login(UserFactory(roles=[role]))

    assert photo.caption in client.get(reverse(LIST)).content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role not in SEEING])
def test_others_do_not(role, client):
    client.force_login(UserFactory(roles=[role]))

    assert client.get(reverse(LIST)).status_code == 403


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PHOTO_EDITOR])
def test_no_other_role_changes_a_photo(role, client):
    photo = PhotoFactory()
    client.force_login(UserFactory(roles=[role]))

    assert client.post(change(photo), {"caption": "别的"}).status_code == 403


def test_no_photo_is_deleted(client, outsider, photo_editor):
    photo = PhotoFactory()
    for person in (outsider, photo_editor):
        client.force_login(person)
        url = reverse("admin:media_photo_delete", args=[photo.pk])
        assert client.post(url, {"post": "yes"}).status_code == 403
