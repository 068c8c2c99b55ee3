"""Keywords (关键词) as users type them."""

from newsroom.core.form_fields import split_list
from newsroom.core.plain_text import without_hidden


def parse(text):
    """The tags in a line such as `春节，志愿服务、社区`, each once, sorted.

    Spaces within a tag are kept.
    """
    return sorted(split_list(without_hidden(text or "")))
