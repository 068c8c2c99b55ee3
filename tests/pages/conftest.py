import pytest
from django.core.management import call_command

from pages.import_desk import uploads
from tests.pages.uploaded_pages import TEXT


@pytest.fixture
def sections(db):
    call_command("loaddata", "sections", verbosity=0)


@pytest.fixture
def upload(sections, editor):
    return uploads.receive(TEXT.encode(), "0306.txt", user=editor)[0]


@pytest.fixture
def editor_client(client, editor):
    """A test client logged in as `editor`."""
    client.force_login(editor)
    return client
