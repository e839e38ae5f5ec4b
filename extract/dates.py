"""Dates: which words of a sentence say when, and which days they mean.

Relative words resolve only against the document's date; what cannot be known stays None. The words
themselves are data: `ontology/language/dates.toml`.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from extract.date_rules import Grammar, Reading, build_grammar
from extract.periods import Period, part
from ontology.dates import load_date_words
from ontology.records import DateSpan

_MOST_OPERATORS = 4


@cache
def _grammar() -> Grammar:
    return build_grammar(load_date_words())


@cache
def _finder() -> re.Pattern[str]:
    grammar = _grammar()
    operators = rf"(?:(?i:{grammar.operator_pattern})(?:\s+|-))"
    return re.compile(
        rf"(?<![\w-])(?:{operators}{{0,{_MOST_OPERATORS}}}?(?:{grammar.core_pattern})"
        rf"|{operators}{{1,{_MOST_OPERATORS}}}?(?:{grammar.lone_pattern}))(?!\w|-[a-z])"
    )


def find_expressions(text: str) -> list[tuple[int, int, str]]:
    """Start, end and kind of every temporal expression, in order.

    A month or a year on its own counts only after a word such as "in" or "since", so that "may",
    "a march" and "2000 soldiers" are left alone. Kinds are those of `extract.date_rules`; "event" is
    one that counts from something told ("three days after") and never resolves.
    """
    found = []
    for match in _finder().finditer(text):
        rule = _parse(match.group())
        if rule:
            found.append((match.start(), match.end(), rule[1].kind))
    return found


def _parse(text: str) -> tuple[tuple[str, ...], Reading] | None:
    """Peel the operators off ("since", "early", "in the") until a rule fits the rest."""
    grammar = _grammar()
    if reading := grammar.read(text):
        return (), reading
    for operator, pattern in grammar.operators:
        if (match := pattern.match(text)) and (inner := _parse(text[match.end() :])):
            return (operator, *inner[0]), inner[1]
    return None


def _apply(operator: str, period: Period, anchor: date | None) -> Period | None:
    """What an operator makes of the period behind it."""
    if operator == "unknown":
        return None
    if operator in ("early", "mid", "late"):
        return part(period, operator)
    if anchor is None or (operator in ("earlier", "later") and not period.start < anchor < period.end):
        return period
    if operator in ("since", "later") and period.start <= anchor:
        start = anchor if operator == "later" else period.start
        return Period(start, period.end if operator == "later" else anchor, period.granularity)
    if operator in ("until", "earlier"):
        start = min(anchor, period.start) if operator == "until" else period.start
        return Period(start, period.end if operator == "until" else anchor, period.granularity)
    return period


def resolve(expression: str, anchor: date | None, tense: str | None = None) -> DateSpan | None:
    """The days that an expression means, or None when nobody can know.

    Args:
        expression: the words, with or without their preposition ("on Thursday").
        anchor: the document's date; without it only absolute expressions resolve.
        tense: "past", "present", "future" or None for that of the verb. A bare weekday, day or month is
            the nearest one ahead for "future" and the nearest one back otherwise.
    """
    parsed = _parse(" ".join(expression.split()))
    if parsed is None:
        return None
    operators, reading = parsed
    try:
        period = reading.resolve(anchor, tense)
        for operator in reversed(operators):
            period = _apply(operator, period, anchor) if period else None
    except (ValueError, OverflowError):  # the 31st of February; 9999 years ago
        return None
    return DateSpan(period.start, period.end, period.granularity, expression) if period else None


def find_date(sentence: str, position: int, anchor: date | None, tense: str | None = None) -> DateSpan | None:
    """What the expression nearest to a position (a character offset in the sentence) means."""
    spans = [(start, end) for start, end, _ in find_expressions(sentence)]
    if not spans:
        return None
    start, end = min(spans, key=lambda span: (max(span[0] - position, position - span[1], 0), span))
    return resolve(sentence[start:end], anchor, tense)
