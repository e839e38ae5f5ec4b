"""What expressions of two parts mean: "from 5 March to 7 April", "the first week of May", "the year's end".

Each function reads one match, as those of `extract.date_meanings` do, and gives None when nobody can know.
"""

from __future__ import annotations

from datetime import date, timedelta

from extract.date_meanings import Case
from extract.periods import Period, containing, day, month, months, nearest, part, shift

_HALVES_AND_QUARTERS = {"half": 6, "quarter": 3}
_YEARS_AROUND = range(-1, 2)


def _years(case: Case) -> list[int]:
    """The year written, or those around the document's date; none without either."""
    if written := case.text("y"):
        return [int(written)]
    return [] if case.anchor == date.max else [case.anchor.year + step for step in _YEARS_AROUND]


def day_range(case: Case) -> Period | None:
    """ "from 5 March to 7 April 2022", "30 April-2 May"."""
    first = case.words.months[case.text("month")], int(case.text("d"))
    last = case.words.months[case.text("month2")], int(case.text("d2"))
    found = [Period(date(each - (first > last), *first), date(each, *last), "day") for each in _years(case)]
    return nearest(found, case.anchor, case.tense)


def month_range(case: Case) -> Period | None:
    """ "between March and May 2022"."""
    first, last = (case.words.months[case.text(group)] for group in ("month", "month2"))
    begins = [(each - (first > last), first) for each in _years(case)]
    found = [months(each, number, (last - first) % 12 + 1, "month") for each, number in begins]
    return nearest(found, case.anchor, case.tense)


def weekday_range(case: Case) -> Period | None:
    """ "from Monday to Wednesday"."""
    last = case.words.weekdays[case.text("weekday2")]
    first = case.words.weekdays[case.text("weekday")]
    ends = [case.anchor + timedelta(days=(last - case.anchor.weekday()) % 7 + 7 * week) for week in (-1, 0)]
    found = [Period(end - timedelta(days=(last - first) % 7), end, "day") for end in ends]
    return nearest(found, case.anchor, case.tense)


def weekday_of_week(case: Case) -> Period:
    """ "Friday last week", "Monday of next week"."""
    weeks = case.words.which[case.text("which")]
    monday = containing(case.anchor + timedelta(weeks=weeks), "week").start
    return day(monday + timedelta(days=case.words.weekdays[case.text("weekday")]))


def week_of_month(case: Case) -> Period | None:
    """ "the first week of March": its days in sevens; the last week is its last seven days."""
    number = case.words.ordinals[case.text("nth")]
    found = [_seven_days(month(each, case.words.months[case.text("month")]), number) for each in _years(case)]
    return nearest(found, case.anchor, case.tense)


def _seven_days(whole: Period, number: int) -> Period:
    start = whole.start + timedelta(weeks=number - 1) if number > 0 else whole.end - timedelta(days=6)
    return Period(start, start + timedelta(days=6), "week")


def share_of_year(case: Case) -> Period | None:
    """ "the first half of 2022", "the last quarter of the year"."""
    written = case.text("y")
    if not written and case.anchor == date.max:
        return None
    count = _HALVES_AND_QUARTERS[case.text("share")]
    nth = case.words.ordinals[case.text("nth")]
    nth = nth if nth > 0 else 12 // count
    if nth * count > 12:
        return None
    value = int(written) if written else case.anchor.year
    return months(value, (nth - 1) * count + 1, count, "year" if count > 3 else "season")


def part_of_this(case: Case) -> Period:
    """ "the end of the year": of the one that holds the document's date."""
    whole = containing(case.anchor, case.words.units[case.text("unit")])
    return part(whole, case.words.parts[case.text("part")])


def end_of_unit(case: Case) -> Period:
    """ "year's end"."""
    return part(containing(case.anchor, case.words.units[case.text("unit")]), "late")


def second_next(case: Case) -> Period:
    """ "the week after next", "the year before last"."""
    unit = case.words.units[case.text("unit")]
    return containing(shift(case.anchor, unit, 2 * case.words.which[case.text("which")]), unit)


def half_ago(case: Case) -> Period | None:
    """ "half a year ago"."""
    halved = {"year": ("month", 6), "decade": ("year", 5), "day": ("hour", 12), "hour": ("hour", 0)}
    unit, count = halved.get(case.words.units[case.text("unit")], ("", 0))
    return containing(shift(case.anchor, unit, -count), unit) if unit else None


def numeric_day(case: Case) -> Period | None:
    """ "2022/05/06", "24/02/2022"; None where day and month could change places."""
    first, second, third = (int(case.text(group)) for group in ("one", "two", "three"))
    if first > 31:
        return day(date(first, second, third))
    readings = [pair for pair in sorted({(second, first), (first, second)}) if pair[0] <= 12]
    return day(date(third, *readings[0])) if len(readings) == 1 else None
