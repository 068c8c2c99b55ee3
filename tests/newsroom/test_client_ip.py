import pytest
from axes.models import AccessAttempt

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def try_log_in(client):
    UserFactory(username="suhe")

    def try_log_in(address):
        form = {"username": "suhe", "password": "wrong"}
        return client.post("/admin/login/", form, headers={"x-real-ip": address}).status_code

    return try_log_in


def test_guesses_from_one_address_are_locked_out_and_other_readers_are_not(try_log_in):
    statuses = [try_log_in("203.0.113.7") for _guess in range(6)]

    assert statuses[-1] == 429
    assert try_log_in("203.0.113.8") == 200
    assert {a.ip_address for a in AccessAttempt.objects.all()} == {"203.0.113.7", "203.0.113.8"}
