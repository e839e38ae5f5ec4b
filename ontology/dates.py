"""The words that say when: `ontology/language/dates.toml`, with the examples that the tests run."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path

from ontology.frames import LexiconError

DATES_FILE = Path(__file__).parent / "language" / "dates.toml"


@dataclass(frozen=True, slots=True)
class DateExample:
    """An expression, what is known around it, and what it must mean; `expected` is None when nobody can know.

    `expected` is first day, last day and granularity.
    """

    text: str
    anchor: date | None
    tense: str | None
    expected: tuple[date, date, str] | None


@dataclass(frozen=True, slots=True)
class DateWords:
    """The lists of the file under the same names; `numbers` and `days` map words to what they count."""

    weekdays: tuple[tuple[str, ...], ...]
    months: tuple[tuple[str, ...], ...]
    times_of_day: tuple[str, ...]
    leads: tuple[str, ...]
    since: tuple[str, ...]
    until: tuple[str, ...]
    earlier: tuple[str, ...]
    later: tuple[str, ...]
    unknown: tuple[str, ...]
    from_event: tuple[str, ...]
    last: tuple[str, ...]
    this: tuple[str, ...]
    next: tuple[str, ...]
    rolling_past: tuple[str, ...]
    rolling_next: tuple[str, ...]
    seasons: Mapping[str, tuple[int, int]]
    units: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    days: Mapping[str, int]
    parts: Mapping[str, tuple[str, ...]]
    examples: tuple[DateExample, ...]


def _frozen(value: object) -> object:
    """Lists as tuples, all the way down."""
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return {key: _frozen(item) for key, item in value.items()} if isinstance(value, dict) else value


def _expected(words: str) -> tuple[date, date, str] | None:
    """Read "2023-03-13..2023-03-17 day"; one day stands for first and last."""
    if not words:
        return None
    span, granularity = words.split()
    start, _, end = span.partition("..")
    return date.fromisoformat(start), date.fromisoformat(end or start), granularity


def _example(row: list[str]) -> DateExample:
    text, anchor, tense, expected = row
    return DateExample(
        text, date.fromisoformat(anchor) if anchor else None, tense or None, _expected(expected)
    )


@cache
def load_date_words(path: Path = DATES_FILE) -> DateWords:
    """The words that say when.

    Raises:
        LexiconError: the file is no TOML, a list is missing or unknown, or an example row is wrong.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        examples = tuple(_example(row) for table in data.pop("table", []) for row in table["rows"])
    except (tomllib.TOMLDecodeError, ValueError, KeyError) as error:
        raise LexiconError(f"{path.name}: {error}") from error
    wanted = {field.name for field in fields(DateWords)} - {"examples"}
    if wanted != set(data):
        raise LexiconError(f"{path.name}: missing or unknown lists: {sorted(wanted ^ set(data))}")
    lists = {name: _frozen(value) for name, value in data.items()}
    return DateWords(**lists, examples=examples)  # type: ignore[arg-type]  # the names are checked just above
