"""One model for the whole session: loading it is the slow part of every test here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from spacy.language import Language
from spacy.tokens import Token

from extract.event_finder import EventFinder
from extract.events import Event
from extract.frame_index import frame_index
from extract.gazetteer import Gazetteer
from extract.mentions import find_actors
from extract.parsing import load_model
from extract.pipeline import load_extractor
from extract.reader import Reading
from ontology.actors import load_actors
from ontology.records import Actor, Claim, Document


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_model()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.build(load_actors())


@pytest.fixture(scope="session")
def actor_rows(nlp: Language, gazetteer: Gazetteer) -> Callable[[str], list[str]]:
    """A text of 1 March 2023 to its actors as "words | id | represents | role | resolved_by"."""

    def rows(text: str) -> list[str]:
        document = Document("d", text, date(2023, 3, 1))
        found = find_actors(nlp(text), document, gazetteer, lambda position: position)
        return [_row(actor) for actors in found.values() for actor in actors]

    return rows


def _row(actor: Actor) -> str:
    return f"{actor.mention} | {actor.id} | {actor.represents} | {actor.role} | {actor.resolved_by}"


Read = Callable[[str], Reading]


@pytest.fixture(scope="session")
def reading() -> Read:
    """A short text of 1 March 2023, read as far as who is named in it and who speaks."""
    return cache(lambda text: next(load_extractor().readings(Document("d", text, date(2023, 3, 1)))))


@pytest.fixture(scope="session")
def token_of(reading: Read) -> Callable[[str, str], Token]:
    """A text and one of its words to the first token of that word."""
    return lambda text, word: next(token for token in reading(text).doc if token.text == word)


@pytest.fixture(scope="session")
def events_of(reading: Read) -> Callable[[str], list[Event]]:
    """A text to the events that it evokes."""

    def events(text: str) -> list[Event]:
        seen = reading(text)
        finder = EventFinder(seen.actors, seen.places, seen.language, frame_index(), seen.speakers)
        return finder.find(seen.doc)

    return events


@pytest.fixture(scope="session")
def claim_rows() -> Callable[[str], list[str]]:
    """A text of 1 March 2023 to its claims as "SUBJECT TYPE OBJECT status @SPEAKER", sorted, each once."""

    def rows(text: str) -> list[str]:
        claims = load_extractor().extract(Document("d", text, date(2023, 3, 1)))
        return sorted({_claim(claim) for claim in claims})

    return rows


def _claim(claim: Claim) -> str:
    told = f"{claim.subject.principal} {claim.type} {claim.object.principal} {claim.status}"
    return f"{told} @{claim.speaker}" if claim.speaker else told
