"""Take the screenshots of docs/采编手册.md again: `make handbook`.

Serves a demo with its own database and folder, which are removed afterwards, and goes through a
day of the newsroom in a browser with a window for each person. Writes docs/handbook/*.webp: look
at each of them before you commit it. All content is invented.
"""

import contextlib
import http.client
import io
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import devserver
from tests.bootstrap import launched_browser

FOLDER = ROOT / "docs" / "handbook"
NAME = "newsroom_handbook"
PASSWORD = "newsroom"
DESK, SMALL, PHONE = (1400, 900), (900, 560), (390, 780)
MAX_BYTES = 80_000
QUALITIES = (82, 74, 66, 58, 50)
TIMEOUT = 180  # seconds until the site must answer

HEADLINE = "老渡口换了新石阶，船工说脚下稳了"
TEXT = (
    "汀江老渡口的石阶昨天铺好了最后一级。清晨六点半，第一班船坐满了进城卖菜的街坊。",
    "“旧石阶窄，下雨天不敢快走。”船工何守舟说，“新石阶每级宽了一掌，脚下稳了。”",
    "渡口管理处介绍，石阶两侧还装了扶手和夜灯，下个月再修候船的长廊。",
    "（本文为示例稿，文中地名、单位、人物和事件均为虚构。）",
)
PICTURE = ROOT / "fixtures" / "demo" / "photos" / "clinic.jpg"
PAGE = """澄溪示例报 2024年3月15日 星期五 第06版 民生

渡口修缮完工

□本报记者 苏禾

临川渡口的石阶昨天铺好了最后一级，往来的居民不必再绕行北岸的土路，清晨的第一班船坐满了人。

◆菜场修伞铺重开张

停了三年的修伞铺昨天重新挂出招牌，铺主顾阿婆说闲不住 and 街坊一早就送来七把伞，有的已补过三回。

开放到夜里九点

阅览室每天从早上八点开到夜里九点，周末另有志愿者给孩子讲故事，报名的家长已经排到了下个月。

责编 周砚之 校对 许知字
"""
MISREAD_LINE = 9  # of PAGE: the headline of a second story, which the reader takes for a crosshead


# --- serving the demo -----------------------------------------------------------------------------


@contextlib.contextmanager
def served_demo():
    """The URL of a new demo; its database and files are deleted at the end."""
    server = os.environ.get("DATABASE_URL") or devserver.ensure_running()
    drop = f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)"
    _administer(server, drop, f"CREATE DATABASE {NAME}")
    with tempfile.TemporaryDirectory(prefix="newsroom-handbook-") as folder:
        port = _free_port()
        environment = {
            "DATABASE_URL": _own_database(server),
            "NEWSROOM_VAR": folder,
            "PORT": str(port),
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "devserver.run_demo"],
            cwd=ROOT,
            env=os.environ | environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait_for(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()
            _administer(server, drop)


def _own_database(server):
    path, question, options = server.partition("?")
    return f"{path.rpartition('/')[0]}/{NAME}{question}{options}"


def _administer(server, *statements):
    with psycopg.connect(server, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(port, process):
    deadline = time.monotonic() + TIMEOUT
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        time.sleep(0.2)
    sys.exit("The demo did not start.")


# --- browser windows and screenshots -------------------------------------------------------------


class People:
    """Browser windows by username and size: `people("editor")`, `people("chief", PHONE)`."""

    def __init__(self, browser, url):
        self.browser, self.url, self.pages = browser, url, {}

    def __call__(self, username, size=DESK):
        """The window of that size in which the person is logged in."""
        if (username, size) not in self.pages:
            self.pages[username, size] = self._log_in(username, size)
        return self.pages[username, size]

    def window(self, size=DESK):
        """A new window in which nobody is logged in."""
        width, height = size
        context = self.browser.new_context(
            base_url=self.url,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport={"width": width, "height": height},
            device_scale_factor=2 if size == PHONE else 1,
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        return context.new_page()

    def _log_in(self, username, size):
        page = self.window(size)
        page.goto("/admin/login/")
        page.locator("[name=username]").fill(username)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[type=submit]").click()
        page.wait_for_url("**/admin/")
        return page


def shoot(page, name, *, height=None, top=0):
    """Write a screenshot to docs/handbook/NAME.webp, of `height` pixels from `top` downwards."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)
    size = page.viewport_size
    clip = {"x": 0, "y": top, "width": size["width"], "height": height or size["height"] - top}
    shot = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")
    for quality in QUALITIES:
        content = io.BytesIO()
        shot.save(content, "WEBP", quality=quality, method=6)
        if content.tell() <= MAX_BYTES:
            break
    (FOLDER / f"{name}.webp").write_bytes(content.getvalue())
    print(f"{name}.webp: {shot.width} x {shot.height}, {content.tell():,} bytes", flush=True)


def press(page, name):
    """Click the button of that name and wait for the new page."""
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state("networkidle")


def open_step(page, name):
    """Open the form of a workflow step that has fields; returns its locator."""
    page.locator("summary", has_text=name).filter(has_text=name).first.click()
    return page.locator("details[open].desk-step")


def take_step(page, name, **fields):
    """Submit a workflow step with these fields of its form."""
    form = open_step(page, name)
    for field, value in fields.items():
        form.locator(f"[name$=-{field}]").fill(value)
    form.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state("networkidle")


def open_story(page, headline):
    """Open the story whose headline contains that text, from the person's first screen."""
    page.goto("/admin/")
    page.get_by_role("link", name=headline).first.click()
    page.wait_for_load_state("networkidle")


def url_path(page):
    return urlsplit(page.url).path


# --- a day of the newsroom ------------------------------------------------------------------------


def write_story(people):
    """A reporter logs in, writes a story on the desktop and on the phone, and submits it.

    Returns the URL path of the story's form; the other functions take it as `story`.
    """
    visitor = people.window(SMALL)
    visitor.goto("/admin/login/")
    shoot(visitor, "login")
    reporter = people("reporter")
    shoot(reporter, "desk-reporter", height=620)

    phone = people("reporter", PHONE)
    phone.goto("/admin/articles/article/add/")
    phone.locator("[name=section]").select_option(label="要闻")
    phone.locator("[name=headline]").fill(HEADLINE)
    phone.locator(".tiptap").click()
    phone.keyboard.insert_text(TEXT[0])
    phone.locator("[name=headline]").scroll_into_view_if_needed()
    shoot(phone, "write-phone")

    reporter.goto("/admin/articles/article/add/")
    reporter.locator("[name=section]").select_option(label="要闻")
    reporter.locator("[name=headline]").fill(HEADLINE)
    reporter.locator(".tiptap").click()
    for text in TEXT:
        reporter.keyboard.insert_text(text)
        reporter.keyboard.press("Enter")
    reporter.keyboard.press("Backspace")
    reporter.evaluate("window.scrollTo(0, 0)")
    shoot(reporter, "write")

    files = reporter.locator("[data-anywhere] [data-photo-files][multiple]")
    files.set_input_files(_another_picture())
    card = reporter.locator(".desk-pictures__rows > li").first
    card.get_by_label("图片说明").fill("渡口旁的义诊帐篷")
    card.get_by_label("摄影／供图").fill("示意图")
    card.get_by_role("button", name="用图片说明").click()
    card.evaluate("card => card.scrollIntoView({block: 'center'})")
    shoot(reporter, "picture-in-story")
    press(reporter, "送审")
    return url_path(reporter)


def _another_picture():
    """A picture of the demo, encoded again: the photo desk refuses a file that it already has."""
    content = io.BytesIO()
    Image.open(PICTURE).save(content, "JPEG", quality=90)
    return {"name": "义诊现场.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def return_story(people, story):
    """The editor returns the story, and the reporter submits it again."""
    editor, reporter = people("editor"), people("reporter")
    editor.goto(story)
    form = open_step(editor, "退回修改")
    form.locator("[name$=-note]").fill("请补一句夜灯几点亮，并核对船工的姓名。")
    shoot(editor, "return")
    form.get_by_role("button", name="退回修改", exact=True).click()
    editor.wait_for_load_state("networkidle")

    reporter.goto(story)
    shoot(reporter, "returned", height=560)
    press(reporter, "送审")


def proofread(people, story):
    """The proofreader suggests changes; the editor passes the first review and accepts them."""
    proofreader, editor = people("proofreader"), people("editor")
    proofreader.goto(f"{story.removesuffix('change/')}proof/")
    _change(proofreader, "宽了一掌", "宽出一掌")
    _change(proofreader, "再修候船的长廊", "续修候船长廊")
    press(proofreader, "查看校改")
    proofreader.get_by_label("给编辑的说明").fill("“何守舟”请再核一遍。")
    proofreader.locator(".desk-galley__changed").first.scroll_into_view_if_needed()
    shoot(proofreader, "proof")
    press(proofreader, "签一校")

    editor.goto(story)
    press(editor, "初审通过")
    editor.goto(f"{story.removesuffix('change/')}proof/")
    editor.locator("#marks").scroll_into_view_if_needed()
    shoot(editor, "proof-marks", height=760)
    press(editor, "全部采纳")
    proofreader.reload()
    press(proofreader, "核红")


def _change(page, old, new):
    box = page.get_by_label("正文", exact=True).filter(has_text=old)
    box.fill(box.input_value().replace(old, new))


def sign_off(people, story):
    """The head passes the second review, the chief signs, changes the text and signs again."""
    head, chief = people("head"), people("chief")
    open_story(head, HEADLINE)
    press(head, "复审通过")
    open_story(chief, HEADLINE)
    shoot(chief, "sign-off")
    press(chief, "签发")
    chief.locator("[name=deck]").fill("夜灯傍晚六点半亮")
    press(chief, "保存")
    shoot(chief, "changed-after-signing", height=520)
    chief.get_by_role("link", name="看改动").last.click()
    chief.wait_for_load_state("networkidle")
    shoot(chief, "difference")
    press(chief, "重签改后文字")


def publish(people, story):
    """The chief publishes the story; the forms of scheduling and withdrawing, and the history."""
    chief = people("chief")
    chief.goto(story)
    form = open_step(chief, "定时发布")
    form.locator("[name$=-at]").fill("2030-01-01T06:30")
    shoot(chief, "publish")
    chief.goto(story)
    press(chief, "发布")
    form = open_step(chief, "撤稿")
    form.locator("select").select_option(label="失实")
    chief.evaluate("window.scrollTo(0, 0)")
    shoot(chief, "withdraw")
    phone = people("chief", PHONE)
    phone.goto(story)
    shoot(phone, "emergency-phone")
    chief.goto(f"{story.removesuffix('change/')}history/")
    shoot(chief, "history", height=820)
    chief.goto(f"{story.removesuffix('change/')}record/")
    shoot(chief, "record")


def import_page(people):
    """The editor uploads a printed page, with a line in doubt, and corrects a misread line."""
    editor = people("editor")
    editor.goto("/admin/pages/upload/")
    file = {"name": "06版.txt", "mimeType": "text/plain", "buffer": PAGE.encode()}
    editor.locator("#import-drop [name=files]").set_input_files(file)
    editor.locator(f"#line-{MISREAD_LINE}").wait_for()
    editor.locator(f"#line-{MISREAD_LINE} .line__kind").click()
    shoot(editor, "import")


def arrange_site(people):
    """The lead and the pins, an action on several stories, and the grey mode of the site."""
    chief = people("chief")
    chief.goto("/admin/press/pin/")
    chief.locator("button[name=do]", has_text="头条").nth(4).click()
    chief.wait_for_load_state("networkidle")
    chief.locator("button[name=do]", has_text="置顶").nth(6).click()
    chief.wait_for_load_state("networkidle")
    chief.evaluate("window.scrollTo(0, 0)")
    shoot(chief, "pins")

    editor = people("editor")
    editor.goto("/admin/articles/article/")
    for row in (4, 5, 6):
        editor.locator("input[name=_selected_action]").nth(row).check()
    editor.locator("select[name=action]").select_option(label="增删关键词")
    shoot(editor, "bulk")

    chief.goto("/admin/newsroom/siteinformation/")
    shoot(chief, "grey", height=620)


def edit_pictures(people):
    """The photo desk, and the focal point of one picture."""
    photo = people("photo")
    photo.goto("/admin/media/photo/")
    shoot(photo, "photo-desk")
    photo.locator(".photo-tile a").last.click()
    photo.wait_for_load_state("networkidle")
    shoot(photo, "focal-point")


def add_person(people):
    """The administrator adds a person."""
    admin = people("admin")
    admin.goto("/admin/newsroom/user/add/")
    admin.get_by_label("值班总编").scroll_into_view_if_needed()
    shoot(admin, "add-person")


def main():
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    with served_demo() as url, launched_browser() as browser:
        people = People(browser, url)
        story = write_story(people)
        return_story(people, story)
        proofread(people, story)
        sign_off(people, story)
        publish(people, story)
        import_page(people)
        arrange_site(people)
        edit_pictures(people)
        add_person(people)
    total = sum(file.stat().st_size for file in FOLDER.glob("*.webp"))
    print(f"{total:,} bytes in all")


if __name__ == "__main__":
    main()
