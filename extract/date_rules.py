"""The rules behind `extract.dates`: one pattern and one small function for each kind of expression.

Kinds: day, weekday, relative day, weekend, period ("last week"), rolling ("in the past year"),
ago, ahead, month, season, year, decade, event (counts from something told, never resolves).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from extract.date_meanings import (
    Case,
    Words,
    ahead,
    bare_month,
    bare_season,
    bare_weekday,
    bare_weekend,
    calendar_day,
    counted,
    iso_day,
    relative_day,
    rolling,
    turn_round,
    whole_period,
    within,
    written_month,
    written_season,
    year_range,
)
from extract.date_ranges import (
    day_range,
    end_of_unit,
    half_ago,
    month_range,
    numeric_day,
    part_of_this,
    second_next,
    share_of_year,
    week_of_month,
    weekday_of_week,
    weekday_range,
)
from extract.periods import Period, decade, year
from ontology.dates import DateWords

_YEAR = r"(?:1[5-9]|2[01])\d\d"
_ORDINAL = r"(?:st|nd|rd|th)?"
_GROUP_NAME = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True)
class _Rule:
    """`absolute` rules need no document's date; `lone` ones are found only after a preposition."""

    kind: str
    pattern: str
    resolve: Callable[[Case], Period | None]
    absolute: bool = False
    lone: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression as one rule reads it."""

    kind: str
    _match: re.Match[str]
    _rule: _Rule
    _words: Words

    def resolve(self, anchor: date | None, tense: str | None) -> Period | None:
        """The period meant, or None when it needs the document's date and there is none.

        Raises:
            ValueError, OverflowError: there is no such day.
        """
        if anchor is None and not self._rule.absolute:
            return None
        return self._rule.resolve(Case(self._match, anchor or date.max, tense, self._words))


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled rules, and the patterns that find candidates in running text."""

    rules: tuple[tuple[_Rule, re.Pattern[str]], ...]
    operators: tuple[tuple[str, re.Pattern[str]], ...]
    words: Words
    core_pattern: str
    lone_pattern: str
    operator_pattern: str

    def read(self, text: str) -> Reading | None:
        """The first rule that fits the whole text."""
        for rule, pattern in self.rules:
            if match := pattern.fullmatch(text):
                return Reading(rule.kind, match, rule, self.words)
        return None


def _any(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def _rules(words: DateWords, turned: Words) -> tuple[_Rule, ...]:
    """All rules, the longer readings first."""
    weekdays, month_names = (
        _any(w for ws in words.weekdays for w in ws),
        _any(w for ws in words.months for w in ws),
    )
    which = rf"(?P<which>(?i:{_any(turned.which)}))\s+"
    unit = rf"(?P<unit>(?i:{_any(turned.units)}))"
    calendar_unit = (
        rf"(?P<unit>(?i:{_any(u for u in ('week', 'month', 'year', 'decade') if u in turned.units)}))"
    )
    number = rf"(?P<n>\d{{1,4}}|(?i:{_any(turned.numbers)}))"
    season = rf"(?P<season>(?i:{_any(turned.seasons)}))"
    month_name, written_year = rf"(?P<month>{month_names})", rf"(?P<y>{_YEAR})"
    of_day = rf"(?:\s+(?i:{_any(words.times_of_day)}))?"
    first, last = (
        rf"(?P<d>\d{{1,2}}){_ORDINAL}(?!\d)",
        rf"(?:\s*(?:-|–|to|and)\s*(?P<d2>\d{{1,2}}){_ORDINAL}(?!\d))?",
    )
    day_name, tail = rf"(?:(?:{weekdays}),?\s+)?", rf"(?:,?\s+{written_year})?"
    not_of, days_of = r"(?!\s+of\b)", rf"{first}{last}(?:\s+of)?\s+"
    roll = rf"(?P<roll>(?i:{_any(turned.rolling)}))\s+"
    until = r"(?:\s*[-–]\s*|\s+(?:to|until|till|and|through)\s+)"
    month2, day2 = rf"(?P<month2>{month_names})", rf"(?P<d2>\d{{1,2}}){_ORDINAL}"
    between = r"(?i:from|between)\s+"
    from_day = rf"(?:{between})?{first}\s+{month_name}{until}{day2}\s+{month2}{tail}"
    from_month = rf"(?:{between})?{month_name}\s+{first}{until}{month2}\s+{day2}{tail}"
    nth = rf"(?:(?i:the)\s+)?(?P<nth>(?i:{_any(turned.ordinals)}))\s+"
    numeric = rf"(?P<one>\d{{1,2}})[/.](?P<two>\d{{1,2}})[/.](?P<three>{_YEAR})"
    share = rf"{nth}(?P<share>half|quarter)\s+of\s+(?:{written_year}|the\s+year)"
    part_of_unit = rf"(?P<part>(?i:{_any(turned.parts)}))\s+the\s+{calendar_unit}{not_of}"
    beyond = rf"(?i:the)\s+{calendar_unit}\s+(?:before|after)\s+(?P<which>(?i:{_any(turned.which)}))"
    years = rf"(?i:from|between)\s+{written_year}\s+(?i:to|and|until)\s+(?P<y2>{_YEAR})"
    return (
        _Rule("day", r"\d{4}-\d\d-\d\d", iso_day, absolute=True),
        _Rule("day", r"(?P<one>\d{4})/(?P<two>\d\d)/(?P<three>\d\d)", numeric_day, absolute=True),
        _Rule("day", numeric, numeric_day, absolute=True),
        _Rule("day", from_day, day_range, absolute=True),
        _Rule("day", from_month, day_range, absolute=True),
        _Rule("month", rf"{between}{month_name}{until}{month2}{tail}", month_range, absolute=True),
        _Rule("month", rf"{month_name}\s*[-–]\s*{month2}\s+{written_year}", month_range, absolute=True),
        _Rule("weekday", rf"{between}(?P<weekday>{weekdays}){until}(?P<weekday2>{weekdays})", weekday_range),
        _Rule("weekday", rf"(?P<weekday>{weekdays})\s+(?:of\s+)?{which}(?i:week)", weekday_of_week),
        _Rule("period", rf"{nth}(?i:week)\s+of\s+{month_name}{tail}", week_of_month, absolute=True),
        _Rule("period", share, share_of_year, absolute=True),
        _Rule("period", part_of_unit, part_of_this),
        _Rule("period", rf"{calendar_unit}['’]s\s+end", end_of_unit),
        _Rule("period", beyond, second_next),
        _Rule("ago", rf"(?i:half)\s+an?\s+{unit}\s+(?i:ago)", half_ago),
        _Rule("day", rf"{day_name}{days_of}{month_name}{tail}", calendar_day, absolute=True),
        _Rule("day", rf"{day_name}{month_name}\s+{first}{last}{tail}", calendar_day, absolute=True),
        _Rule("month", rf"{month_name}(?:\s+of)?,?\s+{written_year}", written_month, absolute=True),
        _Rule("relative day", rf"(?P<day>(?i:{_any(turned.days)})){of_day}", relative_day),
        _Rule("weekday", rf"(?:{which})?(?P<weekday>{weekdays}){of_day}", bare_weekday),
        _Rule("weekend", rf"(?:{which}|(?i:the)\s+)?(?i:weekend)", bare_weekend),
        _Rule("event", rf"(?:{number}\s+)?{unit}\s+(?i:{_any(words.from_event)})", lambda case: None),
        _Rule("ago", rf"{number}\s+{unit}\s+(?i:ago)", lambda case: counted(case, -1)),
        _Rule("ahead", rf"{number}\s+{unit}\s+(?i:from\s+now)", lambda case: counted(case, 1)),
        _Rule("ahead", rf"(?i:within)\s+{number}\s+{unit}", within),
        _Rule("ahead", rf"(?i:in)\s+{number}\s+{unit}(?:['’]s?\s+(?i:time))?", ahead),
        _Rule("rolling", rf"{roll}(?:{number}\s+)?{unit}{not_of}", rolling),
        _Rule("period", rf"{which}{calendar_unit}{not_of}", whole_period),
        _Rule("season", rf"{season}(?:\s+(?i:of))?\s+{written_year}", written_season, absolute=True),
        _Rule("season", rf"{which}{season}", bare_season),
        _Rule("month", rf"{which}{month_name}", bare_month),
        _Rule("year", years, year_range, absolute=True),
        _Rule("decade", r"(?P<y>\d{3}0)s", lambda case: decade(int(case.text("y"))), absolute=True),
        _Rule("month", month_name, bare_month, lone=True),
        _Rule("year", written_year, lambda case: year(int(case.text("y"))), absolute=True, lone=True),
    )  # fmt: skip


def _operators(words: DateWords) -> dict[str, tuple[str, ...]]:
    return {
        "unknown": words.unknown,
        "since": words.since,
        "until": words.until,
        **words.parts,
        "earlier": words.earlier,
        "later": words.later,
        "lead": words.leads,
    }


def build_grammar(words: DateWords) -> Grammar:
    """Compile the rules with the given words."""
    turned = turn_round(words)
    rules = _rules(words, turned)
    operators = _operators(words)

    def joined(lone: bool) -> str:
        return "|".join(_GROUP_NAME.sub("(?:", rule.pattern) for rule in rules if rule.lone == lone)

    return Grammar(
        rules=tuple((rule, re.compile(rule.pattern)) for rule in rules),
        operators=tuple(
            (name, re.compile(rf"(?i:{_any(forms)})(?:\s+|-)")) for name, forms in operators.items()
        ),
        words=turned,
        core_pattern=joined(lone=False),
        lone_pattern=joined(lone=True),
        operator_pattern=_any(form for forms in operators.values() for form in forms),
    )
