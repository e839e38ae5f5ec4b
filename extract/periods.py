"""Calendar arithmetic: periods as first and last day, both inclusive. Weeks begin on Monday."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from ontology.records import Granularity

# Where the early and the middle part end, in months from the start; a month is cut by days instead.
_CUTS: dict[str, tuple[int, int]] = {"season": (1, 2), "year": (4, 8), "decade": (36, 84)}
_MONTH_CUTS = (10, 20)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, and how finely the words told it."""

    start: date
    end: date
    granularity: Granularity


def day(when: date) -> Period:
    return Period(when, when, "day")


def week(when: date) -> Period:
    monday = when - timedelta(days=when.weekday())
    return Period(monday, monday + timedelta(days=6), "week")


def weekend(when: date) -> Period:
    """Saturday and Sunday of the week that holds `when`."""
    saturday = week(when).start + timedelta(days=5)
    return Period(saturday, saturday + timedelta(days=1), "day")


def months(year: int, first: int, count: int, granularity: Granularity) -> Period:
    """`count` whole months from the `first` (1-12) of `year`."""
    start = date(year, first, 1)
    return Period(start, start + relativedelta(months=count, days=-1), granularity)


def month(year: int, number: int) -> Period:
    return months(year, number, 1, "month")


def year(number: int) -> Period:
    return months(number, 1, 12, "year")


def decade(number: int) -> Period:
    """The ten years that share the first three digits with `number`."""
    return months(number - number % 10, 1, 120, "decade")


def containing(when: date, unit: str) -> Period:
    """The calendar period of a unit (hour, day, week, month, year, decade) that holds `when`."""
    match unit:
        case "week":
            return week(when)
        case "month":
            return month(when.year, when.month)
        case "year":
            return year(when.year)
        case "decade":
            return decade(when.year)
    return day(when)


def shift(when: date, unit: str, count: int) -> date:
    """`when` moved by so many units; hours count by whole days.

    Raises:
        ValueError, OverflowError: the result is outside years 1-9999.
    """
    if unit == "hour":
        return when + timedelta(days=int(count / 24))
    if unit == "decade":
        return when + relativedelta(years=10 * count)
    return when + relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]  # the unit names a keyword


def part(period: Period, name: str) -> Period:
    """The early, mid or late part; a day or a week has none and stays whole."""
    if period.granularity == "month":
        early = period.start + timedelta(days=_MONTH_CUTS[0])
        late = period.start + timedelta(days=_MONTH_CUTS[1])
    elif cuts := _CUTS.get(period.granularity):
        early, late = (period.start + relativedelta(months=cut) for cut in cuts)
    else:
        return period
    last = timedelta(days=1)
    starts = {"early": period.start, "mid": early, "late": late}
    ends = {"early": early - last, "mid": late - last, "late": period.end}
    return Period(starts[name], ends[name], period.granularity)


def nearest(candidates: Iterable[Period], anchor: date, tense: str | None) -> Period | None:
    """The first period that reaches the anchor or later for the future, else the last one begun by then."""
    ordered = sorted(candidates, key=lambda period: period.start)
    if tense == "future":
        return next((period for period in ordered if period.end >= anchor), None)
    return next((period for period in reversed(ordered) if period.start <= anchor), None)
