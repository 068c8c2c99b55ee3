"""Reads one photo file from a request, and stops at the size limit."""

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.utils.translation import gettext as _

from media.intake.inspection import MEBIBYTE, too_large_message
from newsroom.core.refusal import Refused

FORM_BYTES = MEBIBYTE  # allowed for the other fields of the form


class TooLarge(Refused):
    """The request or its file has more bytes than `PHOTO_MAX_BYTES` allows."""


class BoundedUpload(TemporaryFileUploadHandler):
    """Writes a file to disk until it exceeds the limit; then the rest is skipped."""

    def __init__(self, request=None):
        super().__init__(request)
        self.received = 0  # bytes

    @property
    def is_exceeded(self):
        return self.received > settings.PHOTO_MAX_BYTES

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.is_exceeded:
            raise StopUpload  # Django reads the rest of the request without keeping it
        super().receive_data_chunk(raw_data, start)


def limit_body(request):
    """Limit what is read of the request. Call it before anything reads the body.

    Raises TooLarge if the declared length is too large already.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.PHOTO_MAX_BYTES + FORM_BYTES:
        raise TooLarge(too_large_message())
    request.upload_handlers = [BoundedUpload(request)]


def uploaded_file(request):
    """The UploadedFile in the field `file`, after `limit_body`. Raises Refused or TooLarge."""
    file = request.FILES.get("file")
    (handler,) = request.upload_handlers
    if handler.is_exceeded:
        raise TooLarge(too_large_message())
    if file is None:
        raise Refused(_("No file was chosen."))
    return file
