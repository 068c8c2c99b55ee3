"""The screen of the site information: who changes what, and that readers see it at once."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from newsroom.core.models import Section, SiteInformation
from newsroom.core.roles import Role
from newsroom.press import cache
from newsroom.press.publishing import publish
from newsroom.press.snapshot import BylineName
from tests.factories import ReporterFactory, SectionFactory, SiteInformationFactory, UserFactory
from tests.newsroom.desk.screens import form_data
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

SCREEN = reverse("admin:newsroom_siteinformation_changelist")
ROW = reverse("admin:newsroom_siteinformation_change", args=[1])
OTHERS = [role for role in Role if role not in (Role.ADMIN, Role.CHIEF)]


def form(response):
    """What a browser would send of the form, the values it was opened with included."""
    fields = response.context["adminform"].form
    seen = {
        bound.html_initial_name: value if (value := bound.value()) is not None else ""
        for bound in fields
    }
    return {**seen, **form_data(response)}


def save(client, person, **changes):
    client.force_login(person)
    return client.post(SCREEN, {**form(client.get(SCREEN)), **changes}, follow=True)


def number():
    return cache.current(timezone.now()).number


def beijing(moment):
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


# --- one row, one form ------------------------------------------------------------------------


def test_the_address_of_the_list_is_the_form_and_opening_it_changes_nothing(client, admin_person):
    client.force_login(admin_person)

    response = client.get(SCREEN)

    assert response.status_code == 200
    assert response.context["adminform"].form.instance.pk == 1
    assert not SiteInformation.objects.exists()


def test_an_administrator_fills_everything_in_and_readers_see_it_at_once(client, admin_person):
    client.get("/")
    site = SiteInformationFactory.build()
    names = [f.name for f in site._meta.fields if f.name not in ("id", "grey", "grey_until")]

    save(client, admin_person, **{name: getattr(site, name) for name in names})

    saved = SiteInformation.objects.get()
    assert [getattr(saved, name) for name in names] == [getattr(site, name) for name in names]
    html = client.get("/").content.decode()
    assert site.supervisor in html
    assert site.icp_filing in html


def test_numbers_are_put_right_and_refused_with_the_right_form(client, admin_person):
    save(client, admin_person, icp_filing=" 晋icp备１２３４５６７８号—1 ", sponsor="临川报业")
    response = save(client, admin_person, icp_filing="备案12345678", sponsor="临川传媒")

    assert "晋ICP备12345678号-1" in str(response.context["errors"])
    assert response.context["adminform"].form["sponsor"].value() == "临川传媒"
    site = SiteInformation.objects.get()
    assert (site.icp_filing, site.sponsor) == ("晋ICP备12345678号-1", "临川报业")


def test_there_is_no_second_row_and_none_is_deleted(client, admin_person):
    SiteInformationFactory()
    client.force_login(admin_person)

    assert client.get(reverse("admin:newsroom_siteinformation_add")).status_code == 403
    delete = reverse("admin:newsroom_siteinformation_delete", args=[1])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert client.get(ROW).status_code == 200
    other = client.get(reverse("admin:newsroom_siteinformation_change", args=[2]))
    assert other.status_code == 302
    assert SiteInformation.objects.count() == 1


# --- who --------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [SCREEN, ROW])
@pytest.mark.parametrize("role", OTHERS)
def test_other_roles_are_refused(role, address, client):
    SiteInformationFactory()
    client.force_login(UserFactory(roles=[role]))

    assert client.get(address).status_code == 403
    assert client.post(address, {"grey": "on", "supervisor": "别人"}).status_code == 403
    assert not SiteInformation.objects.get().grey


@pytest.mark.parametrize("address", [SCREEN, ROW])
def test_a_superuser_without_a_role_is_refused(address, client, outsider):
    SiteInformationFactory()
    client.force_login(outsider)

    assert client.get(address).status_code == 403
    assert client.post(address, {"grey": "on"}).status_code == 403
    assert not SiteInformation.objects.get().grey


@pytest.mark.parametrize("address", [SCREEN, ROW])
def test_the_anonymous_are_asked_to_log_in(address, client):
    SiteInformationFactory()

    assert client.get(address).url.startswith(reverse("admin:login"))
    sent = client.post(address, {"grey": "on"})  # shown back, to be sent again after a log-in
    assert sent.status_code == 403
    assert reverse("admin:login") in sent.content.decode()
    assert not SiteInformation.objects.get().grey


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_sections_are_for_administrators(role, client):
    section = SectionFactory(name="旧名", slug="ferry")
    client.force_login(UserFactory(roles=[role]))

    for name, args in (("changelist", []), ("add", []), ("change", [section.pk])):
        address = reverse(f"admin:newsroom_section_{name}", args=args)
        assert client.get(address).status_code == 403
        assert client.post(address, {"name": "新名", "slug": "ferry"}).status_code == 403
    assert [str(row) for row in Section.objects.filter(slug="ferry")] == ["旧名"]


def test_a_form_from_elsewhere_is_refused(admin_client, admin_person):
    client = type(admin_client)(enforce_csrf_checks=True)
    client.force_login(admin_person)

    assert client.post(SCREEN, {"grey": "on"}).status_code == 403
    assert not SiteInformation.objects.exists()


def test_a_chief_turns_the_site_grey_and_changes_nothing_else(client, chief):
    site = SiteInformationFactory()
    assert "grey" not in client.get("/").content.decode()

    save(client, chief, grey="on", supervisor="别人", about="别的", icp_filing="胡写")

    changed = SiteInformation.objects.get()
    assert changed.grey
    assert (changed.supervisor, changed.about, changed.icp_filing) == (
        site.supervisor,
        site.about,
        site.icp_filing,
    )
    assert 'class="grey"' in client.get("/").content.decode()


def test_a_chief_reads_what_he_may_not_change(client, chief):
    site = SiteInformationFactory()
    client.force_login(chief)

    response = client.get(SCREEN)

    assert set(response.context["adminform"].form.fields) == {"grey", "grey_until"}
    assert site.news_licence in response.content.decode()


# --- grey -------------------------------------------------------------------------------------


def test_grey_is_set_until_an_hour_of_beijing(client, chief):
    end = timezone.now().replace(second=0, microsecond=0) + datetime.timedelta(hours=9)

    response = save(client, chief, grey="on", grey_until=beijing(end))

    site = SiteInformation.objects.get()
    assert (site.grey, site.grey_until) == (True, end)
    html = response.content.decode()
    assert f"置灰中，至北京时间{timezone.localtime(end):%Y-%m-%d %H:%M}" in html
    assert "置灰至（北京时间）" in html


def test_an_end_that_has_passed_is_refused(client, chief):
    past = timezone.now() - datetime.timedelta(minutes=2)

    response = save(client, chief, grey="on", grey_until=beijing(past))

    assert "请另选更晚的时间，或留空" in str(response.context["errors"])
    assert not SiteInformation.objects.exists()


def test_an_end_that_has_come_holds_up_no_other_change(client, admin_person, chief):
    past = (timezone.now() - datetime.timedelta(days=1)).replace(second=0, microsecond=0)
    SiteInformationFactory(grey=True, grey_until=past)

    save(client, admin_person, supervisor="临川市委宣传部")
    assert SiteInformation.objects.get().supervisor == "临川市委宣传部"

    client.force_login(chief)
    again = {key: value for key, value in form(client.get(SCREEN)).items() if key != "grey"}
    client.post(SCREEN, again)
    assert not SiteInformation.objects.get().grey
    refused = save(client, chief, grey="on")
    assert "grey_until" in refused.context["adminform"].form.errors


def test_whoever_saves_an_older_form_undoes_nobody_elses_change(client, admin_person, chief):
    SiteInformationFactory()
    client.force_login(admin_person)
    opened = form(client.get(SCREEN))
    save(client, chief, grey="on")

    client.force_login(admin_person)
    client.post(SCREEN, {**opened, "supervisor": "临川市委宣传部"})

    site = SiteInformation.objects.get()
    assert (site.grey, site.supervisor) == (True, "临川市委宣传部")


# --- the log, and the generation --------------------------------------------------------------


def test_each_change_is_logged_with_who_when_and_what(client, admin_person, chief):
    SiteInformationFactory()
    save(client, admin_person, supervisor="临川市委宣传部", icp_filing="")
    response = save(client, chief, grey="on")

    second, first = LogEntry.objects.all()
    assert (first.user, second.user) == (admin_person, chief)
    assert "主管单位" in first.get_change_message()
    assert "ICP备案号" in first.get_change_message()
    assert "全站置灰" in second.get_change_message()
    html = response.content.decode()
    assert first.get_change_message() in html
    assert f"{timezone.localtime(first.action_time):%Y-%m-%d %H:%M} {admin_person}" in html


def test_saving_advances_the_generation_last_and_takes_it_back_with_the_rest(
    client, admin_person, monkeypatch
):
    client.force_login(admin_person)
    data = {**form(client.get(SCREEN)), "supervisor": "临川市委宣传部"}
    before = number()

    def fail():
        raise RuntimeError

    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr(cache, "invalidate", fail)
        client.post(SCREEN, data)
    assert not SiteInformation.objects.exists()
    assert not LogEntry.objects.exists()

    client.post(SCREEN, data)
    assert number() == before + 1


def test_a_section_shows_its_new_name_at_once(client, admin_person):
    section = SectionFactory(name="旧名")
    assert "旧名" in client.get("/").content.decode()
    client.force_login(admin_person)
    address = reverse("admin:newsroom_section_change", args=[section.pk])

    client.post(address, {**form_data(client.get(address)), "name": "新名"})

    html = client.get("/").content.decode()
    assert "新名" in html
    assert "旧名" not in html


def test_a_new_section_stands_in_the_bar_at_once(client, admin_person):
    client.get("/")
    client.force_login(admin_person)
    add = reverse("admin:newsroom_section_add")

    client.post(add, {**form_data(client.get(add)), "name": "渡口", "slug": "ferry"})

    assert Section.objects.filter(slug="ferry").exists()
    assert "/sections/ferry/" in client.get("/").content.decode()


def test_the_address_of_a_section_never_changes(client, admin_person):
    section = SectionFactory(slug="ferry")
    client.force_login(admin_person)
    address = reverse("admin:newsroom_section_change", args=[section.pk])

    client.post(address, {**form_data(client.get(address)), "name": "新名", "slug": "harbour"})

    section.refresh_from_db()
    assert (section.name, section.slug) == ("新名", "ferry")


def test_a_reporter_shows_a_new_name_at_once(client, editor):
    reporter = ReporterFactory(name="旧名")
    by = (BylineName("旧名", "记者", reporter.pk),)
    publish(make_snapshot(SectionFactory(), bylines=by))
    assert "<h1>旧名</h1>" in client.get(reporter.get_absolute_url()).content.decode()
    client.force_login(editor)
    address = reverse("admin:newsroom_reporter_change", args=[reporter.pk])

    client.post(address, {**form_data(client.get(address)), "name": "新名"})

    assert "<h1>新名</h1>" in client.get(reporter.get_absolute_url()).content.decode()
