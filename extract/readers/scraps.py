"""Scraps of HTML, as feeds and e-mails hold them, to plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml.etree import ParserError, iterwalk

_BLOCKS = (
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "td", "th", "tr", "ul",
)  # fmt: skip
_BREAK = "\0"  # no parsed text holds it
_BREAKS = re.compile(rf"{_BREAK}|\n\s*\n")
_HIDDEN = ("script", "style", "noscript", "template", "head")


def plain_text(fragment: str) -> str:
    """The text of a scrap of HTML, one line a block; text without mark-up but entities stays as it is."""
    try:
        root = lxml.html.fragment_fromstring(fragment, create_parent="div")
    except (ParserError, ValueError):
        return ""
    lines = (" ".join(line.split()) for line in _BREAKS.split("".join(_pieces(root))))
    return "\n\n".join(line for line in lines if line)


def _pieces(root: lxml.html.HtmlElement) -> Iterator[str]:
    """All text that is shown, with a mark where a block begins or ends."""
    walk = iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start" and element.tag in _HIDDEN:
            walk.skip_subtree()
            continue
        yield _BREAK if element.tag in _BLOCKS else ""
        yield (element.text if event == "start" else element.tail) or ""
