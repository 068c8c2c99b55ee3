import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from newsroom.core.models import SiteInformation
from newsroom.core.roles import Role
from newsroom.desk.admin.panels.site import site_information
from tests.factories import SiteInformationFactory, UserFactory

pytestmark = pytest.mark.django_db

SCREEN = reverse("admin:newsroom_siteinformation_changelist")


@pytest.mark.parametrize("role", [Role.ADMIN, Role.CHIEF])
def test_what_is_missing_is_named_and_leads_to_the_form(role, client):
    SiteInformationFactory(icp_filing="", report_phone="")
    person = UserFactory(roles=[role])
    client.force_login(person)

    (item,) = site_information(person).items
    html = client.get(reverse("admin:index")).content.decode()

    assert item.title == "ICP备案号、违法和不良信息举报电话"
    assert item.url == SCREEN
    assert item.title in html
    assert f'href="{SCREEN}"' in html
    assert ("请系统管理员填写" in html) == (role == Role.CHIEF)


def test_before_anything_is_filled_in_all_is_missing(chief):
    panel = site_information(chief)

    assert panel.urgent
    assert "互联网新闻信息服务许可证编号" in panel.items[0].title


def test_nothing_is_said_when_nothing_is_missing(chief, admin_person):
    SiteInformationFactory()

    assert site_information(chief) is site_information(admin_person) is None


def test_a_grey_site_is_not_forgotten(chief):
    end = timezone.now() + datetime.timedelta(hours=1)
    SiteInformationFactory(grey=True, grey_until=end)

    (item,) = site_information(chief).items
    assert item.title == "全站置灰"
    assert f"{timezone.localtime(end):%Y-%m-%d %H:%M}" in item.detail

    SiteInformation.objects.update(grey_until=timezone.now())
    assert site_information(chief) is None


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ADMIN, Role.CHIEF)])
def test_others_are_not_told(role):
    assert site_information(UserFactory(roles=[role])) is None


def test_a_superuser_without_a_role_is_not_told(outsider):
    assert site_information(outsider) is None
