"""A story from the reporter through the reviews to the public site, and its withdrawal."""

from playwright.sync_api import expect

from articles.models import Article

HEADLINE = "渡口石阶铺好了 居民不再绕行"
FIRST = "临川渡口的石阶昨天铺好了最后一级，清晨的第一班船坐满了人。"
SECOND = "船工说，新石阶每级都比原来宽一掌。"
AMENDED = "渡口管理处补充说，夜航的灯也已经装好。"


def write(page, text):
    """Type at the end of the body in the rich text editor."""
    page.locator(".tiptap").click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(text)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def open_story(page, pk):
    page.goto(f"/admin/articles/article/{pk}/change/")


def test_readers_find_the_sample_page(visit):
    page = visit("/")

    expect(page.get_by_role("link", name="年关将至 温暖先达").first).to_be_visible()
    for brief in (
        "市民政局\u3000开展社会组织安全工作培训",
        "盐湖区\u3000入企走访助发展",
        "万荣县\u3000多措并举促进残疾人就业",
    ):
        expect(page.get_by_role("link", name=brief).first).to_be_visible()
    page.get_by_role("link", name="年关将至 温暖先达").first.click()

    article = page.get_by_role("article")
    expect(article).to_contain_text("我市积极开展春节走访慰问活动")
    expect(article).to_contain_text("陶登肖")
    for crosshead in ("新春关怀鼓干劲", "岁寒慰问暖人心", "喜迎新春送春联"):
        expect(article.get_by_role("heading", name=crosshead)).to_be_visible()
    expect(article.locator("p", has_text="空巢独居老年人等群体发放慰问物品")).to_have_count(1)
    expect(article.locator("p", has_text="精心挑选的米、面、麻花等慰问物资")).to_have_count(1)


def test_story_goes_from_the_reporter_to_the_readers_and_back(visit):
    reporter = visit("/admin/articles/article/add/", "reporter", width=390)
    reporter.locator("[name=headline]").fill(HEADLINE)
    reporter.locator("[name=section]").select_option(label="民生")
    write(reporter, FIRST)
    press(reporter, "送审")
    expect(reporter.get_by_text("待终审").first).to_be_visible()
    story = Article.objects.get(headline=HEADLINE)

    reader = visit("/sections/minsheng/", width=390)
    expect(reader.get_by_text(HEADLINE)).to_have_count(0)

    editor = visit(f"/admin/articles/article/{story.pk}/change/", "editor")
    editor.get_by_text("退回修改", exact=True).first.click()
    editor.locator("[name=_return-note]").fill("请补充船工的说法")
    editor.locator("details[open]").get_by_role("button", name="退回修改").click()
    expect(editor.get_by_text("请补充船工的说法").first).to_be_visible()

    open_story(reporter, story.pk)
    expect(reporter.get_by_text("请补充船工的说法").first).to_be_visible()
    write(reporter, SECOND)
    press(reporter, "送审")
    expect(reporter.get_by_text("待终审").first).to_be_visible()

    chief = visit(f"/admin/articles/article/{story.pk}/change/", "chief")
    press(chief, "签发")
    press(chief, "发布")
    expect(chief.get_by_text("已发布").first).to_be_visible()

    reader.reload()
    expect(reader.locator("main article, main li").first).to_contain_text(HEADLINE)
    reader.get_by_role("link", name=HEADLINE).first.click()
    expect(reader.get_by_role("article")).to_contain_text(FIRST + SECOND)
    address = reader.url

    open_story(reporter, story.pk)
    press(reporter, "修改")
    write(reporter, AMENDED)
    press(reporter, "送审")
    expect(reporter.get_by_text("待终审").first).to_be_visible()
    reader.goto(address)
    expect(reader.get_by_role("article")).not_to_contain_text(AMENDED)

    open_story(chief, story.pk)
    press(chief, "签发")
    reader.goto(address)
    expect(reader.get_by_role("article")).not_to_contain_text(AMENDED)
    press(chief, "发布")
    expect(chief.get_by_role("button", name="发布", exact=True)).to_have_count(0)
    reader.goto(address)
    expect(reader.get_by_role("article")).to_contain_text(AMENDED)

    chief.get_by_text("撤稿", exact=True).first.click()
    chief.locator("details[open]").get_by_label("理由", exact=True).select_option(label="失实")
    chief.locator("details[open]").get_by_role("button", name="撤稿").click()
    expect(chief.get_by_text("已撤稿").first).to_be_visible()
    assert reader.goto(address).status == 410
    expect(reader.get_by_text("该稿件已撤下").first).to_be_visible()
    expect(reader.get_by_text(HEADLINE)).to_have_count(0)
    reader.goto("/sections/minsheng/")
    expect(reader.get_by_text(HEADLINE)).to_have_count(0)
