"""Tells trouble of the machine, which may pass, from errors that would only come again."""

from django.db import InterfaceError, OperationalError
from procrastinate.exceptions import ConnectorException

try:  # boto3 is installed only where pictures are in a bucket
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError
except ImportError:
    BUCKET_ERRORS: tuple[type[Exception], ...] = ()
else:
    BUCKET_ERRORS = (Boto3Error, BotoCoreError, ClientError)

TROUBLE = (
    OperationalError,
    InterfaceError,
    ConnectorException,
    ConnectionError,
    TimeoutError,
    FileNotFoundError,
    PermissionError,
    *BUCKET_ERRORS,
)


def is_trouble(error):
    """Whether disk, storage, network or database caused the exception: it may work later.

    An OSError of the operating system has a number. Pillow raises OSError for broken files,
    without one.
    """
    if isinstance(error, OSError) and error.errno is not None:
        return True
    return isinstance(error, TROUBLE)
