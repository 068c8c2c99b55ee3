"""What the paper says of itself on pages of its own: 关于我们, 联系我们, 隐私政策."""

import re
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render

from newsroom.press.site_info import site_context

SUBHEAD = re.compile(r"^[#＃]+[ \t\u3000]*(\S.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A paragraph, or the subhead over some."""

    text: str
    is_subhead: bool = False


def statement(request, name):
    """The page of one statement; raises Http404 while it has no text."""
    for statement in site_context.of(request).site.statements:
        if statement.name == name:
            blocks = blocks_of(statement.text)
            return render(
                request, "press/statement.html", {"statement": statement, "blocks": blocks}
            )
    raise Http404


def blocks_of(text):
    """The Blocks of a plain text: blank lines part paragraphs, `#` opens the line of a subhead."""
    apart = SUBHEAD.sub(r"\n\n\g<0>\n\n", text.replace("\r\n", "\n"))
    return [_block(part.strip()) for part in re.split(r"\n\s*\n", apart) if part.strip()]


def _block(text):
    subhead = SUBHEAD.fullmatch(text)
    return Block(subhead[1], is_subhead=True) if subhead else Block(text)
