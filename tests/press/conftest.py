import pytest
from django.core.cache import cache

from tests.factories import SectionFactory


@pytest.fixture
def section(db):
    return SectionFactory()


@pytest.fixture(autouse=True)
def clean_page_cache():
    """A test's rollback takes the generation back, which nothing outside tests does."""
    cache.clear()
