"""The rules behind `extract.dates`: one pattern and one small function for each kind of expression.

Kinds: day, weekday, relative day, weekend, period ("last week"), rolling ("in the past year"),
ago, ahead, month, season, year, decade, event (counts from something told, never resolves).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from extract.periods import Period, containing, day, decade, month, months, nearest, shift, weekend, year
from ontology.dates import DateWords

_YEAR = r"(?:1[5-9]|2[01])\d\d"
_ORDINAL = r"(?:st|nd|rd|th)?"
_GROUP_NAME = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists turned round: from the word (lower case) to what it means."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    seasons: Mapping[str, tuple[int, int]]
    units: Mapping[str, str]
    numbers: Mapping[str, int]
    days: Mapping[str, int]
    which: Mapping[str, int]
    rolling: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Case:
    """One match with what is known around it."""

    match: re.Match[str]
    anchor: date
    tense: str | None
    words: _Words

    def text(self, group: str) -> str:
        return " ".join((self.match.group(group) or "").lower().split())

    def number(self, group: str = "n", missing: int = 1) -> int:
        text = self.text(group)
        return int(text) if text.isdigit() else self.words.numbers.get(text, missing)


@dataclass(frozen=True, slots=True)
class _Rule:
    """`absolute` rules need no document's date; `lone` ones are found only after a preposition."""

    kind: str
    pattern: str
    resolve: Callable[[_Case], Period | None]
    absolute: bool = False
    lone: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression as one rule reads it."""

    kind: str
    _match: re.Match[str]
    _rule: _Rule
    _words: _Words

    def resolve(self, anchor: date | None, tense: str | None) -> Period | None:
        """The period meant, or None when it needs the document's date and there is none.

        Raises:
            ValueError, OverflowError: there is no such day.
        """
        if anchor is None and not self._rule.absolute:
            return None
        return self._rule.resolve(_Case(self._match, anchor or date.max, tense, self._words))


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled rules, and the patterns that find candidates in running text."""

    rules: tuple[tuple[_Rule, re.Pattern[str]], ...]
    operators: tuple[tuple[str, re.Pattern[str]], ...]
    words: _Words
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


def _iso(case: _Case) -> Period:
    return day(date.fromisoformat(case.match.group()))


def _calendar_day(case: _Case) -> Period | None:
    number = case.words.months[case.text("month")]
    first, last = int(case.text("d")), int(case.text("d2") or case.text("d"))

    def in_year(value: int) -> Period:
        return Period(date(value, number, first), date(value, number, last), "day")

    if written := case.text("y"):
        return in_year(int(written))
    if case.anchor == date.max:
        return None
    candidates = []
    for value in range(case.anchor.year - 4, case.anchor.year + 5):  # four years: 29 February
        try:
            candidates.append(in_year(value))
        except ValueError:
            continue
    return nearest(candidates, case.anchor, case.tense)


def _weekday(case: _Case) -> Period:
    back = (case.anchor.weekday() - case.words.weekdays[case.text("weekday")]) % 7
    step = case.words.which.get(case.text("which"))
    if step == 1 or (step != -1 and case.tense == "future"):
        ahead = (-back) % 7
        return day(case.anchor + timedelta(days=ahead or (7 if step == 1 else 0)))
    return day(case.anchor - timedelta(days=back or (7 if step == -1 else 0)))


def _relative_day(case: _Case) -> Period:
    return day(case.anchor + timedelta(days=case.words.days[case.text("day")]))


def _weekend(case: _Case) -> Period | None:
    step = case.words.which.get(case.text("which"), 0)
    here = weekend(case.anchor)
    if step:
        return (
            weekend(case.anchor + timedelta(weeks=step))
            if here.start <= case.anchor or step == 1
            else _before(here)
        )
    return nearest([_before(here), here], case.anchor, case.tense)


def _before(period: Period) -> Period:
    return weekend(period.start - timedelta(weeks=1))


def _period(case: _Case) -> Period:
    unit = case.words.units[case.text("unit")]
    return containing(shift(case.anchor, unit, case.words.which[case.text("which")]), unit)


def _chosen(case: _Case, candidates: list[Period]) -> Period | None:
    """The one that last, this or next names; without such a word the nearest in the tense's direction."""
    step = case.words.which.get(case.text("which")) if "which" in case.match.re.groupindex else None
    if step == -1:
        return nearest([period for period in candidates if period.end < case.anchor], case.anchor, "past")
    if step == 1:
        return nearest([period for period in candidates if period.start > case.anchor], case.anchor, "future")
    if step == 0:
        return next((period for period in candidates if period.start.year == case.anchor.year), None)
    return nearest(candidates, case.anchor, case.tense)


def _month(case: _Case) -> Period | None:
    number = case.words.months[case.text("month")]
    return _chosen(case, [month(case.anchor.year + step, number) for step in (-1, 0, 1)])


def _season_of(case: _Case, number: int) -> Period:
    first, last = case.words.seasons[case.text("season")]
    return months(number, first, (last - first) % 12 + 1, "season")


def _season(case: _Case) -> Period | None:
    return _chosen(case, [_season_of(case, case.anchor.year + step) for step in (-2, -1, 0, 1)])


def _rolling(case: _Case) -> Period | None:
    written = case.text("unit")
    unit = case.words.units[written]
    if not case.text("n") and written != unit:  # "in the past years" names no number
        return None
    other = shift(case.anchor, unit, case.words.rolling[case.text("roll")] * case.number())
    fineness = "day" if unit == "hour" else unit
    start, end = sorted((case.anchor, other))
    return Period(start, end, fineness)  # type: ignore[arg-type]  # every unit but the hour is a granularity


def _counted(case: _Case, sign: int) -> Period:
    unit = case.words.units[case.text("unit")]
    when = shift(case.anchor, unit, sign * case.number())
    return containing(when, "year" if unit == "decade" else unit)


def _ahead(case: _Case) -> Period | None:
    return _counted(case, 1) if case.tense == "future" else None  # "built in two weeks" is a duration


def _within(case: _Case) -> Period | None:
    unit = case.words.units[case.text("unit")]
    if case.tense != "future":
        return None
    fineness = "day" if unit == "hour" else unit
    return Period(case.anchor, shift(case.anchor, unit, case.number()), fineness)  # type: ignore[arg-type]


def _rules(words: DateWords, turned: _Words) -> tuple[_Rule, ...]:
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
    years = rf"(?i:from|between)\s+{written_year}\s+(?i:to|and|until)\s+(?P<y2>{_YEAR})"
    return (
        _Rule("day", r"\d{4}-\d\d-\d\d", _iso, absolute=True),
        _Rule("day", rf"{day_name}{days_of}{month_name}{tail}", _calendar_day, absolute=True),
        _Rule("day", rf"{day_name}{month_name}\s+{first}{last}{tail}", _calendar_day, absolute=True),
        _Rule("month", rf"{month_name}(?:\s+of)?,?\s+{written_year}", _written_month, absolute=True),
        _Rule("relative day", rf"(?P<day>(?i:{_any(turned.days)})){of_day}", _relative_day),
        _Rule("weekday", rf"(?:{which})?(?P<weekday>{weekdays}){of_day}", _weekday),
        _Rule("weekend", rf"(?:{which}|(?i:the)\s+)?(?i:weekend)", _weekend),
        _Rule("event", rf"(?:{number}\s+)?{unit}\s+(?i:{_any(words.from_event)})", lambda case: None),
        _Rule("ago", rf"{number}\s+{unit}\s+(?i:ago)", lambda case: _counted(case, -1)),
        _Rule("ahead", rf"{number}\s+{unit}\s+(?i:from\s+now)", lambda case: _counted(case, 1)),
        _Rule("ahead", rf"(?i:within)\s+{number}\s+{unit}", _within),
        _Rule("ahead", rf"(?i:in)\s+{number}\s+{unit}(?:['’]s?\s+(?i:time))?", _ahead),
        _Rule("rolling", rf"{roll}(?:{number}\s+)?{unit}{not_of}", _rolling),
        _Rule("period", rf"{which}{calendar_unit}{not_of}", _period),
        _Rule("season", rf"{season}(?:\s+(?i:of))?\s+{written_year}", _written_season, absolute=True),
        _Rule("season", rf"{which}{season}", _season),
        _Rule("month", rf"{which}{month_name}", _month),
        _Rule("year", years, _years, absolute=True),
        _Rule("decade", r"(?P<y>\d{3}0)s", lambda case: decade(int(case.text("y"))), absolute=True),
        _Rule("month", month_name, _month, lone=True),
        _Rule("year", written_year, lambda case: year(int(case.text("y"))), absolute=True, lone=True),
    )  # fmt: skip


def _written_month(case: _Case) -> Period:
    return month(int(case.text("y")), case.words.months[case.text("month")])


def _written_season(case: _Case) -> Period:
    return _season_of(case, int(case.text("y")))


def _years(case: _Case) -> Period | None:
    first, last = year(int(case.text("y"))), year(int(case.text("y2")))
    return Period(first.start, last.end, "year") if first.start <= last.start else None


def _turned(words: DateWords) -> _Words:
    steps = [(words.last, -1), (words.this, 0), (words.next, 1)]
    rolls = [(words.rolling_past, -1), (words.rolling_next, 1)]
    return _Words(
        weekdays={name.lower(): index for index, names in enumerate(words.weekdays) for name in names},
        months={name.lower(): index for index, names in enumerate(words.months, 1) for name in names},
        seasons=words.seasons,
        units={word: unit for unit, forms in words.units.items() for word in forms},
        numbers=words.numbers,
        days=words.days,
        which={word: step for forms, step in steps for word in forms},
        rolling={word: step for forms, step in rolls for word in forms},
    )


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
    turned = _turned(words)
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
