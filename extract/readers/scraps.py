"""Scraps of HTML, as feeds and e-mails hold them, to plain text."""

from __future__ import annotations

import lxml.html
from lxml.etree import ParserError

_BLOCKS = (
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "td", "th", "tr", "ul",
)  # fmt: skip
_HIDDEN = ("script", "style", "noscript", "template", "head")


def plain_text(fragment: str) -> str:
    """The text of a scrap of HTML, one line a block; text without mark-up but entities stays as it is."""
    try:
        root = lxml.html.fragment_fromstring(fragment, create_parent="div")
    except (ParserError, ValueError):
        return ""
    for hidden in root.xpath("|".join(f".//{name}" for name in _HIDDEN)):
        hidden.drop_tree()
    for block in root.iter(*_BLOCKS):
        block.text, block.tail = f"\n{block.text or ''}", f"\n{block.tail or ''}"
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    return "\n\n".join(line for line in lines if line)
