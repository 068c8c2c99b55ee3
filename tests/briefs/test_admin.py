"""The form of a brief: a column, a kicker that opens its sentence, no deck."""

from django.urls import reverse

from briefs.models import Brief
from tests.factories import BriefFactory, SectionFactory
from tests.newsroom.desk.screens import admin_url, edit_story, form_data


def test_a_reporter_files_a_brief(client, reporter):
    section = SectionFactory()
    client.force_login(reporter)
    url = reverse("admin:briefs_brief_add")
    words = {
        "section": section.pk,
        "column": "播报",
        "kicker": "市图书馆",
        "headline": "新书屋开门",
    }

    client.post(url, {**form_data(client.get(url)), **words, "body": "<p>昨天开门。</p>"})

    brief = Brief.objects.get()
    assert (brief.kind, brief.title) == ("brief", "市图书馆\u3000新书屋开门")
    assert brief.revision.author == reporter


def test_a_brief_has_no_deck(client, reporter):
    brief = BriefFactory(filed_by=reporter)
    client.force_login(reporter)

    assert "deck" not in form_data(client.get(admin_url(brief)))
    edit_story(client, brief, deck="不该有的副题")

    assert Brief.objects.get(pk=brief.pk).deck == ""


def test_a_brief_without_a_headline_waits_as_a_draft(client, reporter):
    brief = BriefFactory(filed_by=reporter)
    client.force_login(reporter)

    response = edit_story(client, brief, headline="", _step="submit")

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert Brief.objects.get(pk=brief.pk).status == "draft"


def test_a_brief_is_read_under_kicker_and_headline(client, chief):
    brief = BriefFactory(kicker="市图书馆", headline="新书屋开门", status="spiked")
    client.force_login(chief)

    html = client.get(admin_url(brief)).content.decode()

    assert "<h2>市图书馆\u3000新书屋开门</h2>" in html
