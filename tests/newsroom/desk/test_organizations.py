import pytest
from django.db import IntegrityError

from newsroom.core.models import Organization
from newsroom.desk.organizations import merge
from newsroom.press import listings
from newsroom.press.models import Facet, Listing
from tests.factories import ArticleFactory, OrganizationFactory, published
from tests.newsroom.press.meanwhile import meanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    return OrganizationFactory(name="临川市图书馆", aliases=["市图书馆"], confirmed=True)


@pytest.fixture
def duplicate():
    return OrganizationFactory(name="临川图书馆", aliases=["图书馆"], confirmed=True)


def listed(organization):
    return [
        e.version.story_id for e in Listing.objects.in_list(Facet.ORGANIZATION, organization.pk)
    ]


def test_stories_names_and_lists_move_to_the_other_organization(library, duplicate):
    both, one = ArticleFactory.build_batch(2)
    for story, organizations in ((both, [library, duplicate]), (one, [duplicate])):
        story.section.save()
        story.save()
        story.organizations.set(organizations)
        published(story)

    merge(duplicate, library)

    for story in (both, one):
        assert list(story.organizations.all()) == [library]
    library.refresh_from_db()
    assert library.aliases == ["市图书馆", "临川图书馆", "图书馆"]
    assert set(listed(library)) == {both.pk, one.pk}
    assert not listed(duplicate)
    assert Organization.objects.named("图书馆").get() == library


def test_rebuilding_listings_follows_merges(library, duplicate):
    story = ArticleFactory()
    story.organizations.set([duplicate])
    published(story)
    merge(duplicate, library)

    listings.rebuild()

    assert listed(library) == [story.pk]


@pytest.mark.django_db(transaction=True)
def test_story_published_during_a_merge_is_listed_under_the_other_organization(library, duplicate):
    story = ArticleFactory()
    story.organizations.set([duplicate])

    with meanwhile(listings, "build_listings", lambda: merge(duplicate, library)):
        published(story)

    assert listed(library) == [story.pk]


def test_old_url_redirects_and_the_story_names_the_other_organization(client, library, duplicate):
    story = ArticleFactory()
    story.organizations.set([duplicate])
    published(story)
    merge(duplicate, library)

    response = client.get(duplicate.get_absolute_url())

    assert (response.status_code, response.headers["Location"]) == (301, library.get_absolute_url())
    page = client.get(f"/articles/{story.pk}/").content.decode()
    assert library.name in page
    assert duplicate.name not in page


def test_chain_of_duplicates_ends_at_the_last(library, duplicate):
    first = OrganizationFactory(name="临川书馆")
    merge(first, duplicate)
    merge(duplicate, library)

    assert set(library.duplicates.all()) == {first, duplicate}


def test_merging_into_itself_or_into_a_duplicate_is_refused(library, duplicate):
    with pytest.raises(ValueError):
        merge(library, library)
    merge(duplicate, library)
    with pytest.raises(ValueError):
        merge(library, duplicate)


def test_database_refuses_a_confirmed_duplicate(library, duplicate):
    with pytest.raises(IntegrityError):
        Organization.objects.filter(pk=duplicate.pk).update(merged_into=library)
