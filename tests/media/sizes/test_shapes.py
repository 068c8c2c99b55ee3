"""Crops contain the focal point, and no size is larger than the crop."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.sizes.shapes import ENCODINGS, LONGEST_SIDE, SHAPES, WHOLE, WIDE
from newsroom.press.picture_sizes import FORMATS, LAYOUTS

side = st.integers(1, 12_000)
thousandth = st.integers(0, 1000)


@given(side, side, thousandth, thousandth)
def test_every_crop_contains_the_focal_point(width, height, x, y):
    for shape in SHAPES:
        left, top, right, bottom = shape.box(width, height, (x, y))

        assert 0 <= left < right <= width and 0 <= top < bottom <= height
        assert left <= min(x * width // 1000, width - 1) < right
        assert top <= min(y * height // 1000, height - 1) < bottom


@given(st.integers(64, 12_000), st.integers(64, 12_000))
def test_crop_has_its_ratio_and_is_as_large_as_possible(width, height):
    for shape in SHAPES[1:]:
        left, top, right, bottom = shape.box(width, height)
        across, down = shape.ratio

        assert abs((right - left) * down - (bottom - top) * across) <= max(across, down)
        assert right - left == width or bottom - top == height


@given(side, side)
def test_there_is_a_size_and_none_is_larger_than_the_photo(width, height):
    for shape in SHAPES:
        widths = [size[0] for size in shape.sizes(width, height)]

        assert widths
        assert max(widths) <= width
        assert len(set(widths)) == len(widths)


@given(st.integers(1, 3_000), st.integers(1, 90_000))
def test_no_size_is_longer_than_every_format_can_hold(width, height):
    for shape in SHAPES:
        left, top, right, bottom = shape.box(width, height)

        for size in shape.sizes(right - left, bottom - top):
            assert min(size) >= 1 and max(size) <= LONGEST_SIDE


@pytest.mark.parametrize(
    ("height", "expected"),
    [
        (15_000, [(720, 10_000), (1080, 15_000)]),
        (20_000, [(720, 13_333), (884, 16_370)]),
        (60_000, [(294, 16_333)]),
    ],
)
def test_long_screenshot_is_scaled_down_until_it_fits(height, expected):
    assert WHOLE.sizes(1080, height) == expected


@pytest.mark.parametrize(
    ("width", "expected"),
    [(300, [300]), (900, [720, 900]), (1080, [720, 1080]), (6000, [720, 1080, 1600])],
)
def test_small_photo_has_fewer_sizes(width, expected):
    assert [size[0] for size in WHOLE.sizes(width, 400)] == expected


def test_whole_shape_is_not_cropped():
    assert WHOLE.box(300, 200, (0, 0)) == (0, 0, 300, 200)
    assert WIDE.box(1600, 1600, (500, 0)) == (0, 0, 1600, 900)


def test_shapes_are_those_of_the_public_templates():
    shown = {}
    for cuts in LAYOUTS.values():
        for cut in cuts:
            shown.setdefault(cut.shape, set()).update(cut.widths)

    assert shown == {shape.name: set(shape.widths) for shape in SHAPES}
    assert {encoding.extension: encoding.mime for encoding in ENCODINGS} == FORMATS
    assert list(FORMATS) == [encoding.extension for encoding in ENCODINGS]
