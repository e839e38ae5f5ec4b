"""Context: when and where an event happens, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Span, Token

from extract import clauses, syntax
from extract.cleaning import Cleaned
from extract.dates import find_expressions, resolve
from extract.events import Event
from ontology.language import Language
from ontology.records import Actor, DateSpan, Document, Modality

_TOPIC_LIMIT = 3


class EventDates:
    """Dates of the events of one document; the expressions of a sentence are found once."""

    def __init__(self, document: Document, cleaned: Cleaned) -> None:
        self._document = document
        self._cleaned = cleaned
        self._found: dict[int, list[tuple[int, int, str]]] = {}

    def of(self, event: Event, modality: Modality) -> DateSpan | None:
        """The date that the clause of an event names; None when it names none or nobody can know it."""
        clause = _verb_of(event)
        sentence = event.trigger.sent
        for start, end, _ in self._expressions(sentence):
            words = sentence.doc.char_span(start, end, alignment_mode="expand")
            if words is None or clauses.clause_of(words.root) != clause:
                continue
            given = self._document.text[self._cleaned.source(start) : self._cleaned.source_end(end)]
            span = resolve(words.text, self._document.date, _tense(clause, modality))
            if span is not None:
                return replace(span, text=given)
        return None

    def _expressions(self, sentence: Span) -> list[tuple[int, int, str]]:
        first = sentence.start_char
        if first not in self._found:
            found = find_expressions(sentence.text)
            self._found[first] = [(start + first, end + first, kind) for start, end, kind in found]
        return self._found[first]


def _verb_of(event: Event) -> Token:
    return event.carrier or clauses.clause_of(event.trigger)


def _tense(clause: Token, modality: Modality) -> str | None:
    if modality in ("planned", "requested", "conditional"):
        return "future"
    if clause.tag_ in ("VBD", "VBN") or any(
        child.tag_ == "VBD" for child in clause.children if child.dep_ == "aux"
    ):
        return "past"
    return "present" if clause.tag_ in ("VBZ", "VBP", "VBG") else None


def event_place(event: Event, places: Mapping[int, Actor]) -> Actor | None:
    """The place that a locative phrase in the clause of the event names."""
    clause = event.carrier or clauses.clause_of(event.trigger)
    for holder in (event.trigger, clause):
        for preposition in ("in", "at", "near", "outside", "off"):
            for token in syntax.oblique(holder, preposition):
                if token.i in places:
                    return places[token.i]
    return None


def event_topics(event: Event, language: Language) -> tuple[str, ...]:
    """Topics that the words in the clause of the event name, in alphabetical order."""
    clause: Token = event.carrier or clauses.clause_of(event.trigger)
    near = (token for token in clause.subtree if abs(token.i - event.trigger.i) < 12)
    found = {
        language.topics[token.lemma_.lower()] for token in near if token.lemma_.lower() in language.topics
    }
    return tuple(sorted(found))[:_TOPIC_LIMIT]
