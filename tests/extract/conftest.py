"""One model for the whole session: loading it is the slow part of every test here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from extract.arguments import Filler
from extract.attribution import Quotes, attribution_chain, first_persons
from extract.cleaning import Cleaned, clean
from extract.events import Event, EventFinder, frame_index
from extract.gazetteer import Gazetteer
from extract.lemmas import mend_lemmas
from extract.mentions import find_actors, find_mentions
from extract.parsing import load_model, parse
from ontology.actors import load_actors
from ontology.language import load_language
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


@dataclass(frozen=True)
class Reading:
    """A short text as the stages behind `mentions` see it."""

    document: Document
    cleaned: Cleaned
    doc: Doc
    actors: dict[int, tuple[Actor, ...]]
    places: dict[int, Actor]
    quotes: Quotes

    def token(self, word: str) -> Token:
        """The first token with that text."""
        return next(token for token in self.doc if token.text == word)

    def events(self) -> list[Event]:
        return EventFinder(self.actors, self.places, load_language(), frame_index(), self._speaker).find(
            self.doc
        )

    def _speaker(self, trigger: Token) -> tuple[Filler, ...]:
        chain = attribution_chain(trigger, self.actors, load_language(), self.quotes)
        return tuple(Filler(link.actor, trigger.sent.root, "speaker", "direct") for link in chain[-1:])


@pytest.fixture(scope="session")
def reading(nlp: Language, gazetteer: Gazetteer) -> Callable[[str], Reading]:
    """A text of 1 March 2023, read as far as who is named in it and who speaks."""
    language = load_language()

    def read(text: str) -> Reading:
        document, cleaned = Document("d", text, date(2023, 3, 1)), clean(text)
        doc, part = next(parse(nlp, cleaned))
        mend_lemmas(doc, frame_index().lemmas() | language.lemmas())
        found = find_mentions(doc, document, gazetteer, part.source)
        spoken = first_persons(doc, found.actors, language, Quotes(doc, found.actors, language))
        actors = {**found.actors, **spoken}
        return Reading(document, part, doc, actors, found.places, Quotes(doc, actors, language))

    return read


@pytest.fixture(scope="session")
def token_of(reading: Callable[[str], Reading]) -> Callable[[str, str], Token]:
    """A sentence and one of its words to the token."""
    return lambda sentence, word: reading(sentence).token(word)
