"""Making a very large picture smaller without holding it twice."""

from PIL import ExifTags, Image

STRIP = 64  # rows of the smaller picture that are made at a time
ORIENTATION = ExifTags.Base.Orientation


def reduced(image, factor):
    """The decoded picture, its sides divided by a whole number; itself if that is one.

    Beside the picture only a strip of it is held. It keeps its orientation and its profile.
    """
    if image.mode in ("P", "PA", "1"):  # numbers that are no colours, so that no mean can be taken
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if factor < 2:
        return image
    smaller = Image.new(image.mode, [-(-side // factor) for side in image.size])
    for top in range(0, image.height, STRIP * factor):
        bottom = min(top + STRIP * factor, image.height)
        strip = image.crop((0, top, image.width, bottom))
        smaller.paste(strip.reduce(factor), (0, top // factor))
    smaller.info = {key: image.info[key] for key in ("icc_profile",) if key in image.info}
    if orientation := image.getexif().get(ORIENTATION):
        smaller.getexif()[ORIENTATION] = orientation
    return smaller
