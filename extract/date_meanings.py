"""What one matched expression means: a small function for each kind, over the match and what surrounds it.

Each gives a period, or None when nobody can know. The patterns stand in `extract.date_rules`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from extract.periods import Period, containing, day, month, months, nearest, shift, weekend, year
from ontology.dates import DateWords


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists turned round: from the word (lower case) to what it means."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    seasons: Mapping[str, tuple[int, int]]
    units: Mapping[str, str]
    numbers: Mapping[str, int]
    days: Mapping[str, int]
    which: Mapping[str, int]
    rolling: Mapping[str, int]
    ordinals: Mapping[str, int]
    parts: Mapping[str, str]


def turn_round(words: DateWords) -> Words:
    """The word lists from word to meaning."""
    steps = [(words.last, -1), (words.this, 0), (words.next, 1)]
    rolls = [(words.rolling_past, -1), (words.rolling_next, 1)]
    return Words(
        weekdays={name.lower(): index for index, names in enumerate(words.weekdays) for name in names},
        months={name.lower(): index for index, names in enumerate(words.months, 1) for name in names},
        seasons=words.seasons,
        units={word: unit for unit, forms in words.units.items() for word in forms},
        numbers=words.numbers,
        days=words.days,
        which={word: step for forms, step in steps for word in forms},
        rolling={word: step for forms, step in rolls for word in forms},
        ordinals=words.ordinals,
        parts={form: part for part, forms in words.parts.items() for form in forms if form.endswith(" of")},
    )


@dataclass(frozen=True, slots=True)
class Case:
    """One match with what is known around it."""

    match: re.Match[str]
    anchor: date
    tense: str | None
    words: Words

    def text(self, group: str) -> str:
        return " ".join((self.match.group(group) or "").lower().split())

    def number(self, group: str = "n", missing: int = 1) -> int:
        text = self.text(group)
        return int(text) if text.isdigit() else self.words.numbers.get(text, missing)


def iso_day(case: Case) -> Period:
    """ "2021-03-06"."""
    return day(date.fromisoformat(case.match.group()))


def calendar_day(case: Case) -> Period | None:
    """ "6 March 2021", "March 6-8"; without a year, the nearest in the tense's direction."""
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


def bare_weekday(case: Case) -> Period:
    """ "Monday", "last Monday", "next Friday"; last and next never mean the document's own day."""
    back = (case.anchor.weekday() - case.words.weekdays[case.text("weekday")]) % 7
    step = case.words.which.get(case.text("which"))
    if step == 1 or (step != -1 and case.tense == "future"):
        ahead = (-back) % 7
        return day(case.anchor + timedelta(days=ahead or (7 if step == 1 else 0)))
    return day(case.anchor - timedelta(days=back or (7 if step == -1 else 0)))


def relative_day(case: Case) -> Period:
    """ "yesterday"."""
    return day(case.anchor + timedelta(days=case.words.days[case.text("day")]))


def bare_weekend(case: Case) -> Period | None:
    """ "the weekend", "last weekend"."""
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


def whole_period(case: Case) -> Period:
    """ "last week": a whole week, month, year or decade of the calendar."""
    unit = case.words.units[case.text("unit")]
    return containing(shift(case.anchor, unit, case.words.which[case.text("which")]), unit)


def _chosen(case: Case, candidates: list[Period]) -> Period | None:
    """The one that last, this or next names; without such a word the nearest in the tense's direction."""
    step = case.words.which.get(case.text("which")) if "which" in case.match.re.groupindex else None
    if step == -1:
        return nearest([period for period in candidates if period.end < case.anchor], case.anchor, "past")
    if step == 1:
        return nearest([period for period in candidates if period.start > case.anchor], case.anchor, "future")
    if step == 0:
        return next((period for period in candidates if period.start.year == case.anchor.year), None)
    return nearest(candidates, case.anchor, case.tense)


def bare_month(case: Case) -> Period | None:
    """ "March", "last March"."""
    number = case.words.months[case.text("month")]
    return _chosen(case, [month(case.anchor.year + step, number) for step in (-1, 0, 1)])


def _season_of(case: Case, number: int) -> Period:
    first, last = case.words.seasons[case.text("season")]
    return months(number, first, (last - first) % 12 + 1, "season")


def bare_season(case: Case) -> Period | None:
    """ "last summer"."""
    return _chosen(case, [_season_of(case, case.anchor.year + step) for step in (-2, -1, 0, 1)])


def rolling(case: Case) -> Period | None:
    """ "the past year", "the next two weeks": counted from the document's date, to the day."""
    written = case.text("unit")
    unit = case.words.units[written]
    if not case.text("n") and written != unit:  # "in the past years" names no number
        return None
    other = shift(case.anchor, unit, case.words.rolling[case.text("roll")] * case.number())
    fineness = "day" if unit == "hour" else unit
    start, end = sorted((case.anchor, other))
    return Period(start, end, fineness)  # type: ignore[arg-type]  # every unit but the hour is a granularity


def counted(case: Case, sign: int) -> Period:
    """ "two weeks ago" (sign -1): the calendar period of that unit so far away."""
    unit = case.words.units[case.text("unit")]
    when = shift(case.anchor, unit, sign * case.number())
    return containing(when, "year" if unit == "decade" else unit)


def ahead(case: Case) -> Period | None:
    """ "in two weeks", unless the verb is about the past."""
    return counted(case, 1) if case.tense == "future" else None  # "built in two weeks" is a duration


def within(case: Case) -> Period | None:
    """ "within 48 hours"."""
    unit = case.words.units[case.text("unit")]
    if case.tense != "future":
        return None
    fineness = "day" if unit == "hour" else unit
    return Period(case.anchor, shift(case.anchor, unit, case.number()), fineness)  # type: ignore[arg-type]


def written_month(case: Case) -> Period:
    """ "March 2021"."""
    return month(int(case.text("y")), case.words.months[case.text("month")])


def written_season(case: Case) -> Period:
    """ "the spring of 2021"."""
    return _season_of(case, int(case.text("y")))


def year_range(case: Case) -> Period | None:
    """ "from 2014 to 2016"."""
    first, last = year(int(case.text("y"))), year(int(case.text("y2")))
    return Period(first.start, last.end, "year") if first.start <= last.start else None
