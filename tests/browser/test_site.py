"""Site information: an administrator fills it in, a chief sets the grey mode, visitors see both."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from newsroom.core.models import SiteInformation
from newsroom.press import cache
from newsroom.press.models import Version

SCREEN = "/admin/newsroom/siteinformation/"


def save(page):
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("成功").first).to_be_visible()


@pytest.mark.parametrize("width", [1400, 390])
def test_an_administrator_fills_the_foot_of_every_page(visit, width):
    SiteInformation.objects.all().delete()
    cache.invalidate()
    reader = visit("/", width=width)
    expect(reader.get_by_role("contentinfo")).not_to_contain_text("主管单位")
    admin = visit("/admin/", "admin", width=width)

    admin.get_by_role("link", name=re.compile("主管单位")).click()
    admin.get_by_label("主管单位").fill("临川市委宣传部")
    admin.get_by_label("ICP备案号").fill("备案12345678")
    admin.get_by_label("隐私政策").fill("# 收集什么\n\n不收集。")
    admin.get_by_role("button", name="保存", exact=True).click()
    expect(admin.get_by_text("请按备案的写法填写").first).to_be_visible()
    admin.get_by_label("ICP备案号").fill("晋icp备１２３４５６７８号－1")
    save(admin)

    reader.reload()
    foot = reader.get_by_role("contentinfo")
    expect(foot).to_contain_text("主管单位：临川市委宣传部")
    filing = foot.get_by_role("link", name="晋ICP备12345678号-1")
    expect(filing).to_have_attribute("href", "https://beian.miit.gov.cn/")
    foot.get_by_role("link", name="隐私政策").click()
    expect(reader.get_by_role("heading", name="收集什么")).to_be_visible()
    expect(admin.get_by_text(re.compile("管理员 已修改.*主管单位"))).to_be_visible()


def test_a_chief_turns_the_site_grey_on_a_telephone(visit):
    story = Version.objects.live().get(kind="article").get_absolute_url()
    front, reader = visit("/", width=390), visit(story, width=390)
    for page in (front, reader):
        expect(page.locator("html")).to_have_css("filter", "none")
    chief = visit(SCREEN, "chief", width=390)

    chief.get_by_label("全站置灰").check()
    end = timezone.localtime() + timedelta(days=1)
    chief.get_by_label("置灰至（北京时间）").fill(f"{end:%Y-%m-%dT%H:%M}")
    save(chief)

    expect(chief.get_by_text(f"置灰中，至北京时间{end:%Y-%m-%d %H:%M}")).to_be_visible()
    for page in (front, reader):
        page.reload()
        expect(page.locator("html")).to_have_css("filter", "grayscale(1)")
    reader.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert reader.get_by_role("navigation", name="频道").bounding_box()["y"] == 0
    # A dialog is in the top layer, so the filter of the root element does not apply to it.
    reader.evaluate("document.body.appendChild(document.createElement('dialog')).showModal()")
    expect(reader.get_by_role("dialog")).to_have_css("filter", "grayscale(1)")
    chief.get_by_label("全站置灰").uncheck()
    save(chief)
    reader.reload()
    expect(reader.locator("html")).to_have_css("filter", "none")


def test_a_column_with_nothing_in_it_takes_no_room(browser, transactional_db, live_server):
    page = browser.new_page(base_url=live_server.url)
    page.goto("/")

    for column in (".top", ".side"):
        expect(page.locator(column)).to_have_css("display", "none")
    page.close()
