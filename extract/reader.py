"""The reading of one parsed text: what every later stage asks about it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from extract.arguments import Actors, Filler
from extract.attribution import Quotes, attribution_chain, first_persons
from extract.cleaning import Cleaned
from extract.context import EventDates
from extract.gazetteer import Gazetteer
from extract.mentions import find_mentions
from ontology.language import Language
from ontology.records import Actor, Attribution, Document, Evidence, Mention


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, a parsed piece of it, and the actors, places, quotations and dates found there."""

    document: Document
    doc: Doc
    cleaned: Cleaned
    actors: Actors
    places: dict[int, Actor]
    quotes: Quotes
    dates: EventDates
    language: Language

    def chain(self, trigger: Token) -> tuple[Attribution, ...]:
        """Who says what a trigger tells, outermost first."""
        return attribution_chain(trigger, self.actors, self.language, self.quotes)

    def speakers(self, trigger: Token) -> tuple[Filler, ...]:
        """The innermost speaker of a trigger as a filler; an auxiliary speaks for its verb."""
        clause = trigger.head if trigger.dep_ == "aux" else trigger
        return tuple(
            Filler(link.actor, trigger.sent.root, "speaker", "direct") for link in self.chain(clause)[-1:]
        )

    def evidence(self, sentence: Span) -> Evidence:
        """A sentence in the text as given."""
        start, end = self._source(sentence.start_char, sentence.end_char)
        return Evidence(self.document.id, start, end, self.document.text[start:end])

    def mention(self, token: Token) -> Mention:
        """A token in the text as given."""
        start, end = self._source(token.idx, token.idx + len(token.text))
        return Mention(start, end, self.document.text[start:end])

    def _source(self, start: int, end: int) -> tuple[int, int]:
        return self.cleaned.source(start), self.cleaned.source_end(end)


def read(document: Document, doc: Doc, cleaned: Cleaned, gazetteer: Gazetteer, language: Language) -> Reading:
    """Find the actors of a parsed piece of a document, "we" and "our" included."""
    mentions = find_mentions(doc, document, gazetteer, cleaned.source)
    quotes = Quotes(doc, mentions.actors, language)
    actors = {**mentions.actors, **first_persons(doc, mentions.actors, language, quotes)}
    return Reading(
        document, doc, cleaned, actors, mentions.places, Quotes(doc, actors, language),
        EventDates(document, cleaned), language,
    )  # fmt: skip
