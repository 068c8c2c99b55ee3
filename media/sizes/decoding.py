"""Decoding pictures whose bytes may be broken: whatever a decoder raises becomes Undecodable."""

from contextlib import contextmanager

from newsroom.core.jobs.trouble import is_trouble
from newsroom.core.refusal import Refused


class Undecodable(Refused):
    """The bytes of a file cannot be made into a picture; another attempt will not help."""


@contextmanager
def decoding(message):
    """Raise Undecodable with that message for every error of a decoder or encoder in the block.

    Trouble of the machine, such as a storage that cannot be reached, is passed on.
    """
    try:
        yield
    except Refused:
        raise
    # Pillow and the C libraries behind it raise what they please: SyntaxError, struct.error,
    # ZeroDivisionError, PyCMSError … A list of them would never be complete.
    except Exception as error:
        if is_trouble(error):
            raise
        raise Undecodable(message) from error
