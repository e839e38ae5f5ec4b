"""Coverage: which words join two actors but are in no frame, so that the lexicon can grow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from extract import syntax
from extract.arguments import fillers
from extract.pipeline import Extractor
from extract.reader import Reading
from ontology.records import Document


@dataclass(frozen=True, slots=True)
class Unknown:
    """A verb outside the lexicon between two principals: its lemma, how the second hangs on it, and where."""

    lemma: str
    slot: str
    subject: str
    object: str
    sentence: str


def unknown_triggers(extractor: Extractor, document: Document) -> Iterator[Unknown]:
    """The verbs of a document that link two different principals and evoke no frame, in text order."""
    for reading in extractor.readings(document):
        for token in reading.doc:
            if token.pos_ == "VERB" and token.lemma_.lower() not in _known(extractor, reading):
                yield from _links(token, reading)


def _known(extractor: Extractor, reading: Reading) -> frozenset[str]:
    language = reading.language
    return frozenset((*extractor.index.verbs, *language.reporting, *language.support, *language.operators))


def _links(verb: Token, reading: Reading) -> Iterator[Unknown]:
    sources = fillers(syntax.agents(verb), reading.actors, "subj")
    for slot, tokens in _slots(verb):
        for target in fillers(tokens, reading.actors, slot):
            for source in sources:
                if (
                    source.actor.principal != target.actor.principal
                    and source.actor.represents
                    and target.actor.represents
                ):
                    yield Unknown(
                        verb.lemma_.lower(), slot, source.actor.principal, target.actor.principal,
                        reading.evidence(verb.sent).text,
                    )  # fmt: skip


def _slots(verb: Token) -> Iterator[tuple[str, list[Token]]]:
    yield "obj", syntax.patients(verb)
    for child in verb.children:
        if child.dep_ == "prep":
            yield child.lower_, syntax.oblique(verb, child.lower_)
