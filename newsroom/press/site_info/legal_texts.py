"""The pages with the paper's legal texts: 关于我们, 联系我们, 隐私政策."""

import re
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render

from newsroom.press.site_info.context import site_context_for

SUBHEAD = re.compile(r"^[#＃]+[ \t\u3000]*(\S.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A paragraph or a subhead."""

    text: str
    is_subhead: bool = False


def legal_text(request, name):
    """The page of the legal text in that field of SiteInformation; 404 while it is empty."""
    for text in site_context_for(request).information.legal_texts:
        if text.name == name:
            context = {"legal_text": text, "blocks": parse_blocks(text.text)}
            return render(request, "press/legal_text.html", context)
    raise Http404


def parse_blocks(text):
    """The Blocks of a plain text: blank lines separate paragraphs, a line with `#` is a subhead."""
    separated = SUBHEAD.sub(r"\n\n\g<0>\n\n", text.replace("\r\n", "\n"))
    parts = re.split(r"\n\s*\n", separated)
    return [_parse_block(part.strip()) for part in parts if part.strip()]


def _parse_block(text):
    subhead = SUBHEAD.fullmatch(text)
    return Block(subhead[1], is_subhead=True) if subhead else Block(text)
