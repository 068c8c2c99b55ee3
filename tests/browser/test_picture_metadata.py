"""A picture with bad metadata: uploaded, prepared, put into a story, asked about, seen by a reader."""

from playwright.sync_api import expect

from articles.models import Article
from media.models import Photo
from media.sizes.renditions import prepare
from newsroom.press.models import Version
from tests.browser.test_journey import press, write
from tests.browser.test_story_pictures import CARDS, captions, save, shoot, submit
from tests.browser.widths import PHONE, WIDE, journey
from tests.media.metadata_files import xmp_packet
from tests.media.photo_desk import GRID, photo_url
from tests.media.pictures import drawn, encoded

HEADLINE = "老渡口换了新灯 夜里也看得清"


def bad_file():
    """A WebP called .jpg: taken in the year 1, machine's words, no valid orientation, perhaps AI."""
    exif = drawn((8, 8)).getexif()
    exif[0x010E], exif[0x013B], exif[0x0112] = "OLYMPUS DIGITAL CAMERA", "Camera Owner", 90
    exif.get_ifd(0x8769)[0x9003] = "0001:01:01 00:00:00"
    packet = xmp_packet(
        "<photoshop:DateCreated>9999-12-31T23:59:59-12:00</photoshop:DateCreated>"
        "<dc:description>IMG_20261125_061500.jpg</dc:description>"
        "<Iptc4xmpExt:DigitalSourceType>algorithmicallyEnhanced</Iptc4xmpExt:DigitalSourceType>"
    )
    content = encoded(drawn((1200, 800)), "WEBP", exif=exif, xmp=packet)
    return {"name": "微信图片.jpg", "mimeType": "image/jpeg", "buffer": content}


@journey(PHONE, WIDE)
def test_picture_with_bad_metadata_reaches_its_readers_with_the_label(visit, width):
    page = visit("/admin/articles/article/add/", "reporter", width=width)
    submit(page, HEADLINE)
    write(page, "老渡口的新灯昨晚亮了。")
    page.locator("[data-anywhere] [data-photo-files][multiple]").set_input_files([bad_file()])
    card = page.locator(CARDS)
    expect(captions(page)).to_have_count(1)
    expect(card.get_by_label("图片说明")).to_have_value("")
    expect(card.get_by_label("摄影／供图")).to_have_value("")
    card.get_by_label("图片说明").fill("老渡口的新灯")
    card.get_by_label("摄影／供图").fill("何一 摄")
    card.get_by_label("替代文字").fill("夜里亮灯的渡口")
    save(page)
    press(page, "送审")
    expect(page.get_by_text("签发前须由图片编辑确认").first).to_be_visible()
    shoot(page, f"submitted-{width}")

    photo = Photo.objects.get(file_name="微信图片.webp")
    assert (photo.width, photo.height, photo.taken_at) == (1200, 800, None)
    prepare(photo, photo.focus)
    story = Article.objects.get(headline=HEADLINE)
    chief = visit(story.get_admin_url(), "chief", width=width)
    expect(chief.get_by_text("签发前须由图片编辑确认").first).to_be_visible()
    expect(chief.get_by_role("button", name="签发", exact=True)).to_have_count(0)

    desk = visit(f"{GRID}?state=ai", "photo", width=width)
    expect(desk.locator(".photo-badge", has_text="AI待确认")).to_have_count(1)
    shoot(desk, f"asked-{width}")
    desk.locator(f".photo-tile a[href='{photo_url(photo)}']").click()
    shoot(desk, f"picture-{width}")
    desk.get_by_label("AI生成").check()
    desk.get_by_label("AI确认说明").fill("作者说明用AI补了天空")
    press(desk, "保存")
    expect(desk.locator(".desk-facts")).to_contain_text("作者说明用AI补了天空")
    shoot(desk, f"answered-{width}")

    photo.refresh_from_db()
    prepare(photo, photo.focus)
    chief.reload()
    press(chief, "签发")
    press(chief, "发布")
    expect(chief.get_by_text("已发布").first).to_be_visible()
    version = Version.objects.get(story_id=story.pk)
    reader = visit(version.get_absolute_url(), width=width)
    picture = reader.locator("article picture img").first
    assert picture.evaluate("img => img.decode().then(() => img.naturalWidth)") > 200
    expect(reader.locator("article .ai").first).to_have_text("AI生成")
    shoot(reader, f"reader-{width}")
