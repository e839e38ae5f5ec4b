"""Probes made of the lexicon: in an example sentence two states change places, or somebody reports it.

The claims must change places with them, and be laid into the reporter's mouth. Sentences are taken where
both states stand once, by name, so that the change makes a sentence of English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from extract.pipeline import load_extractor
from ontology.actors import load_actors
from ontology.frames import Frame, load_frames
from ontology.records import Claim, Document

RIGHT_AT_LEAST = 0.97
REPORTER = "Iceland"

Pair = tuple[str, str]
Told = tuple[str | None, str, str | None]


@cache
def _names() -> dict[str, str]:
    """The plain names of states by their ids."""
    return {
        actor.id: actor.name for actor in load_actors() if actor.type == "state" and " " not in actor.name
    }


def _told(claim: Claim) -> Told:
    return claim.subject.principal, claim.type, claim.object.principal


def _pairs(frame: Frame) -> Iterator[Pair]:
    """Two states of a frame's first claim, where the example names each once and no third party acts."""
    actors = {actor for line in frame.claims for actor in (line.subject, line.object)}
    names = [_names().get(actor, "") for actor in sorted(actors)]
    if len(names) == 2 and all(name and _times(name, frame.example) == 1 for name in names):
        yield names[0], names[1]


def _times(name: str, text: str) -> int:
    return len(re.findall(rf"\b{name}\b", text))


@cache
def _examples() -> tuple[tuple[Frame, Pair], ...]:
    return tuple((frame, pair) for frame in load_frames() for pair in _pairs(frame))


def _drawn(change: Callable[[str, Pair], str]) -> Iterator[tuple[Frame, Pair, str, list[Claim]]]:
    """Every example changed, with the claims drawn from it."""
    texts = [change(frame.example, pair) for frame, pair in _examples()]
    drawn = load_extractor().extract_many(Document(str(i), text) for i, text in enumerate(texts))
    for (frame, pair), text, (_, claims) in zip(_examples(), texts, drawn, strict=True):
        assert not isinstance(claims, Exception)
        yield frame, pair, text, claims


def _swapped(text: str, pair: Pair) -> str:
    places = dict(zip(pair, reversed(pair), strict=True))
    return re.sub(rf"\b(?:{'|'.join(pair)})\b", lambda match: places[match.group()], text)


def _reported(text: str, pair: Pair) -> str:
    opening = text if any(text.startswith(name) for name in pair) else text[0].lower() + text[1:]
    return f"{REPORTER} said that {opening}"


def test_enough_examples_can_be_turned() -> None:
    assert len(_examples()) >= 300


def test_claims_change_places_with_their_actors() -> None:
    ids = {name: id_ for id_, name in _names().items()}
    missed = []
    for frame, pair, text, claims in _drawn(_swapped):
        places = {ids[pair[0]]: ids[pair[1]], ids[pair[1]]: ids[pair[0]]}
        kinds = {(places[line.subject], line.type, places[line.object]) for line in frame.claims}
        if not kinds <= {_told(claim) for claim in claims}:
            missed.append(text)
    assert len(missed) <= (1 - RIGHT_AT_LEAST) * len(_examples()), missed


@pytest.mark.parametrize("reporter", ["ISL"])
def test_reported_claims_are_the_reporters(reporter: str) -> None:
    missed = []
    for frame, _, text, claims in _drawn(_reported):
        said = {
            _told(claim)
            for claim in claims
            if reporter in {link.actor.principal for link in claim.attribution}
        }
        if not {(line.subject, line.type, line.object) for line in frame.claims} <= said:
            missed.append(text)
    assert len(missed) <= (1 - RIGHT_AT_LEAST) * len(_examples()), missed
