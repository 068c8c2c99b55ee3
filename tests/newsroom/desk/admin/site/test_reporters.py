import pytest
from django.urls import reverse

from tests.factories import ReporterFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["阿依古丽•买买提", "古丽．买", "阿依古丽 · 买买提"])
def test_reporter_is_found_by_the_name_in_any_spelling(client, editor, typed):
    known = ReporterFactory(name="阿依古丽·买买提")
    ReporterFactory(name="苏禾")

    client.force_login(editor)

    response = client.get(reverse("admin:newsroom_reporter_changelist"), {"q": typed})

    assert list(response.context["cl"].queryset) == [known]
