"""Reading HTML from anywhere, such as Word or a web page, into Elements.

Scripts and forms go with their content. Elements say whether their text was deleted or hidden in
the source. Whoever reads them decides what a body keeps.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Union

import nh3

from newsroom.core.body.parsing import ATTRIBUTES, Text, tokens

DEEPEST = 60  # elements within each other; what is deeper is read as if it were less deep
DEEPEST_FOR_NH3 = 500  # its time grows with the square of the depth
SCHEMES = {"http", "https", "mailto"}

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LISTS = {"ul", "ol", "menu", "dir"}
LOST = {
    **dict.fromkeys(("img", "picture", "svg", "canvas", "math"), "pictures"),
    **dict.fromkeys(("video", "audio", "iframe", "embed", "object"), "videos"),
    # WeChat's own elements for sound and videos.
    **dict.fromkeys(("mpvoice", "mpvideo", "mpvideosnap", "qqmusic"), "videos"),
    **dict.fromkeys(("mp-common-mpaudio", "mp-common-videosnap"), "videos"),
}
DELETED = {"del", "s", "strike"}
# Each begins a new line and ends it.
PARAGRAPHS = {
    *("p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "address"),
    *("center", "dl", "dt", "dd", "pre", "figcaption", "caption", "details", "summary", "li"),
    *("hgroup", "search", "dialog", "fieldset", "legend", "form", "td", "th", "tr", "hr"),
    *("thead", "tbody", "tfoot", "noscript"),
}
INLINE = {"strong", "b", "em", "i", "a", "sup", "sub", "span", "font", "br", "rt", "q"}
KNOWN = {*HEADINGS, *LISTS, *LOST, *DELETED, *PARAGRAPHS, *INLINE} | {
    "table",
    "blockquote",
    "figure",
}
WITHOUT_CONTENT = {"script", "style", "title", "template", "textarea", "select", "button", "rp"}
VOID = {"br", "hr", "img", "embed"}
# These end by themselves where another begins, so that they say nothing about the depth.
NEVER_DEEP = VOID | {"p", "li", "dt", "dd", "tr", "td", "th", "input", "meta", "link", "col", "wbr"}

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
HIDING_STYLE = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|mso-element:comment|mso-special-character:comment"
)
# So that nobody reads it, as against copying; only where the element holds nothing but text, since
# others in it may have a style of their own.
UNSEEN_STYLE = re.compile(r"(?:font-size|opacity):0(?:\.0*)?(?:px|pt|em|rem|%)?(?:;|$)")
# Inline elements that the source shows as lines, or cells, of their own.
BLOCK_STYLE = re.compile(r"display:(?:block|flex|grid|table|list-item|flow-root)")
LINES_STYLE = re.compile(r"white-space(?:-collapse)?:(?:pre|break-spaces)")
STRUCK_STYLE = re.compile(r"text-decoration[a-z-]*:[^;]*line-through")
HIDING_CLASS = re.compile(r"\bmsocom\w*|\bMsoComment\w*", re.IGNORECASE)
DELETED_CLASS = re.compile(r"\bmsoDel\b", re.IGNORECASE)


@dataclass
class Element:
    """An element of the source with what is in it: Elements and texts."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Union["Element", str]] = field(default_factory=list)

    @cached_property
    def style(self):
        """Its own style in lower case without spaces, such as `font-weight:bold;`."""
        return re.sub(r"\s", "", self.attributes.get("style", "")).lower()

    @property
    def is_deleted(self):
        """Whether the source shows its text as deleted."""
        by_class = DELETED_CLASS.search(self.attributes.get("class", ""))
        return bool(self.name in DELETED or by_class or STRUCK_STYLE.search(self.style))

    @property
    def is_hidden(self):
        """Whether the source does not show it, or shows it as a comment beside the text."""
        by_class = HIDING_CLASS.search(self.attributes.get("class", ""))
        by_style = HIDING_STYLE.search(self.style) or (
            UNSEEN_STYLE.search(self.style) and all(isinstance(c, str) for c in self.children)
        )
        return bool("hidden" in self.attributes or by_class or by_style)

    @property
    def is_block(self):
        """Whether the source shows it as a block because of its style."""
        return bool(BLOCK_STYLE.search(self.style))

    @property
    def keeps_lines(self):
        """Whether a line end in its text is shown as one."""
        return self.name == "pre" or bool(LINES_STYLE.search(self.style))

    def elements(self):
        """All Elements in it, at any depth."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.elements()

    def text(self):
        """All text in it."""
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)

    def number(self, name, *, least=1, most=1000, default=1):
        """The attribute as a number in these bounds; the default if it is none."""
        value = self.attributes.get(name, "").strip()
        return min(max(int(value), least), most) if value.isascii() and value.isdigit() else default


def read_source(html):
    """The Element that holds all of the HTML."""
    if "<td" in html.lower() and "<table" not in html.lower():
        html = f"<table>{html}</table>"  # without it, HTML knows no cells and would glue them
    attributes = {tag: set(names) for tag, names in ATTRIBUTES.items()}
    html = nh3.clean(
        _flattened(html),
        tags=KNOWN,
        clean_content_tags=WITHOUT_CONTENT,
        attributes={**attributes, "*": {"class", "style", "hidden"}},
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return _tree(html)


def _flattened(html):
    """The HTML without the tags that are too deep in others; each becomes a space."""
    if html.count("<") <= DEEPEST_FOR_NH3:
        return html
    depth = 0

    def kept(tag):
        nonlocal depth
        if tag[2].lower() in NEVER_DEEP:
            return tag[0]
        is_too_deep = depth + (not tag[1]) > DEEPEST_FOR_NH3
        depth = max(depth + (-1 if tag[1] else 1), 0)
        return " " if is_too_deep else tag[0]

    # Tags in comments and in values of attributes are none, and would make the depth look smaller.
    html = VALUE.sub(lambda value: value[0].replace("<", "&lt;"), COMMENT.sub("", html))
    return TAG.sub(kept, html)


def _tree(html):
    """The Element of HTML that nh3 wrote, in which every element has its end tag."""
    open_elements = [Element("")]
    left_out = 0  # start tags that were too deep and wait for their end tags
    for token in tokens(html):
        parent = open_elements[-1]
        if isinstance(token, Text):
            parent.children += _lines(token.text, open_elements)
        elif token.is_end:
            if left_out:
                left_out -= 1
                parent.children.append(Element("br"))
            else:
                open_elements.pop()
        elif len(open_elements) > DEEPEST and token.name not in VOID:
            left_out += 1
            parent.children.append(Element("br"))
        else:
            element = Element(token.name, dict(token.attributes))
            parent.children.append(element)
            if token.name not in VOID:
                open_elements.append(element)
    return open_elements[0]


def _lines(text, open_elements):
    """The text in these Elements; its line ends are breaks if one of them keeps its lines."""
    if "\n" not in text or not any(element.keeps_lines for element in open_elements):
        return [text]
    first, *others = text.split("\n")
    return [first, *(node for line in others for node in (Element("br"), line))]
