"""What every public page needs: the paper's name and what its imprint says."""

from django.conf import settings
from django.utils.encoding import escape_uri_path

from newsroom.press.converters import absolute
from newsroom.press.site_info import site_context


def site(request):
    """`paper`, the page's own address without a query, as path (`here`) and in full (`canonical`),
    and its `imprint`: unread it costs nothing.
    """
    here = escape_uri_path(request.path)
    return {
        "paper": settings.NEWSROOM_PAPER,
        "here": here,
        "canonical": absolute(here),
        "imprint": site_context.of(request),
    }
