"""Bylines and datelines: the parts of a text that say who wrote it where, and that report nothing.

They stay in the text as given, so that offsets count in it; the parser never sees them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ontology.actors import load_actors
from ontology.bylines import load_bylines
from ontology.dates import load_date_words

_LONGEST_LINE = 120
_DASH = r"(?:[ \t]*(?:—|–|--|>>)[ \t]*|[ \t]+-[ \t]*)"
_REPORT_FOLLOWS = r"(?=[\"“‘'(]?[A-Z0-9])"
_CAPITALS = r"[A-Z][A-Z.'’-]+(?:[ /][A-Z.'’-]+){0,3}"
_TITLE = r"[A-Z][\w.'’-]+(?:[ /][A-Z][\w.'’-]+){0,3}"
_UNLISTED = r"\([A-Z][\w.'’&/-]*(?:[ ][A-Z][\w.'’&/-]*){0,3}\)"  # whatever stands in the place of an agency
_REGION = r"(?:,[ ]?[A-Z][\w.]+(?:[ ][A-Z][\w.]+){0,2})"


@cache
def _datelines() -> re.Pattern[str]:
    """Capitals before a dash or colon; or any place with a date or an agency; or the agency alone."""
    words = load_bylines()
    months = _either(name for names in load_date_words().months for name in names)
    day = rf"(?:,[ ](?:{months}[ ]\d{{1,2}}|\d{{1,2}}[ ]{months})(?:,?[ ]\d{{4}})?)"
    agency = rf"(?:[ ]?\({_either(words.agencies)}\))"
    marked = rf"(?:{_TITLE}|{_CAPITALS}){_REGION}?(?:{day}{agency}?|{agency})(?:{_DASH}|:[ ])"
    bare = rf"(?P<bare>{_CAPITALS}){_REGION}?(?:[ ]?{_UNLISTED})?(?:{_DASH}|:[ ])"
    return re.compile(rf"^[ \t]*(?:{marked}|{bare}|{agency}{_DASH}){_REPORT_FOLLOWS}", re.MULTILINE)


@cache
def _lines() -> re.Pattern[str]:
    """Whole lines about the author, and lines or brackets about the desk."""
    words = load_bylines()
    name = rf"(?:[A-Z][\w.'’/-]*+|{_either(words.joins)}|[|,;&·•/])"
    byline = rf"^[ \t]*{_either(words.bylines)} (?={_TITLE})(?:{name}[ \t,;|]*+)++$"  # possessive, so linear
    credit = rf"^[ \t]*{_either(words.credits)} [^\n]*$|\({_either(words.credits)} [^()\n]*\)"
    return re.compile(rf"{byline}|{credit}", re.MULTILINE)


@cache
def _dated() -> re.Pattern[str]:
    """A "byline" that opens with a time: "By April"."""
    dates = load_date_words()
    times = _either(name for names in (*dates.months, *dates.weekdays) for name in names)
    return re.compile(rf"\s*\w+ {times}\b")


def _either(words: Iterable[str]) -> str:
    alternatives = (re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return f"(?:{'|'.join(alternatives)})"


@cache
def _acting() -> frozenset[str]:
    """Names that are written in capitals anyway, so that capitals do not make them places of writing."""
    names = (name for actor in load_actors() for name in (*actor.names, *actor.acronyms))
    return frozenset(name for name in names if name.isupper())


def furniture(text: str) -> list[tuple[int, int]]:
    """The spans (start, end) of datelines, bylines and credits, in text order."""
    return sorted((*_dateline_spans(text), *_line_spans(text)))


def _dateline_spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _datelines().finditer(text):
        if match["bare"] not in _acting():
            yield match.span()


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _lines().finditer(text):
        if len(match.group()) <= _LONGEST_LINE and not _dated().match(match.group()):
            yield match.span()
