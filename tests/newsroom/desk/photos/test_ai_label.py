"""The AI label: from the file to readers, the question to a person, and overruling it on record."""

import json
from io import BytesIO

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from media.badges import rights_badges
from media.intake import metadata
from media.models import Photo, Rendition
from newsroom.core.body import photo_node
from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.models import AiStatement
from newsroom.desk.photos import rights
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow import TransitionRefused
from newsroom.desk.workflow.review_round import TransitionContext
from newsroom.press.models import Version
from tests.factories import ArticleFactory, SectionFactory, StoryPhotoFactory, UserFactory
from tests.media.metadata_files import xmp_jpeg
from tests.media.photo_desk import GRID, JSON, UPLOAD, photo_url
from tests.media.pictures import upload
from tests.newsroom.desk.screens import form_data

pytestmark = pytest.mark.django_db

SURE = '<TC260:AIGC>{"Label":"1","ContentProducer":"某某智能","ProduceID":"A-42"}</TC260:AIGC>'
PERHAPS = "<Iptc4xmpExt:DigitalSourceType>algorithmicallyEnhanced</Iptc4xmpExt:DigitalSourceType>"
PHONE = "<Iptc4xmpExt:DigitalSourceType>computationalCapture</Iptc4xmpExt:DigitalSourceType>"


def sent(client, user, properties, **beside):
    """The Photo that the user gets by uploading a file with those XMP properties."""
    client.force_login(user)
    file = upload(xmp_jpeg(properties, size=(240, 160)))
    answer = client.post(UPLOAD, {"file": file, **beside}, headers=JSON).json()
    return Photo.objects.get(pk=answer["id"])


def save(client, photo, **changes):
    """Save the photo's page with these changes; None as a value leaves a box unticked."""
    data = {**form_data(client.get(photo_url(photo))), **changes}
    sent_data = {name: value for name, value in data.items() if value is not None}
    response = client.post(photo_url(photo), sent_data, follow=True)
    photo.refresh_from_db()
    return response


def story_with(photo, reporter):
    story = ArticleFactory(filed_by=reporter, section=SectionFactory(reviews_required=1))
    place = StoryPhotoFactory(story=story, photo=photo, caption="渡口", credit="何一", alt="渡口")
    story.body += photo_node(place.pk)
    story.save()
    record_revision(story, user=reporter)
    return story


def mark_of(rendition):
    with rendition.file.open() as file:
        return metadata.read(Image.open(BytesIO(file.read()))).ai_mark


# --- what the file says -----------------------------------------------------------------------------


def test_declared_file_has_the_label_at_once(client, reporter, run_jobs):
    photo = sent(client, reporter, SURE)
    run_jobs()

    assert photo.ai_generated and not photo.needs_ai_answer
    assert {mark_of(size).aigc["ProduceID"] for size in photo.renditions()} == {"A-42"}


def test_possible_file_asks_and_has_no_label(client, photo_editor):
    photo = sent(client, photo_editor, PERHAPS)

    assert not photo.ai_generated and photo.needs_ai_answer
    assert ("AI待确认", "danger") in rights_badges(photo)
    assert "AI待确认" in client.get(GRID).content.decode()
    for state in ("ai", "rights"):
        tiles = client.get(GRID, {"state": state}).context["tiles"]
        assert [tile["photo"] for tile in tiles] == [photo]


def test_processing_by_the_phone_is_no_ai(client, photo_editor):
    photo = sent(client, photo_editor, PHONE)

    assert not photo.ai_generated and not photo.needs_ai_answer
    assert not client.get(GRID, {"state": "ai"}).context["tiles"]


def test_new_file_asks_again_and_a_label_of_a_person_stays(client, photo_editor):
    photo = sent(client, photo_editor, PERHAPS)
    save(client, photo, ai_reason="只调了亮度")
    assert not photo.needs_ai_answer

    sent(client, photo_editor, PERHAPS + "<dc:rights>x</dc:rights>", photo=photo.pk, replace="yes")
    photo.refresh_from_db()
    assert photo.needs_ai_answer

    save(client, photo, ai_generated="on")
    sent(client, photo_editor, PHONE, photo=photo.pk, replace="yes")
    photo.refresh_from_db()
    assert photo.ai_generated


def test_the_database_keeps_the_label_of_a_file_that_declares_it(client, photo_editor):
    photo = sent(client, photo_editor, SURE)

    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(ai_generated=False)


# --- what a person says -----------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.PHOTO_EDITOR, Role.CHIEF])
def test_label_is_taken_off_with_a_reason_on_record(role, client, reporter):
    photo, person = sent(client, reporter, SURE), UserFactory(roles=[role])
    client.force_login(person)

    response = save(client, photo, ai_generated=None)
    assert photo.ai_generated and "请说明为什么不是AI生成" in response.content.decode()

    save(client, photo, ai_generated=None, ai_reason="作者交来了原片")

    assert not photo.ai_generated and photo.ai_is_answered
    statement = AiStatement.objects.get()
    assert (statement.made_by, statement.reason) == (person, "作者交来了原片")
    assert (statement.ai_generated, statement.original_sha256) == (False, photo.sha256)
    page = client.get(photo_url(photo)).content.decode()
    assert "作者交来了原片" in page and person.name in page


@pytest.mark.parametrize("role", [Role.EDITOR, Role.HEAD])
def test_others_of_the_desk_cannot_take_off_a_declared_label(role, client, reporter):
    photo = sent(client, reporter, SURE)
    client.force_login(UserFactory(roles=[role]))

    save(client, photo, ai_generated=None, ai_reason="不像")

    assert photo.ai_generated


@pytest.mark.parametrize("role", [Role.REPORTER, Role.PROOFREADER, Role.ADMIN])
def test_others_say_nothing_about_ai(role, client, photo_editor):
    photo = sent(client, photo_editor, PERHAPS)
    client.force_login(UserFactory(roles=[role]))

    response = client.post(photo_url(photo), {"ai_generated": "on", "ai_reason": "看得出"})

    assert response.status_code == 403
    assert not AiStatement.objects.exists()


def test_whoever_is_not_logged_in_is_asked_to(client, photo_editor):
    photo = sent(client, photo_editor, PERHAPS)
    client.logout()

    assert client.post(photo_url(photo), {"ai_generated": "on"}).status_code == 403


def test_reporter_sees_what_his_file_says(client, reporter):
    photo = sent(client, reporter, SURE)

    assert "AI生成" in client.get(photo_url(photo)).content.decode()


@pytest.mark.parametrize("role", [Role.PHOTO_EDITOR, Role.EDITOR, Role.HEAD, Role.CHIEF])
@pytest.mark.parametrize("answer", [{"ai_generated": "on"}, {"ai_reason": "只调了亮度"}])
def test_question_is_answered_by_whoever_edits_pictures(role, answer, client, reporter):
    photo = sent(client, reporter, PERHAPS)
    client.force_login(UserFactory(roles=[role]))

    save(client, photo, **answer)

    assert not photo.needs_ai_answer
    assert photo.ai_generated == ("ai_generated" in answer)
    assert AiStatement.objects.count() == 1


def test_saving_other_words_answers_nothing(client, photo_editor):
    photo = sent(client, photo_editor, PERHAPS)

    save(client, photo, credit="何一 摄")

    assert photo.needs_ai_answer and not AiStatement.objects.exists()


def test_statement_about_a_file_that_was_replaced_meanwhile_is_refused(client, photo_editor):
    photo = sent(client, photo_editor, PERHAPS)
    page = form_data(client.get(photo_url(photo)))
    sent(client, photo_editor, SURE, photo=photo.pk, replace="yes")

    response = client.post(photo_url(photo), {**page, "ai_reason": "只调了亮度"})

    assert "刚刚被换过" in response.content.decode()
    assert not AiStatement.objects.exists()


def test_statements_are_kept(client, photo_editor):
    save(client, sent(client, photo_editor, PERHAPS), ai_generated="on")
    statement = AiStatement.objects.get()

    for change in (statement.delete, lambda: AiStatement.objects.update(reason="x")):
        with pytest.raises(DatabaseError, match="record is kept"), transaction.atomic():
            change()


# --- in a story -------------------------------------------------------------------------------------


def test_submission_warns_and_the_sign_off_waits_for_the_answer(
    client, reporter, editor, chief, photo_editor, run_jobs
):
    photo = sent(client, reporter, PERHAPS)
    run_jobs()
    story = story_with(photo, reporter)
    assert any("签发前须" in text for text in rights.warnings(TransitionContext(story, reporter)))
    workflow.apply("submit", story, user=reporter)

    with pytest.raises(TransitionRefused, match="签发前须由图片编辑确认"):
        workflow.apply("sign_off", story, user=chief)
    client.force_login(chief)
    page = client.get(reverse("admin:articles_article_change", args=[story.pk]))
    assert "签发前须由图片编辑确认" in page.content.decode()

    client.force_login(photo_editor)
    save(client, photo, ai_reason="只调了亮度")
    workflow.apply("sign_off", story, user=chief)
    workflow.apply("publish", story, user=chief)
    assert not Version.objects.get().snapshot.pictures[0].ai_generated


def test_readers_see_the_label_and_the_files_carry_the_mark(
    client, reporter, chief, photo_editor, run_jobs, settings
):
    photo = sent(client, reporter, PHONE)
    run_jobs()
    unmarked = set(Rendition.objects.values_list("file", flat=True))
    story = story_with(photo, reporter)
    client.force_login(photo_editor)
    save(client, photo, ai_generated="on", ai_reason="作者说明用AI生成")
    run_jobs()
    story.refresh_from_db()
    for step, user in (("submit", reporter), ("sign_off", chief), ("publish", chief)):
        workflow.apply(step, story, user=user)
    client.logout()

    version = Version.objects.get()
    html = client.get(version.get_absolute_url()).content.decode()

    assert "AI生成" in html and "TrainedAlgorithmicMediaDigitalSource" in html
    assert version.snapshot.file_names.isdisjoint(unmarked)
    for file in version.snapshot.pictures[0].files:
        content = b"".join(
            client.get(reverse("press:picture_file", args=[file.name])).streaming_content
        )
        mark = metadata.read(Image.open(BytesIO(content))).ai_mark
        assert mark.aigc["Label"] == "1"
        assert mark.aigc["ContentPropagator"] == settings.NEWSROOM_PAPER


def test_mark_as_the_file_has_it_is_stored(client, reporter):
    photo = sent(client, reporter, SURE)

    assert photo.aigc == json.loads(SURE.removeprefix("<TC260:AIGC>").removesuffix("</TC260:AIGC>"))
    assert photo.digital_source == ""
