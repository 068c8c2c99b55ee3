"""Files that look like pictures and are no photo to publish; each refusal says what to do."""

from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from newsroom.core.refusal import Refused

# Camera raw files are TIFF: what opens is only a small preview, or a picture without its colours.
RAW_EXTENSIONS = frozenset(
    "3fr arw cr2 crw dcr dng erf iiq kdc mef mos nef nrw orf pef raw rw2 rwl sr2 srf srw".split()
)
DNG_VERSION, SUBFILE_TYPE, PHOTOMETRIC = 50706, 254, 262  # TIFF tags
IS_PREVIEW = 1  # a bit of SUBFILE_TYPE
SENSOR_DATA = (32803, 34892)  # values of PHOTOMETRIC
HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


def refuse_raw(image, name):
    """Refuse a camera's raw file, which Pillow opens as a TIFF. Raises Refused."""
    if image.format != "TIFF":
        return
    tags = image.tag_v2
    subfile_type, photometric = tags.get(SUBFILE_TYPE), tags.get(PHOTOMETRIC)
    if (
        PurePosixPath(name).suffix.lower().lstrip(".") in RAW_EXTENSIONS
        or DNG_VERSION in tags
        or photometric in SENSOR_DATA
        or (isinstance(subfile_type, int) and subfile_type & IS_PREVIEW)
    ):
        raise Refused(_("This is a camera's raw file: export it as JPEG and send that."))


def refusal(file):
    """The Refused for an open file that could not be opened as a picture."""
    file.seek(0)
    head = file.read(12)
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return Refused(
            _(
                "This HEIC picture can't be read. On the phone choose the camera format “Most "
                "compatible”, or save the picture as JPEG, and send it again."
            )
        )
    return Refused(
        _("This is no picture that we can read. Send JPEG, PNG, WebP, AVIF, HEIC or TIFF.")
    )
