import pytest
from django.db import IntegrityError

from newsroom.core.models import Organization, Section
from tests.factories import OrganizationFactory, SectionFactory

pytestmark = pytest.mark.django_db


def test_section_is_found_by_slug_or_name():
    section = SectionFactory(name="渡口", slug="ferry")

    assert Section.objects.named("渡口") == Section.objects.named("ferry") == section


@pytest.mark.parametrize(
    ("required", "stages"),
    [(1, [3]), (2, [1, 3]), (3, [1, 2, 3])],
)
def test_last_stage_is_always_the_final_approval(required, stages):
    assert SectionFactory.build(reviews_required=required).stages == stages


def test_section_without_reviews_is_refused_by_the_database():
    with pytest.raises(IntegrityError):
        SectionFactory(reviews_required=0)


def test_organization_is_found_by_canonical_name_or_alias():
    library = OrganizationFactory(name="临川市图书馆", aliases=["市图书馆"])
    OrganizationFactory(name="临川市图书馆分馆")

    assert list(Organization.objects.named("临川市图书馆")) == [library]
    assert list(Organization.objects.named("市图书馆")) == [library]
    assert not Organization.objects.named("图书馆").exists()
