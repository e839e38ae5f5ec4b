"""Wrapped text: lines broken to fit a page or an e-mail, made into paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from statistics import quantiles

_SOFT_HYPHEN = "\u00ad"
_HYPHENS = "-\u2010"
_BROKEN = re.compile(rf"(\w+)[{_HYPHENS}]$")
_FIRST_WORD = re.compile(r"\w+")
_ENDS = re.compile(r"""[.!?:…]["'”’)\]]*$""")
# A line that ends this far before the usual width ended because the paragraph did.
_FULL = 0.8
_NARROWEST = 40


def unwrapped(lines: Iterable[str]) -> str:
    """The text of wrapped lines: a paragraph a line, with a blank line between.

    A paragraph ends at a blank line, and at a line that is short for the text and ends a sentence. A word
    broken at the end of a line is joined; its hyphen stays where the text has the word with one elsewhere.
    """
    kept = [line.replace(_SOFT_HYPHEN + " ", "").strip() for line in lines]
    words = set(re.findall(rf"\w+[{_HYPHENS}]\w+", "\n".join(kept).lower()))
    paragraphs = (_joined(block, words) for block in _blocks(kept, _width(kept)))
    return "\n\n".join(paragraphs).replace(_SOFT_HYPHEN, "")


def _width(lines: list[str]) -> float:
    """The length that most lines of running text come near."""
    lengths = [len(line) for line in lines if line]
    return quantiles(lengths, n=10)[-1] if len(lengths) > 1 else 0.0


def _blocks(lines: list[str], width: float) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line:
            block.append(line)
        if block and (not line or _is_last(line, width)):
            yield block
            block = []
    if block:
        yield block


def _is_last(line: str, width: float) -> bool:
    return len(line) < _FULL * width and (bool(_ENDS.search(line)) or width < _NARROWEST)


def _joined(lines: list[str], words: set[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        text = _with_next(text, line, words)
    return text


def _with_next(text: str, line: str, words: set[str]) -> str:
    if text.endswith(_SOFT_HYPHEN):
        return text + line
    broken, following = _BROKEN.search(text), _FIRST_WORD.match(line)
    if not broken or not following:
        return f"{text} {line}"
    left, right = broken[1], following[0]
    is_compound = not right[0].islower() or not left[-1].islower() or f"{left}-{right}".lower() in words
    return text + line if is_compound else text[:-1] + line
