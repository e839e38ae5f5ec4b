"""The frame loader: what it accepts, what it refuses, and what the shipped lexicon covers."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.frames import Expected, LexiconError, frame_from_toml, load_frames
from ontology.terms import EVENT_TYPES, STANDING_RELATIONS

ENTRY = {
    "id": "x",
    "verb": "greet",
    "type": "SUPPORT",
    "phrase": "greets",
    "example": "A greets B.",
    "claims": ["A SUPPORT B"],
}


def test_defaults_are_filled() -> None:
    frame = frame_from_toml(ENTRY, "here")
    assert (frame.source, frame.target, frame.relation) == (("subj",), ("obj",), "supports")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"verbs": "greet"}, "unknown keys"),
        ({"noun": "greeting"}, "exactly one of"),
        ({"type": "GREET"}, "no PLOVER type"),
        ({"type": None}, "relation must be one of"),
        ({"example": ""}, "example is missing"),
        ({"claims": ["A SUPPORT"]}, "SUBJECT TYPE OBJECT"),
    ],
)
def test_a_wrong_entry_is_refused_by_name(change: dict[str, object], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        frame_from_toml({**ENTRY, **change}, "here")


def test_two_frames_cannot_share_an_id(tmp_path: Path) -> None:
    entry = '[[frame]]\nid = "x"\nverb = "greet"\ntype = "SUPPORT"\nphrase = "greets"\n'
    entry += 'example = "A."\nclaims = []\n'
    (tmp_path / "a.toml").write_text(entry * 2)
    with pytest.raises(LexiconError, match="used twice"):
        load_frames(tmp_path)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("EU CONSULT TWN", Expected("EU", "CONSULT", "TWN")),
        ("EU CONSULT TWN planned @EU", Expected("EU", "CONSULT", "TWN", "planned", "EU")),
        ("EU CONSULT TWN @EU", Expected("EU", "CONSULT", "TWN", "asserted", "EU")),
    ],
)
def test_expected_claims_are_read(line: str, expected: Expected) -> None:
    assert Expected.parse(line) == expected


def test_the_lexicon_covers_every_type_and_the_main_standing_relations() -> None:
    types = {frame.type for frame in load_frames()}
    assert set(EVENT_TYPES) <= types
    assert {frame.relation for frame in load_frames() if frame.type is None} <= set(STANDING_RELATIONS)
