"""Keywords (关键词) as users type them."""

import re

SEPARATORS = re.compile(r"[,，、;；\n]+")


def parse(text):
    """The tags in a line such as `春节，志愿服务、社区`, each once, sorted.

    Spaces within a tag are kept.
    """
    return sorted({tag.strip() for tag in SEPARATORS.split(text or "") if tag.strip()})
