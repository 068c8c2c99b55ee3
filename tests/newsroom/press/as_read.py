"""The text of a page without the elements that only set it, for tests of what it says."""

import re

SETTING = re.compile('<wbr>|<span lang="en"[^>]*>([^<]*)</span>')


def as_read(response):
    """The HTML of the response as text, without line breaks of headlines and marks of Latin words."""
    return SETTING.sub(lambda found: found[1] or "", response.content.decode())
