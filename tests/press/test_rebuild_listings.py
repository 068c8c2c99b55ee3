from django.core.management import call_command

from newsroom.press.models import Listing
from newsroom.press.publishing import publish
from tests.press.snapshots import make_snapshot


def test_command_fills_empty_lists_again(client, section, capsys):
    publish(make_snapshot(section, headline="老桥通车"))
    count = Listing.objects.count()
    Listing.objects.all().delete()

    call_command("rebuild_listings")

    assert capsys.readouterr().out == f"已写入列表条目 {count} 条\n"
    assert "老桥通车" in client.get("/").content.decode()
