"""The widths of the screen in which a journey is made."""

import pytest

WIDE, PHONE = 1400, 390


def journey(tested, soaked):
    """Parametrize a journey of many screens: `make test` makes it in one width.

    `make soak` makes it in the other, which shows the same screens.
    """
    return pytest.mark.parametrize("width", [tested, pytest.param(soaked, marks=pytest.mark.soak)])
