"""Cleaning: a text that a parser can read, with every character traced back to the text as given.

Machine translation and web scraping leave broken characters (`extract.mending`), curly or unbalanced
quotes, missing spaces ("launch”.ModernizedJune 2") and line breaks that mean nothing or mean a new
paragraph. The cleaned text repairs these and leaves bylines and datelines out; `Cleaned.source` maps
its positions back, so that offsets stay true.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from extract.bylines import furniture
from extract.mending import mend
from ontology.grammar import load_grammar
from ontology.language import load_language

_QUOTES = str.maketrans(
    dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‛`", "'") | dict.fromkeys("\u00a0\u202f\u2009\t", " ")
)
# Where a space is missing: after a mark glued to the next word, inside "ModernizedJune" and "May2022".
_GLUED = re.compile(
    r'(?<=[a-z0-9)][.!?"])(?=[A-Z][a-z])|(?<=[a-z]"[.!?,])(?=[A-Z"])|(?<=[a-z],")(?=[A-Za-z])|(?<=[a-z];)(?=[A-Za-z])'
)
_CAMEL = re.compile(r"(?<=[a-z]{4})(?=[A-Z][a-z]{2,})|(?<=[A-Za-z][a-z]{2})(?=(?:19|20)\d\d\b)")
_OPENING = re.compile(r'(?<=[a-z,.])(?="[A-Z])')
_SMALL = re.compile(r"\s*[a-z]+(?![\w-]*:)")  # "publisher: X" is a line of its own
_TERMINAL = '.!?:;"”)’'
_HEADING_LENGTH = 70


# A quotation that breaks off after a verb that needs an object goes on behind the misplaced stop.
_BROKEN_OFF = re.compile(r'\bto (?P<open>"?)(?P<verb>[a-z]+)(?P<marks>"[.,]|[.,]")(?=[A-Z])')


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`text` for the parser; `offsets[i]` is the source position of its character i (plus the end),
    `ends[i]` where the stretch of the source that it stands for ends;
    `paragraphs` are the positions in `text` where a new paragraph starts."""

    text: str
    offsets: tuple[int, ...]
    paragraphs: frozenset[int]
    ends: tuple[int, ...]

    def source(self, position: int) -> int:
        """The position in the text as given for a position in the cleaned text."""
        return self.offsets[position]

    def source_end(self, position: int) -> int:
        """The same for an exclusive end: where the last character's own stretch of the source ends."""
        return self.ends[position - 1] if position else self.offsets[0]


def _breaks(text: str) -> set[int]:
    """Positions of newlines that end a paragraph rather than wrap a line."""
    found = set()
    begin = 0
    for match in re.finditer(r"\n+", text):
        line, begin = text[begin : match.start()].strip(), match.end()
        blank = "\n\n" in re.sub(r"[ \t\r]", "", text[match.start() : match.end() + 2])
        closed = blank or not line or line[-1] in _TERMINAL
        if closed or (len(line) < _HEADING_LENGTH and not _goes_on(line, text, begin)):
            found.add(match.start())
    return found


def _goes_on(line: str, text: str, begin: int) -> bool:
    """A short line that is no heading: a small letter follows, or it ends in a comma or before a noun."""
    grammar = load_grammar()
    leaning = {*grammar.owner_prepositions, *grammar.place_slots, *grammar.pointing} - {*grammar.particles}
    return bool(_SMALL.match(text, begin)) or line[-1] == "," or line.split()[-1] in leaning


def _missing_spaces(text: str) -> set[int]:
    return {match.start() for pattern in (_GLUED, _CAMEL, _OPENING) for match in pattern.finditer(text)}


def _rejoined(text: str) -> str:
    """The text with stops blanked that tear a support verb from its object: 'to launch".Trade talks'."""

    def blank(match: re.Match[str]) -> str:
        if match["verb"] not in load_language().support:
            return match.group()
        return f"to {' ' * len(match['open'])}{match['verb']}  "

    return _BROKEN_OFF.sub(blank, text)


def clean(text: str) -> Cleaned:
    """Repair characters, quotes, spaces and line breaks of any text, and keep the way back to its offsets."""
    mended = mend(text)
    straight = _rejoined(mended.text.translate(_QUOTES))
    breaks, gaps = _breaks(straight), _missing_spaces(straight)
    out: list[str] = []
    spans: list[tuple[int, int]] = []
    paragraphs: set[int] = {0}
    pending_break = False
    left_out = {position for span in furniture(text) for position in range(*span)}
    for position, (char, start, end) in enumerate(zip(straight, mended.starts, mended.ends, strict=True)):
        pending_break = pending_break or position in breaks
        if start in left_out:
            continue
        if char.isspace() or unicodedata.category(char) in ("Cc", "Cf", "Cs"):
            char = " "
        if position in gaps and out and out[-1] != " ":
            out.append(" ")
            spans.append((start, start))
        if char == " " and (not out or out[-1] == " "):
            continue
        if pending_break and char != " ":
            paragraphs.add(len(out))
            pending_break = False
        out.append(char)
        spans.append((start, end))
    starts = (*(start for start, _ in spans), len(text))
    return Cleaned("".join(out), starts, frozenset(paragraphs), tuple(end for _, end in spans))
