"""The check of NEWSROOM_READER_WEIGHTS, and what the reader takes from it."""

import pytest

from pages.checks import check_reader_weights
from pages.importing.page_files import reader_model
from pages.reading.decoder.model import SHIPPED, load


def test_shipped_weights_are_the_default(settings):
    settings.NEWSROOM_READER_WEIGHTS = ""

    assert reader_model() is load()
    assert check_reader_weights() == []


def test_a_paper_may_have_weights_of_its_own(settings, tmp_path):
    own = tmp_path / "weights.json.xz"
    own.write_bytes(SHIPPED.read_bytes())
    settings.NEWSROOM_READER_WEIGHTS = str(own)

    assert check_reader_weights() == []
    assert reader_model() == load() and reader_model() is not load()


@pytest.mark.parametrize("content", [None, b"", b"no weights"], ids=["missing", "empty", "other"])
def test_weights_that_cannot_be_read_are_an_error(settings, tmp_path, content):
    path = tmp_path / "weights.json.xz"
    if content is not None:
        path.write_bytes(content)
    settings.NEWSROOM_READER_WEIGHTS = str(path)

    (error,) = check_reader_weights()
    assert error.id == "pages.E001" and str(path) in error.msg
