import pytest

from tests.factories import SectionFactory


@pytest.fixture
def section(db):
    return SectionFactory()
