"""What `manage.py check` says of the settings of this app."""

from typing import Any

from django.core.checks import CheckMessage, Error

from pages.importing.page_files import reader_model


def check_reader_weights(**kwargs: Any) -> list[CheckMessage]:
    """The weights of the page reader must be there before the first page comes."""
    try:
        reader_model()
    except (OSError, ValueError) as error:
        hint = "Set it to a file that `make train` wrote, or leave it empty."
        message = f"NEWSROOM_READER_WEIGHTS cannot be read: {error}"
        return [Error(message, hint=hint, id="pages.E001")]
    return []
