"""Events: what a text evokes. Each row: a text, its events as "SOURCES TYPE TARGETS [trigger]".

A reciprocal event whose parties stand together has them all as sources, and no targets.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.events import Event
from extract.frame_index import frame_index
from ontology.frames import Frame, load_frames

EventsOf = Callable[[str], list[Event]]

ROWS = [
    # verbs, whatever the construction
    ("Chile attacked Peru.", ["CHL ASSAULT PER [attacked]"]),
    ("Peru was attacked by Chile.", ["CHL ASSAULT PER [attacked]"]),
    ("Chile, having attacked Peru, withdrew.", ["CHL ASSAULT PER [attacked]"]),
    ("Chile attacked and occupied Peru.", ["CHL ASSAULT PER [attacked]", "CHL COERCE PER [occupied]"]),
    ("Chile imposed sanctions on Peru.", ["CHL SANCTION PER [imposed]"]),
    ("Chile broke off relations with Peru.", ["CHL SANCTION PER [broke]"]),
    ("Chile accused Peru of attacking Bolivia.", ["CHL ACCUSE PER [accused]", "PER ASSAULT BOL [attacking]"]),
    ("Chile urged Peru to help Bolivia.", ["CHL REQUEST PER [urged]", "PER AID BOL [help]"]),
    ("Chile sent food to Peru.", ["CHL AID PER [sent]"]),
    # nouns
    ("Chile's invasion of Peru failed.", ["CHL ASSAULT PER [invasion]"]),
    ("Chile launched an invasion of Peru.", ["CHL ASSAULT PER [invasion]"]),
    ("Talks between Chile and Peru failed.", ["CHL PER CONSULT  [Talks]"]),
    ("Chile held talks with Peru.", ["CHL CONSULT PER [talks]"]),
    # a verb that takes up the noun under it is one event, not two
    ("Chile broke off talks with Peru.", ["CHL SANCTION PER [broke]"]),
    # who hosts is not who talks
    (
        "Chile hosted talks between Peru and Bolivia.",
        ["CHL CONSULT PER BOL [hosted]", "PER BOL CONSULT  [talks]"],
    ),
    # nouns that point back
    (
        "Chile attacked Peru. Bolivia condemned the attack.",
        ["CHL ASSAULT PER [attacked]", "BOL ACCUSE CHL [condemned]"],
    ),
    (
        "Chile invaded Peru. Peru denounced the move.",
        ["CHL ASSAULT PER [invaded]", "PER ACCUSE CHL [denounced]"],
    ),
    # nothing to tell
    ("Chile is a country.", []),
    ("The weather attacked nobody.", []),
    ("Chile attacked.", []),
    ("Chile and Peru met the deadline.", []),
    # standing relations
    ("Chile is a member of Mercosur.", ["CHL memberOf MERCOSUR [member]"]),
]


def told(event: Event) -> str:
    sources = " ".join(filler.actor.principal for filler in event.sources)
    targets = " ".join(filler.actor.principal for filler in event.targets)
    return f"{sources} {event.frame.type or event.frame.relation} {targets} [{event.trigger.text}]"


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_events(events_of: EventsOf, text: str, expected: list[str]) -> None:
    assert [told(event) for event in events_of(text)] == expected


PAIRS = [
    ("Chile attacked Peru and Bolivia.", False, ["CHL>PER", "CHL>BOL"]),
    ("Chile met Peru.", False, ["CHL>PER", "PER>CHL"]),
    ("Chile met Peru.", True, ["CHL>PER"]),
    ("Chile and Peru met.", False, ["CHL>PER", "PER>CHL"]),
]


@pytest.mark.parametrize(("text", "one_sided", "expected"), PAIRS)
def test_pairs(events_of: EventsOf, text: str, one_sided: bool, expected: list[str]) -> None:
    (event,) = events_of(text)
    found = [
        f"{source.actor.principal}>{target.actor.principal}" for source, target in event.pairs(one_sided)
    ]
    assert found == expected


def _is_restricted(frame: Frame) -> bool:
    return bool(
        frame.objects
        or frame.particle
        or frame.complement
        or frame.predicatives
        or frame.paths
        or frame.source_roles
    )


def test_restricted_frames_come_first() -> None:
    """ "Break off relations" must be tried before any plain "break"."""
    for table in (frame_index().verbs, frame_index().nouns, frame_index().adjectives):
        for frames in table.values():
            bare = [not _is_restricted(frame) for frame in frames]
            assert bare == sorted(bare)


def test_every_frame_is_indexed_under_each_of_its_lemmas() -> None:
    index = frame_index()
    tables = {"verb": index.verbs, "noun": index.nouns, "adjective": index.adjectives}
    missing = [(f.id, lemma) for f in load_frames() for lemma in f.lemmas if f not in tables[f.kind][lemma]]
    assert missing == []
