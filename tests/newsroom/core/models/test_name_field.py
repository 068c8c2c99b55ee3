import pytest

from newsroom.core.models import Organization, Reporter

pytestmark = pytest.mark.django_db


def test_name_is_stored_and_found_in_one_spelling():
    saved = Reporter.objects.create(name="阿依古丽 • 买买提")

    assert saved.name == "阿依古丽·买买提"
    assert Reporter.objects.get(name="阿依古丽・买买提") == saved


def test_alias_is_stored_and_found_in_one_spelling():
    saved = Organization.objects.create(name="ＡＢ协会", aliases=["二○二四联盟"])

    saved.refresh_from_db()
    assert (saved.name, saved.aliases) == ("AB协会", ["二〇二四联盟"])
    assert Organization.objects.named("二◯二四联盟").get() == saved
