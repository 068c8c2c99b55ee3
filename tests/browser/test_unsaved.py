"""A session that ends while somebody writes, in a browser."""

from playwright.sync_api import expect

from articles.models import Article
from tests.browser.conftest import session_cookie


def test_a_form_of_whoever_was_logged_out_is_sent_again(browser, newsroom):
    # Not `visit`: the browser's console notes the status 403, as it should.
    context = browser.new_context(base_url=newsroom, viewport={"width": 390, "height": 900})
    context.add_cookies([session_cookie("reporter", newsroom)])
    page = context.new_page()
    page.goto("/admin/articles/article/add/")
    page.locator("[name=headline]").fill("没有丢的标题")
    page.locator("[name=section]").select_option(label="民生")
    page.locator(".tiptap").click()
    page.keyboard.insert_text("渡口的石阶昨天铺好了。")
    session = [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="保存", exact=True).click()

    expect(page.get_by_text("没有丢的标题")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.add_cookies(session)
    page.get_by_role("button", name="再送一次").click()

    expect(page.locator(".tiptap")).to_contain_text("渡口的石阶昨天铺好了。")
    assert Article.objects.get(headline="没有丢的标题").body == "<p>渡口的石阶昨天铺好了。</p>"
    context.close()
