"""One model for the whole session: loading it is the slow part of every test here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from extract.gazetteer import Gazetteer
from extract.mentions import find_actors
from extract.parsing import load_model
from ontology.actors import load_actors
from ontology.records import Actor, Document


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
