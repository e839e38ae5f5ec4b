"""Mending: characters of a text that are not what was written, and what was written in their place.

Double-encoded UTF-8 ("Russiaâ€™s"), HTML entities, ligatures, full-width forms, accents apart from
their letters, invisible characters inside words, words torn by a line's end, marks of footnotes and
addresses. Every mended character knows the stretch of the source that it stands for.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Bytes 0x80–0xBF as Windows-1252 or Latin-1 shows them: the tail of a letter in UTF-8.
_TAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
_SENTENCE_MARKS = {"。": ". ", "、": ", ", "，": ", ", "；": "; ", "：": ": ", "！": "! ", "？": "? "}
# Reopened quotation marks lose their last byte on the way, which Windows-1252 does not know.
_LOST = "â€\ufffd"

_BROKEN = re.compile(
    rf"(?P<encoded>{_LOST}|[Â-ß][{_TAIL}]|[à-ï][{_TAIL}]{{2}})"
    r"|(?P<entity>&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});)"
    r"|(?P<apart>[A-Za-z][\u0300-\u036f]+)"
    r"|(?P<form>[\ufb00-\ufb06\uff01-\uff5e。、])"
    rf"|(?P<nothing>(?<=\w)[{_INVISIBLE}]+(?=\w)|(?<=[a-z]{{2}})-[ \t]*\r?\n[ \t]*(?=[a-z])|\[\d{{1,3}}\])"
    r"|(?P<space>(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)])"
    r"|(?P<dash>(?<=\w)(?:—|--)(?=\w))"
)


class Mended(NamedTuple):
    """The text that was meant; character i stands for the stretch `starts[i]` to `ends[i]` of the source."""

    text: str
    starts: list[int]
    ends: list[int]


def mend(text: str) -> Mended:
    """The characters that were meant, in order, with their way back."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for match, meant in _mends(text):
        start, end = match.span()
        pieces += (text[position:start], meant)
        starts += (*range(position, start), *[start] * len(meant))
        ends += (*range(position + 1, start + 1), *[end] * len(meant))
        position = end
    starts += range(position, len(text))
    ends += range(position + 1, len(text) + 1)
    return Mended("".join((*pieces, text[position:])), starts, ends)


def _mends(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in _BROKEN.finditer(text):
        meant = _meant(match)
        if meant is not None:
            yield match, meant


def _meant(match: re.Match[str]) -> str | None:
    """What a broken stretch stands for; None where it is none after all."""
    kind, broken = match.lastgroup, match.group()
    if kind == "encoded":
        return _decoded(broken)
    if kind == "entity":
        meant = html.unescape(broken)
        return meant if meant != broken else None
    if kind == "apart":
        return unicodedata.normalize("NFC", broken)
    if kind == "form":
        return _SENTENCE_MARKS.get(broken) or unicodedata.normalize("NFKC", broken)
    return {"nothing": "", "space": " ", "dash": " — "}[str(kind)]


def _decoded(broken: str) -> str | None:
    """The one character whose UTF-8 bytes were read as Windows-1252, if it is a mark or a Latin letter."""
    if broken == _LOST:
        return '"'
    try:
        meant = b"".join(_byte(char) for char in broken).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return meant if meant < "\u0250" or "\u2000" <= meant < "\u2070" else None


def _byte(char: str) -> bytes:
    """The byte that Windows-1252 shows as a character; Latin-1 where it shows none."""
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")
