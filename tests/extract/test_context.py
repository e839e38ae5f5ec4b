"""Context: when, where and what about. The documents are of Wednesday, 1 March 2023."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.context import event_place, event_topics
from extract.events import Event
from extract.reader import Reading
from ontology.language import load_language
from ontology.records import Modality

Read = Callable[[str], Reading]
EventsOf = Callable[[str], list[Event]]

DATES: list[tuple[str, Modality, str | None]] = [
    # text of one event, how it is told, first and last day
    ("Chile attacked Peru on 5 February 2023.", "asserted", "2023-02-05 2023-02-05 | on 5 February 2023"),
    ("On Monday, Chile attacked Peru.", "asserted", "2023-02-27 2023-02-27 | On Monday"),
    ("Chile will attack Peru on Monday.", "planned", "2023-03-06 2023-03-06 | on Monday"),
    ("Chile attacked Peru yesterday.", "asserted", "2023-02-28 2023-02-28 | yesterday"),
    ("Chile attacked Peru last week.", "asserted", "2023-02-20 2023-02-26 | last week"),
    ("Chile will visit Peru next month.", "planned", "2023-04-01 2023-04-30 | next month"),
    ("Chile attacked Peru in January 2021.", "asserted", "2021-01-01 2021-01-31 | in January 2021"),
    ("Chile attacked Peru in 2019.", "asserted", "2019-01-01 2019-12-31 | in 2019"),
    ("Chile launched an attack on Peru in 2019.", "asserted", "2019-01-01 2019-12-31 | in 2019"),
    ("Chile attacked Peru.", "asserted", None),
    (
        "Officials said on Monday that Chile attacked Peru in 2019.",
        "asserted",
        "2019-01-01 2019-12-31 | in 2019",
    ),
    ("Officials said on Monday that Chile attacked Peru.", "asserted", None),
]


@pytest.mark.parametrize(("text", "modality", "expected"), DATES, ids=[row[0] for row in DATES])
def test_date(
    reading: Read, events_of: EventsOf, text: str, modality: Modality, expected: str | None
) -> None:
    (event,) = events_of(text)
    span = reading(text).dates.of(event, modality)
    assert (f"{span.start} {span.end} | {span.text}" if span else None) == expected


PLACES = [
    ("Chile met Peru in Brazil.", "BRA"),
    ("Chile met Peru in Geneva.", "CHE"),
    ("Chile attacked Peru near Cuba.", "CUB"),
    ("Chile attacked Peru.", None),
    ("Chile met Peru after talks in Brazil.", None),
    ("In Cuba, Chile met Peru.", "CUB"),
]


@pytest.mark.parametrize(("text", "expected"), PLACES, ids=[row[0] for row in PLACES])
def test_place(reading: Read, events_of: EventsOf, text: str, expected: str | None) -> None:
    place = event_place(events_of(text)[0], reading(text).places)
    assert (place.principal if place else None) == expected


TOPICS = [
    ("Chile raised tariffs on Peru.", ("trade",)),
    ("Chile sent warships against Peru.", ("military",)),
    ("Chile expelled the ambassador of Peru.", ("diplomacy",)),
    ("Chile attacked Peru.", ()),
    ("Chile sent food and oil to Peru.", ("energy", "humanitarian")),
]


@pytest.mark.parametrize(("text", "expected"), TOPICS, ids=[row[0] for row in TOPICS])
def test_topics(events_of: EventsOf, text: str, expected: tuple[str, ...]) -> None:
    assert event_topics(events_of(text)[0], load_language()) == expected
