import pytest

from newsroom.core.roles import Role
from tests.factories import UserFactory


@pytest.fixture
def people(db):
    """One user of each role, as load_demo adds them."""
    return {role: UserFactory(roles=[role]) for role in Role}


@pytest.fixture
def one_photo(monkeypatch):
    """Generated stories share one photo: preparing more takes time and shows nothing new."""
    command = "demo.management.commands.generate_newsroom"
    monkeypatch.setattr(f"{command}.MIN_PHOTOS", 1)
    monkeypatch.setattr(f"{command}.MAX_PHOTOS", 1)
