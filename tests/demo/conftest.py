import pytest

from newsroom.core.roles import Role
from tests.factories import UserFactory


@pytest.fixture
def people(db):
    """One person of each role, as the demo has them."""
    return {role: UserFactory(roles=[role]) for role in Role}


@pytest.fixture
def few_pictures(monkeypatch):
    """One of them: to prepare more would only cost time."""
    command = "demo.management.commands.generate_newsroom"
    monkeypatch.setattr(f"{command}.FEWEST_PICTURES", 1)
    monkeypatch.setattr(f"{command}.MOST_PICTURES", 1)
