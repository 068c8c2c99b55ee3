"""Words that cameras and programs write are no caption and no name; those of people are kept."""

from io import BytesIO

import pytest
from PIL import Image

from media.intake import metadata
from tests.media.metadata_files import exif_jpeg, iptc_jpeg, xmp_jpeg

DESCRIPTION, ARTIST, COPYRIGHT, COMMENT, XP_TITLE = 0x010E, 0x013B, 0x8298, 0x9286, 0x9C9B

MACHINE_CAPTIONS = """
OLYMPUS DIGITAL CAMERA
KONICA MINOLTA DIGITAL CAMERA
MINOLTA DIGITAL CAMERA
SONY DSC
SAMSUNG
SAMSUNG CAMERA PICTURES
DCIM\\100GOPRO\\GOPR0042.JPG
DCIM/100MEDIA/DJI_0042.JPG
C:\\Users\\su\\Pictures\\IMG_0042.JPG
/storage/emulated/0/DCIM/Camera/IMG_0042.jpg
<KENOX S630  / Samsung S630>
<Digimax S500 / Kenox S500 / Digimax Cyber 530>
dav
hdrpl
cof
sdr
ptr
mde
fbt
rbt
oznor
vhdr
nor
edf
ntf
burst
Screenshot
Screenshot_2026-11-25-06-15-00-123_com.tencent.mm
Screen Shot 2026-11-25 at 6.15.00 AM
截屏
截屏2026-11-25 06.15.00
屏幕截图
屏幕截图 2026-11-25 061500
屏幕快照 2026-11-25 上午6.15.00
DSC_0001.JPG
DSC_0001
_DSC0001
IMG_20261125_061500
IMG_0042.HEIC
IMG20261125061500
PXL_20261125_061500123
微信图片_20261125061500
微信图片_20261125061500.jpg
mmexport1764022500000
mmexport1764022500000.jpg
wx_camera_1764022500000
WeChatIMG42
QQ图片20261125061500
渡口.jpg
Created with GIMP
Processed with VSCO with c1 preset
Shot on OnePlus
Exif_JPEG_PICTURE
Default
untitled
untitled-1
未命名
未标题-1
ASCII
charset=Ascii
charset="Ascii" binary comment
binary comment
{"remix_data":[],"source_tags":["local"]}
[{"a":1}]
filter: 0; fileterIntensity: 0.0; filterMask: 0;
oplus_1024
2026-11-25 06:15
20261125
----
https://example.com/a
d41d8cd98f00b204e9800998ecf8427e
Photo by Camera
CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90
File written by Adobe Photoshop 5.2
Redmi Note 12
""".strip().splitlines()
PEOPLES_CAPTIONS = """
渡口的第一班船
11月25日，市民在夜校学书法。
Screenshot of the flood map, as the office published it
A sunny day in Linchuan
市民用手机拍下DCIM文件夹
新华书店IMG活动现场
何一在老街散步 2026年
一季度GDP增长5.2%
无人机拍摄的河岸（DJI航拍）
记者在屏幕前截图取证
图片展在文化馆开幕
照片墙前的市民
Default judgement in court
雪
""".strip().splitlines()
MACHINE_NAMES = """
Camera Owner
Picasa
unknown
User
admin
Administrator
Owner
Microsoft User
微软用户
佚名
Canon
SONY DSC
null
1234
DESKTOP-8F3K2
Photographer
""".strip().splitlines()
PEOPLES_NAMES = [
    "苏禾",
    "何一 摄",
    "Su He",
    "临川日报",
    "Adam Owner-Smith",
    "Nikon Club Linchuan",
    "User Wang",
]


def found(content):
    return metadata.read(Image.open(BytesIO(content)))


@pytest.mark.parametrize("words", MACHINE_CAPTIONS)
def test_words_of_a_machine_are_no_caption(words):
    in_exif = found(exif_jpeg({DESCRIPTION: words.encode()}))
    in_iptc = found(iptc_jpeg(((2, 120), words.encode())))

    assert (in_exif.caption, in_iptc.caption) == ("", "")


@pytest.mark.parametrize("words", PEOPLES_CAPTIONS)
def test_words_of_a_person_are_kept(words):
    assert found(iptc_jpeg(((2, 120), words.encode()))).caption == words


@pytest.mark.parametrize("words", MACHINE_NAMES)
def test_default_name_is_no_credit(words):
    in_exif = found(exif_jpeg({ARTIST: words.encode(), COPYRIGHT: words.encode()}))
    in_iptc = found(iptc_jpeg(((2, 110), words.encode()), ((2, 80), "苏禾".encode())))

    assert (in_exif.credit, in_exif.copyright, in_iptc.credit) == ("", "", "苏禾")


@pytest.mark.parametrize("words", PEOPLES_NAMES)
def test_name_of_a_person_is_kept(words):
    assert found(exif_jpeg({ARTIST: words.encode()})).credit == words


def test_alt_text_of_a_machine_is_left_out():
    content = xmp_jpeg(
        "<Iptc4xmpExt:AltTextAccessibility>Screenshot</Iptc4xmpExt:AltTextAccessibility>"
        "<dc:description>IMG_0042.jpg</dc:description>"
    )

    assert (found(content).alt, found(content).caption) == ("", "")


def test_words_of_a_person_in_another_record_are_taken_instead():
    content = exif_jpeg({DESCRIPTION: "SONY DSC", XP_TITLE: "渡口".encode("utf-16-le")})

    assert found(content).caption == "渡口"


@pytest.mark.parametrize(
    "raw",
    [
        b"ASCII\0\0\0the first ferry",
        b"UNICODE\0" + "the first ferry".encode("utf-16-be"),
        b"UNICODE\0" + "the first ferry".encode("utf-16-le"),
        b"\0" * 8 + b"the first ferry",
        b"JIS\0\0\0\0\0" + "the first ferry".encode("iso2022-jp"),
    ],
)
def test_comment_is_read_in_the_encoding_that_it_names(raw):
    assert found(exif_jpeg(detail={COMMENT: raw})).caption == "the first ferry"


def test_chinese_comment_is_read():
    for encoding in ("utf-16-le", "utf-16-be"):
        raw = b"UNICODE\0" + "渡口的第一班船".encode(encoding)
        assert found(exif_jpeg(detail={COMMENT: raw})).caption == "渡口的第一班船"


def test_huge_words_are_cut():
    content = xmp_jpeg(f"<dc:description>{'渡口' * 9_000}</dc:description>")

    assert len(found(content).caption) == 2000


def test_halves_of_characters_are_removed():
    raw = b"UNICODE\0" + "渡".encode("utf-16-be") + b"\xd8\x00" + "口".encode("utf-16-be")
    assert found(exif_jpeg(detail={COMMENT: raw})).caption.isprintable()
