"""A story's caption for the library: offered, taken with one tap, never silently overwritten."""

import pytest

from media.models import Photo
from newsroom.core.roles import Role
from tests.factories import ArticleFactory, StoryPhotoFactory, UserFactory
from tests.media.photo_desk import JSON, make_photo, photo_url
from tests.newsroom.desk.screens import admin_url

pytestmark = pytest.mark.django_db

EDITING = [Role.EDITOR, Role.HEAD, Role.CHIEF]
CAPTION = "清晨第一班渡船驶离渡口"


def shown(photo, **fields):
    story = ArticleFactory(headline="渡口石阶铺好了")
    return StoryPhotoFactory(story=story, photo=photo, **{"caption": CAPTION, **fields})


def take(client, story_photo, seen=""):
    url = photo_url(story_photo, "caption")
    return client.post(url, {"seen": seen}, headers=JSON)


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_photo_and_story_offer_it_and_one_tap_takes_it(desk):
    story_photo = shown(make_photo(), credit="林晓禾 摄", alt="一条船")
    url = photo_url(story_photo, "caption")
    for page in (photo_url(story_photo.photo), admin_url(story_photo.story)):
        assert url in desk.get(page).content.decode()

    assert "done" in take(desk, story_photo).json()

    photo = Photo.objects.get()
    assert (photo.caption, photo.credit, photo.alt) == (CAPTION, "林晓禾 摄", "一条船")
    for page in (photo_url(photo), admin_url(story_photo.story)):
        assert url not in desk.get(page).content.decode()


def test_credit_and_alt_text_of_the_library_stay(desk):
    photo = make_photo(caption="船", credit="苏禾 摄", alt="船")
    take(desk, shown(photo, credit="林晓禾 摄", alt="一条船"), seen="船")

    photo.refresh_from_db()
    assert (photo.caption, photo.credit, photo.alt) == (CAPTION, "苏禾 摄", "船")


def test_caption_that_somebody_changed_meanwhile_is_not_overwritten(desk):
    photo = make_photo(caption="船")
    story_photo = shown(photo)
    Photo.objects.filter(pk=photo.pk).update(caption="早班船")

    assert "早班船" in take(desk, story_photo, seen="船").json()["error"]

    photo.refresh_from_db()
    assert photo.caption == "早班船"


def test_form_without_a_script_is_led_to_the_photo(desk):
    story_photo = shown(make_photo(caption="第一行\n第二行"))

    response = desk.post(
        photo_url(story_photo, "caption"), {"seen": "第一行\r\n第二行"}, follow=True
    )

    assert response.redirect_chain == [(photo_url(story_photo.photo), 302)]
    assert "已用上这条说明" in response.content.decode()


def test_same_caption_and_no_caption_are_no_offer(desk):
    same, empty = shown(make_photo(caption=CAPTION)), shown(make_photo(), caption="")

    for story_photo in (same, empty):
        html = desk.get(photo_url(story_photo.photo)).content.decode()
        assert photo_url(story_photo, "caption") not in html
    assert "error" in take(desk, empty).json()


def test_page_offers_each_caption_once_with_few_queries(desk, django_assert_max_num_queries):
    photo = make_photo()
    for n in range(6):
        shown(photo, caption=f"说明{n % 2}")

    with django_assert_max_num_queries(20):
        response = desk.get(photo_url(photo))

    assert len(response.context["library_captions"]) == 2


@pytest.mark.parametrize("role", [*Role, None])
def test_editors_take_it_and_reporters_for_their_own_pictures(role, client):
    person = UserFactory(roles=[role] if role else [], is_superuser=not role)
    own, of_another = (shown(make_photo(user=user)) for user in (person, UserFactory()))
    own.story.filed_by = person
    own.story.save()
    client.force_login(person)

    allowed = {row: take(client, row).status_code == 200 for row in (own, of_another)}

    assert allowed[own] == (role in [*EDITING, Role.PHOTO_EDITOR, Role.REPORTER])
    assert allowed[of_another] == (role in [*EDITING, Role.PHOTO_EDITOR])
    assert client.get(photo_url(own, "caption")).status_code == 405


def test_it_asks_for_a_log_in(client):
    assert take(client, shown(make_photo())).status_code == 403
