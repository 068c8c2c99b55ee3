"""Brings the pixels of any picture into one form: sRGB with eight bits a channel, on white."""

from io import BytesIO

from PIL import Image, ImageChops, ImageCms

from media.sizes.decoding import Undecodable, decoding

SRGB = ImageCms.createProfile("sRGB")
PROFILE_IS_BROKEN = "profile is broken"  # a key of Image.info
PROFILED_MODES = ("L", "RGB", "CMYK")  # that a colour profile can describe
SIXTEEN_BITS = 65_535
PHOTOMETRIC = 262  # the TIFF tag that says what the numbers of the pixels mean
WHITE_IS_ZERO = 0


def eight_bits(image):
    """The decoded image with eight bits a channel and without a palette, so that pixels average.

    Grey of 16 bits is scaled, as scanners write it; Pillow would cut it off at 255.
    """
    if image.mode.startswith(("I", "F")):
        return _scaled_grey(image)
    if image.mode == "CMYK" and image.format == "JPEG" and "adobe" not in image.info:
        return ImageChops.invert(image)  # Pillow takes every CMYK JPEG for one of Adobe's
    if image.mode in ("P", "PA", "RGBa", "La", "HSV", "LAB", "YCbCr", "RGBX"):
        has_alpha = image.mode in ("PA", "RGBa", "La") or "transparency" in image.info
        return image.convert("RGBA" if has_alpha else "RGB")
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("L", "RGB") and "transparency" in image.info:
        return image.convert("RGBA")
    return image


def _scaled_grey(image):
    """Grey of more than eight bits, in mode L: black stays black, and white becomes 255."""
    tags = getattr(image, "tag_v2", {})
    if image.mode.startswith("I;16"):
        wide = image if image.mode == "I;16" else image.convert("I")
        grey = wide.point(lambda value: value / 256).convert("L")
    else:
        lowest, highest = _range(*image.getextrema())
        scale = 255 / (highest - lowest)
        grey = image.point(lambda value: value * scale - lowest * scale).convert("L")
    is_negative = tags.get(PHOTOMETRIC) == WHITE_IS_ZERO  # Pillow inverts fewer bits by itself
    return ImageChops.invert(grey) if is_negative else grey


def _range(lowest, highest):
    """The numbers for black and white in grey of 32 bits that lies between the two numbers."""
    for white in (1, 255, SIXTEEN_BITS):
        if lowest >= 0 and highest <= white:
            return 0, white
    return lowest, highest if highest > lowest else lowest + 1


def on_white(image):
    """The image without transparency: white where it shows through."""
    if image.mode in ("RGBA", "LA"):
        alpha = image.getchannel("A")
        plain = Image.new(image.mode.removesuffix("A"), image.size, "white")
        plain.paste(image.convert(plain.mode), mask=alpha)
        return plain
    return image


def in_srgb(image, profile):
    """The image converted from its ICC profile (bytes, or None) to sRGB, in mode RGB.

    If the profile is broken or meant for other images, the colours are taken as sRGB, and the
    result has PROFILE_IS_BROKEN in its `info`. Nothing else is kept there: Pillow would write
    profiles and comments into public files, and the profile of sRGB has the time of its making.
    """
    plain, info = None, {}
    if profile and image.mode in PROFILED_MODES:
        try:
            with decoding("broken colour profile"):
                source = ImageCms.ImageCmsProfile(BytesIO(profile))
                plain = ImageCms.profileToProfile(image, source, SRGB, outputMode="RGB")
        except Undecodable:
            info[PROFILE_IS_BROKEN] = True
    plain = plain or image.convert("RGB")
    plain.info = info
    return plain
