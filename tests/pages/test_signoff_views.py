"""整版签发 on a page's screen: the chief signs the texts that he saw, and no other."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.core.body import photo_node
from newsroom.core.models import Section
from newsroom.core.roles import Role
from newsroom.desk.models import Decision, Story, StoryPhoto
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow import apply
from newsroom.press.models import Version
from pages.models import Page, PageStory
from pages.signoff_views import SIGNERS
from tests.factories import (
    BriefFactory,
    BylineFactory,
    OrganizationFactory,
    PhotoFactory,
    SectionFactory,
    StoryPhotoFactory,
    UserFactory,
    fresh,
)
from tests.pages.signoff_forms import errors, open_forms, page_url, sign_page
from tests.pages.uploaded_pages import TEXT

pytestmark = pytest.mark.django_db

SENTENCE = "据说渡口明年还要加宽。"


@pytest.fixture(scope="module")
def shared_page(shared_rows, tmp_path_factory):
    """An imported page, whose section asks for three reviews and a proof."""
    call_command("loaddata", "sections", verbosity=0)
    path = tmp_path_factory.mktemp("page") / "0306.txt"
    path.write_text(TEXT)
    Section.objects.filter(slug="minsheng").update(reviews_required=3, proofs_required=1)
    call_command("import_pages", str(path), "--section", "minsheng", verbosity=0)
    page = Page.objects.get()
    for position, headline in ((8, "夜校开课"), (9, "书屋延时")):
        brief = BriefFactory(headline=headline, section=Section.objects.get(slug="minsheng"))
        PageStory.objects.create(
            page=page,
            story=brief,
            filed=brief.revisions.get(),
            position=position,
            first_line=position,
            last_line=position,
        )
    return page


@pytest.fixture
def page(shared_page):
    return fresh(shared_page)


@pytest.fixture
def signing(client, chief):
    client.force_login(chief)
    return client


@pytest.fixture
def stories(page):
    return [place.story for place in page.places.select_related("story")]


def add_sentence(story, user):
    """What a colleague does in the story's form meanwhile."""
    story.refresh_from_db()
    story.body += f"<p>{SENTENCE}</p>"
    story.save()
    record_revision(story, user=user)


def statuses(page):
    return {story.pk: story.status for story in Story.objects.filter(page_places__page=page)}


# --- what is signed -------------------------------------------------------------------------------


def test_screen_shows_every_text_that_it_signs(signing, page, stories):
    html = signing.get(page_url(page)).content.decode()

    form = open_forms(signing, page)[page_url(page, "sign")]
    assert form["story"] == [str(story.pk) for story in stories]
    for story in stories:
        assert form[f"seen-{story.pk}"] == [story.revision.sha256]
        assert html.count(story.headline) >= 2
        assert str(story.section) in html


def test_stories_as_filed_are_signed_at_once(signing, page, stories):
    response = sign_page(signing, page)

    assert not errors(response)
    assert set(statuses(page).values()) == {"approved"}
    assert {d.revision.sha256 for d in Decision.objects.all()} == {
        story.revision.sha256 for story in stories
    }


def test_sentence_added_while_the_page_is_open_is_not_published(signing, page, stories, editor):
    forms = open_forms(signing, page)
    add_sentence(stories[0], editor)

    response = sign_page(signing, page, forms=forms)

    assert stories[0].headline in errors(response)[0]
    assert "改动" in errors(response)[0]
    assert not Decision.objects.exists()
    assert not Version.objects.exists()


def test_sentence_added_before_the_page_is_opened_is_shown_and_left_out(
    signing, page, stories, editor
):
    add_sentence(stories[0], editor)

    html = signing.get(page_url(page)).content.decode()
    sign_page(signing, page)

    assert f"<ins>{SENTENCE}</ins>" in html
    assert "入库后有改动" in html
    assert statuses(page).pop(stories[0].pk) == "draft"
    assert not Version.objects.filter(story_id=stories[0].pk).exists()
    assert Version.objects.count() == len(stories) - 1


def test_what_is_left_stands_in_red_on_page_and_desk(signing, page, stories, editor):
    add_sentence(stories[0], editor)
    sign_page(signing, page)

    assert "page-story--changed" in signing.get(page_url(page)).content.decode()
    assert "有稿件未签发" in signing.get("/admin/").content.decode()


def test_change_that_nobody_recorded_is_shown_and_left_out(signing, page, stories):
    Story.objects.filter(pk=stories[0].pk).update(headline="没有登记的标题")

    html = signing.get(page_url(page)).content.decode()
    sign_page(signing, page)

    assert "没有登记的标题" in html
    assert not Version.objects.filter(story_id=stories[0].pk).exists()


def test_restored_text_is_as_filed_again(signing, page, stories, editor):
    before = stories[0].revision.sha256
    add_sentence(stories[0], editor)
    record_revision(stories[0])  # also by somebody without a name
    restored = page_url(page, "restore", stories[0].pk)

    signing.post(restored, open_forms(signing, page)[restored])
    sign_page(signing, page)

    assert set(statuses(page).values()) == {"approved"}
    assert Version.objects.get(story_id=stories[0].pk).revision_sha256 == before


def test_difference_is_seen_and_signed(signing, page, stories, editor):
    add_sentence(stories[0], editor)
    url = page_url(page, "sign_changed", stories[0].pk)

    response = signing.post(url, open_forms(signing, page)[url], follow=True)

    assert not errors(response)
    assert SENTENCE in Version.objects.get().snapshot.body
    decision = Decision.objects.get()
    assert (decision.transition, decision.page_sha256) == ("sign_page", page.sha256)


def test_chief_leaves_a_story_out(signing, page, stories):
    forms = open_forms(signing, page)
    forms[page_url(page, "sign")]["story"].remove(str(stories[0].pk))

    sign_page(signing, page, forms=forms)

    assert not Version.objects.filter(story_id=stories[0].pk).exists()
    assert Version.objects.count() == len(stories) - 1


# --- what is refused ------------------------------------------------------------------------------

MEANWHILE = {
    "text": add_sentence,
    "headline": lambda story, user: edit(story, user, headline="另一个标题"),
    "kicker": lambda story, user: edit(story, user, kicker="另一个引题"),
    "unrecorded": lambda story, user: Story.objects.filter(pk=story.pk).update(deck="另一个副题"),
    "section": lambda story, user: edit(story, user, section=SectionFactory()),
    "tags": lambda story, user: story.tags.add("加班"),
    "organization": lambda story, user: story.organizations.add(OrganizationFactory()),
    "byline": lambda story, user: BylineFactory(story=story),
    "embargo": lambda story, user: edit(story, user, embargo_until=timezone.now()),
    "caption": lambda story, user: add_caption(story),
    "step": lambda story, user: apply("submit", story, user=user),
}


def edit(story, user, **fields):
    story.refresh_from_db()
    for name, value in fields.items():
        setattr(story, name, value)
    story.save()
    record_revision(story, user=user)


def add_caption(story):
    story.refresh_from_db()
    story.body += photo_node(StoryPhotoFactory(story=story).pk)
    story.save()


@pytest.mark.parametrize("change", MEANWHILE.values(), ids=MEANWHILE)
def test_any_change_meanwhile_is_refused_and_nothing_is_signed(
    change, signing, page, stories, editor
):
    forms = open_forms(signing, page)
    change(stories[0], editor)
    count = Decision.objects.count()

    response = sign_page(signing, page, forms=forms)

    assert errors(response)
    assert Decision.objects.count() == count
    assert not Version.objects.exists()


@pytest.mark.parametrize("change", [MEANWHILE[name] for name in MEANWHILE if name != "step"])
def test_another_change_after_the_difference_was_seen_is_refused(
    change, signing, page, stories, editor
):
    add_sentence(stories[0], editor)
    url = page_url(page, "sign_changed", stories[0].pk)
    seen = open_forms(signing, page)[url]
    change(stories[0], editor)

    assert errors(signing.post(url, seen, follow=True))
    assert not Version.objects.exists()


@pytest.mark.parametrize("missing", ["seen", "seen_metadata"])
def test_form_without_a_hash_signs_nothing(missing, signing, page, stories, editor):
    form = open_forms(signing, page)[page_url(page, "sign")]
    del form[f"{missing}-{stories[-1].pk}"]
    assert errors(signing.post(page_url(page, "sign"), form, follow=True))

    add_sentence(stories[0], editor)
    url = page_url(page, "sign_changed", stories[0].pk)
    form = open_forms(signing, page)[url]
    del form[missing]
    assert errors(signing.post(url, form, follow=True))
    assert not Decision.objects.exists()


def test_changed_story_is_not_smuggled_into_the_form_of_the_page(signing, page, stories, editor):
    add_sentence(stories[0], editor)
    forms = open_forms(signing, page)
    pk = str(stories[0].pk)
    own = forms[page_url(page, "sign_changed", pk)]
    form = forms[page_url(page, "sign")]
    form["story"].append(pk)
    form |= {f"{name}-{pk}": value for name, value in own.items()}

    assert errors(sign_page(signing, page, forms=forms))
    assert not Version.objects.exists()


def test_restoring_a_text_that_changed_meanwhile_is_refused(signing, page, stories, editor):
    add_sentence(stories[0], editor)
    url = page_url(page, "restore", stories[0].pk)
    seen = open_forms(signing, page)[url]
    add_sentence(stories[0], editor)

    assert errors(signing.post(url, seen, follow=True))
    assert errors(signing.post(url, follow=True))
    assert Story.objects.get(pk=stories[0].pk).body.count(SENTENCE) == 2


# --- who ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sign_changed", "restore"])
@pytest.mark.parametrize("role", [role for role in Role if role not in SIGNERS])
def test_no_other_role_signs_or_restores(role, name, client, page, stories, editor):
    add_sentence(stories[0], editor)
    client.force_login(UserFactory(roles=[role], is_superuser=True))

    assert client.post(page_url(page, name, stories[0].pk)).status_code == 403


@pytest.mark.parametrize("name", ["sign_changed", "restore"])
def test_readers_and_links_change_nothing(name, client, page, stories, chief):
    url = page_url(page, name, stories[0].pk)

    assert "/login/" in client.post(url).url
    client.force_login(chief)
    assert client.get(url).status_code == 405


def test_story_of_another_page_is_not_signed_or_restored(signing, page):
    other = Story.objects.create(kind="article", section=SectionFactory(), headline="别处")
    record_revision(other)

    assert signing.post(page_url(page, "restore", other.pk)).status_code == 404
    assert errors(signing.post(page_url(page, "sign_changed", other.pk), follow=True))


# --- a story that waits for its other half --------------------------------------------------------


def test_pictures_given_since_are_shown_before_they_are_signed(signing, page, stories):
    story = stories[0]
    edit(story, None, body=story.body + photo_node(StoryPhotoFactory(story=story).pk))
    photo = StoryPhoto.objects.get(story=story, caption__startswith="河岸").photo
    type(photo).objects.filter(pk=photo.pk).update(original="photos/x.jpg", sha256="a" * 64)

    html = signing.get(page_url(page)).content.decode()

    assert f"/media/photo/{photo.pk}/image/small/" in html
    assert "page-story--changed" in html


def test_filing_names_the_text_that_it_made(page, stories):
    assert [place.filed for place in page.places.all()] == [s.revision for s in stories]


def test_cost_does_not_grow_with_the_stories(signing, page, stories):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            signing.get(page_url(page))
        return len(queries)

    cost()
    before = cost()
    for position in range(50, 55):
        story = Story.objects.create(kind="brief", section=SectionFactory(), headline="又一条")
        story.body = photo_node(StoryPhotoFactory(story=story, photo=PhotoFactory()).pk)
        story.save()
        filed = record_revision(story)
        edit(story, None, headline="又一条改过的")
        PageStory.objects.create(
            page=page, story=story, filed=filed, position=position, first_line=1, last_line=1
        )

    assert cost() <= before
