"""What files say about AI: the national mark (GB 45438-2025) and IPTC's digital source type."""

import json
from io import BytesIO
from zlib import crc32

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from media.intake import metadata
from media.intake.metadata import xmp
from media.intake.metadata.ai_marks import Claim
from media.models import Photo
from tests.media.metadata_files import exif_jpeg, iptc_jpeg, xmp_jpeg, xmp_packet
from tests.media.pictures import drawn, encoded

pytestmark = pytest.mark.django_db  # the public mark names the paper, from its row

MARK = {"Label": "1", "ContentProducer": "某某智能", "ProduceID": "A-42", "ReservedCode1": "c0de"}
SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def mark(content):
    return metadata.read(Image.open(BytesIO(content))).ai_mark


def aigc(value):
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"<TC260:AIGC>{text}</TC260:AIGC>"


def source(term):
    return f"<Iptc4xmpExt:DigitalSourceType>{SOURCE}{term}</Iptc4xmpExt:DigitalSourceType>"


def png(text, name="AIGC", **options):
    info = PngInfo()
    info.add_itxt(name, text)
    return encoded(drawn((80, 60)), "PNG", pnginfo=info, **options)


def png_with_text_behind_the_pixels(text):
    whole, chunk = png(text), b"iTXtAIGC"
    start = whole.index(chunk) - 4
    length = int.from_bytes(whole[start : start + 4], "big") + 12
    part, rest = whole[start : start + length], whole[:start] + whole[start + length :]
    end = rest.index(b"IEND") - 4
    return rest[:end] + part + rest[end:]


def comment(text):
    """A JPEG with that EXIF comment."""
    return exif_jpeg(detail={0x9286: b"ASCII\0\0\0" + text.encode()})


def tiff_with_xmp(properties):
    return encoded(drawn((80, 60)), "TIFF", tiffinfo={700: xmp_packet(properties)})


def manifest(term, camera="Leica"):
    """The bytes of a C2PA manifest that matter here; the rest of it is binary."""
    return b"jumb\0c2pa.actions\xa1" + f"{camera}x{SOURCE}{term}".encode() + b"\xa0\xff\0"


def jpeg_with_manifest(term):
    jpeg, segment = encoded(drawn((80, 60))), manifest(term)
    return jpeg[:2] + b"\xff\xeb" + (len(segment) + 2).to_bytes(2, "big") + segment + jpeg[2:]


def png_with_manifest(term):
    whole, data = encoded(drawn((80, 60)), "PNG"), b"caBX" + manifest(term)
    start = whole.index(b"IDAT") - 4
    chunk = (len(data) - 4).to_bytes(4, "big") + data + crc32(data).to_bytes(4, "big")
    return whole[:start] + chunk + whole[start:]


TEXT = json.dumps(MARK, ensure_ascii=False)
WRAPPED = json.dumps({"AIGC": MARK}, ensure_ascii=False)
FIELDS = "".join(f"<TC260:{name}>{value}</TC260:{name}>" for name, value in MARK.items())
CARRIERS = {
    "XMP element": xmp_jpeg(aigc(MARK)),
    "XMP element, wrapped": xmp_jpeg(aigc({"AIGC": MARK})),
    "XMP structure": xmp_jpeg(
        '<TC260:AIGC rdf:parseType="Resource">'
        + "".join(f"<TC260:{name}>{value}</TC260:{name}>" for name, value in MARK.items())
        + "</TC260:AIGC>"
    ),
    "XMP attribute": encoded(
        drawn((80, 60)),
        xmp=xmp_packet("").replace(
            b'rdf:about=""',
            b'rdf:about="" TC260:AIGC="'
            + json.dumps(MARK, ensure_ascii=False).replace('"', "&quot;").encode()
            + b'"',
            1,
        ),
    ),
    "WebP": encoded(drawn((80, 60)), "WEBP", xmp=xmp_packet(aigc(MARK))),
    "PNG text": png(json.dumps(MARK, ensure_ascii=False)),
    "PNG text behind the pixels": png_with_text_behind_the_pixels(
        json.dumps(MARK, ensure_ascii=False)
    ),
    "EXIF comment": exif_jpeg(
        detail={0x9286: b"UNICODE\0" + json.dumps({"AIGC": MARK}).encode("utf-16-be")}
    ),
    "EXIF comment in ASCII": comment(WRAPPED),
    "EXIF comment, the fields alone": comment(TEXT),
    "EXIF comment, in lower case": comment(WRAPPED.replace("AIGC", "aigc")),
    "EXIF comment, with a prefix": comment(WRAPPED.replace("AIGC", "TC260:AIGC")),
    "EXIF comment, beside other fields": comment(json.dumps({"a": {"b": 1}, "AIGC": MARK})),
    "EXIF comment, text in text": comment(json.dumps({"AIGC": TEXT})),
    "EXIF comment, with words": comment(f"made by a program AIGC={TEXT} v2"),
    "EXIF comment of Windows": exif_jpeg({0x9C9C: WRAPPED.encode("utf-16-le")}),
    "IPTC caption": iptc_jpeg(((2, 120), WRAPPED.encode())),
    "JPEG comment": encoded(drawn((80, 60)), comment=WRAPPED.encode()),
    "XMP in a TIFF": tiff_with_xmp(aigc(MARK)),
    "XMP, in lower case": xmp_jpeg(aigc(MARK).replace("AIGC", "aigc")),
    "XMP list": xmp_jpeg(f"<TC260:AIGC><rdf:Bag><rdf:li>{TEXT}</rdf:li></rdf:Bag></TC260:AIGC>"),
    "XMP structure in a Description": xmp_jpeg(
        f"<TC260:AIGC><rdf:Description>{FIELDS}</rdf:Description></TC260:AIGC>"
    ),
    "XMP description": xmp_jpeg(f"<dc:description>{WRAPPED}</dc:description>"),
    "XMP that is not complete": encoded(drawn((80, 60)), xmp=xmp_packet(aigc(MARK))[:-30]),
    "PNG text with a prefix": png(TEXT, "TC260:AIGC"),
    "PNG comment": png(WRAPPED, "Comment"),
    "PNG with XMP": png(xmp_packet(aigc(MARK)).decode(), "XML:com.adobe.xmp"),
}


@pytest.mark.parametrize("content", CARRIERS.values(), ids=CARRIERS)
def test_national_mark_is_read_wherever_it_stands(content):
    found = mark(content)

    assert found.aigc == MARK
    assert found.claim == Claim.GENERATED


@pytest.mark.parametrize(
    ("label", "claim"),
    [
        ("1", Claim.GENERATED),
        (1, Claim.GENERATED),
        ("2", Claim.POSSIBLE),
        ("3", Claim.POSSIBLE),
        ("", Claim.POSSIBLE),
        ("x", Claim.POSSIBLE),
    ],
)
def test_label_says_whether_it_is_sure(label, claim):
    assert mark(xmp_jpeg(aigc({"Label": label}))).claim == claim


@pytest.mark.parametrize("text", ["not JSON", "[1]", "{}x", '"1"'])
def test_mark_that_cannot_be_read_asks_a_person(text):
    assert mark(xmp_jpeg(aigc(text))).claim == Claim.POSSIBLE


@pytest.mark.parametrize(
    ("term", "claim"),
    [
        ("trainedAlgorithmicMedia", Claim.GENERATED),
        ("compositeWithTrainedAlgorithmicMedia", Claim.GENERATED),
        ("algorithmicallyEnhanced", Claim.POSSIBLE),
        ("compositeSynthetic", Claim.POSSIBLE),
        ("algorithmicMedia", Claim.POSSIBLE),
        ("computationalCapture", Claim.NONE),
        ("digitalCapture", Claim.NONE),
        ("humanEdits", Claim.NONE),
        ("untrainedAlgorithmicMediaX", Claim.NONE),
    ],
)
def test_digital_source_type(term, claim):
    as_reference = f'<Iptc4xmpExt:DigitalSourceType rdf:resource="{SOURCE}{term}"/>'

    for properties in (source(term), source(term + "/"), as_reference):
        assert mark(xmp_jpeg(properties)).claim == claim


@pytest.mark.parametrize("content", [jpeg_with_manifest, png_with_manifest])
def test_source_in_a_signed_manifest_counts(content):
    """Many programs that generate pictures write nothing but a C2PA manifest."""
    assert mark(content("trainedAlgorithmicMedia")).claim == Claim.GENERATED
    assert mark(content("computationalCapture")).claim == Claim.NONE


def test_values_of_the_mark_are_kept_whatever_they_are():
    found = mark(xmp_jpeg(aigc({"Label": "1", "ReservedCode1": {"a": 1}, "ProduceID": 7})))

    assert found.aigc == {"Label": "1", "ProduceID": "7", "ReservedCode1": '{"a": 1}'}


def test_caption_about_ai_is_no_mark():
    assert mark(comment("AIGC forum {2026}, 200 guests")).claim == Claim.NONE


def test_strongest_claim_of_several_counts():
    bag = f"<rdf:li>{SOURCE}digitalCapture</rdf:li><rdf:li>{SOURCE}trainedAlgorithmicMedia</rdf:li>"
    listed = (
        f"<Iptc4xmpExt:DigitalSourceType><rdf:Bag>{bag}</rdf:Bag></Iptc4xmpExt:DigitalSourceType>"
    )
    assert mark(xmp_jpeg(listed)).claim == Claim.GENERATED
    assert mark(xmp_jpeg(source("digitalCapture") + aigc(MARK))).claim == Claim.GENERATED
    two = mark(xmp_jpeg(source("digitalCapture") + source("trainedAlgorithmicMedia")))
    assert two.claim == Claim.GENERATED


def test_photo_without_a_mark_says_nothing():
    assert mark(encoded(drawn((80, 60)))).claim == Claim.NONE


# --- the packet of public files ---------------------------------------------------------------------


def public(**fields):
    """The AiMark that a public file of the Photo carries."""
    return mark(encoded(drawn((80, 60)), xmp=xmp.packet(Photo(sha256="ab" * 32, **fields))))


def test_public_file_keeps_the_mark_and_names_the_paper(settings):
    settings.NEWSROOM_PAPER = "临川晚报"

    found = public(aigc=MARK, ai_generated=True)

    assert found.aigc == {
        **MARK,
        "ContentPropagator": "临川晚报",
        "PropagateID": "ab" * 16,
        "ReservedCode2": "",
    }
    assert xmp.packet(Photo(aigc=MARK)) == xmp.packet(Photo(aigc=MARK))


def test_mark_of_an_earlier_propagator_is_kept():
    earlier = {**MARK, "ContentPropagator": "某平台", "PropagateID": "P-7"}

    assert public(aigc=earlier, ai_generated=True).aigc["PropagateID"] == "P-7"


def test_label_of_a_person_makes_the_public_file_carry_the_mark():
    found = public(ai_generated=True)

    assert (found.aigc["Label"], found.digital_source) == ("1", "trainedAlgorithmicMedia")


def test_mark_is_kept_even_if_a_person_overrules_it():
    assert public(aigc={**MARK, "Label": "2"}).aigc["Label"] == "2"
    assert public(digital_source="algorithmicallyEnhanced").digital_source == (
        "algorithmicallyEnhanced"
    )


def test_picture_of_a_camera_gets_no_mark():
    assert public().aigc == {}
    assert public(digital_source="computationalCapture").claim == Claim.NONE
