"""What files say about AI: the national mark (GB 45438-2025) and IPTC's digital source type."""

import json
from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from media.intake import metadata
from media.intake.metadata import xmp
from media.intake.metadata.ai_marks import Claim
from media.models import Photo
from tests.media.metadata_files import exif_jpeg, xmp_jpeg, xmp_packet
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


def png(text, **options):
    info = PngInfo()
    info.add_itxt("AIGC", text)
    return encoded(drawn((80, 60)), "PNG", pnginfo=info, **options)


def png_with_text_behind_the_pixels(text):
    whole, chunk = png(text), b"iTXtAIGC"
    start = whole.index(chunk) - 4
    length = int.from_bytes(whole[start : start + 4], "big") + 12
    part, rest = whole[start : start + length], whole[:start] + whole[start + length :]
    end = rest.index(b"IEND") - 4
    return rest[:end] + part + rest[end:]


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
    "EXIF comment in ASCII": exif_jpeg(
        detail={0x9286: b"ASCII\0\0\0" + json.dumps({"AIGC": MARK}).encode()}
    ),
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


def test_strongest_claim_of_several_counts():
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
