"""The pipeline: documents in, claims out. The order of the stages, and nothing else.

document → cleaned text → parse → actors → events → factuality, attribution, date, wording → claims
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import islice

from spacy.language import Language as SpacyPipeline
from spacy.tokens import Doc, Span, Token

from extract import arguments, wording
from extract.arguments import Filler
from extract.attribution import Quotes, attribution_chain, first_persons
from extract.cleaning import Cleaned, clean
from extract.confidence import confidence
from extract.context import EventDates, event_place, event_topics
from extract.events import Event, EventFinder, FrameIndex, frame_index
from extract.factuality import factuality
from extract.gazetteer import Gazetteer
from extract.inference import implied, worth_telling
from extract.lemmas import mend_lemmas
from extract.mentions import find_mentions
from extract.parsing import load_model, parse
from ontology.actors import load_actors
from ontology.language import Language, load_language
from ontology.records import Actor, Claim, Document, Evidence, Mention, Polarity, Predicate, with_id

EXTRACTOR_VERSION = "1"
_BATCH = 16


class Extractor:
    """Turns documents into claims. Built once; holds the model and the lexicon, no state of a run."""

    def __init__(self, nlp: SpacyPipeline, gazetteer: Gazetteer, language: Language, index: FrameIndex) -> None:
        self._nlp = nlp
        self._gazetteer = gazetteer
        self._language = language
        self._index = index
        self._lemmas = index.lemmas() | language.lemmas()

    def extract(self, document: Document) -> list[Claim]:
        """The claims of one document, in text order, each with a deterministic id."""
        found: list[Claim] = []
        cleaned = clean(document.text)
        for doc, part in parse(self._nlp, cleaned):
            found.extend(self._claims(document, doc, part))
        return _distinct(found)

    def extract_many(
        self, documents: Iterable[Document], workers: int = 1
    ) -> Iterator[tuple[Document, list[Claim] | Exception]]:
        """Claims of many documents, in input order; a document that fails gives its exception.

        Args:
            documents: any number; they are read as they are needed.
            workers: processes; the result does not depend on it.
        """
        if workers <= 1:
            for document in documents:
                yield document, self._attempt(document)
            return
        yield from _in_parallel(iter(documents), workers)

    def _attempt(self, document: Document) -> list[Claim] | Exception:
        try:
            return self.extract(document)
        except Exception as error:  # one bad document must not stop a batch; the caller reports it
            return error

    def _claims(self, document: Document, doc: Doc, cleaned: Cleaned) -> Iterator[Claim]:
        mend_lemmas(doc, self._lemmas)
        mentions = find_mentions(doc, document, self._gazetteer, cleaned.source)
        actors, places = mentions.actors, mentions.places
        quotes = Quotes(doc, actors, self._language)
        actors = {**actors, **first_persons(doc, actors, self._language, quotes)}
        quotes = Quotes(doc, actors, self._language)
        dates = EventDates(document, cleaned)

        def speakers(trigger: Token) -> tuple[Filler, ...]:
            clause = trigger.head if trigger.dep_ == "aux" else trigger
            chain = attribution_chain(clause, actors, self._language, quotes)
            return tuple(Filler(link.actor, trigger.sent.root, "speaker", "direct") for link in chain[-1:])

        finder = EventFinder(actors, places, self._language, self._index, speakers)
        for event in finder.find(doc):
            for claim in self._event_claims(document, event, actors, places, quotes, dates, cleaned):
                yield claim
                yield from implied(claim)

    def _event_claims(
        self,
        document: Document,
        event: Event,
        actors: arguments.Actors,
        places: dict[int, Actor],
        quotes: Quotes,
        dates: EventDates,
        cleaned: Cleaned,
    ) -> Iterator[Claim]:
        trigger = event.trigger
        facts = factuality(trigger, self._language)
        if facts.judged or _asks(trigger.sent):
            return
        frame = event.frame
        modality = frame.modality if facts.modality == "asserted" else facts.modality
        polarity = facts.polarity if frame.polarity == "positive" else _flip(facts.polarity)
        predicate = Predicate(
            wording.phrase(frame.phrase, facts.modality, facts.polarity), frame.type, frame.mode, frame.cameo, frame.relation, frame.id
        )
        chain = attribution_chain(trigger, actors, self._language, quotes)
        evidence = _evidence(trigger.sent, document, cleaned)
        date = dates.of(event, facts.modality)
        for source, target in event.pairs(one_sided=facts.modality != "asserted"):
            if not worth_telling(frame, facts, source.actor, target.actor):
                continue
            yield with_id(
                Claim(
                    subject=source.actor,
                    predicate=predicate,
                    object=target.actor,
                    modality=modality,
                    polarity=polarity,
                    attribution=chain,
                    date=date,
                    place=event_place(event, places),
                    topics=event_topics(event, self._language),
                    confidence=confidence(event, source, target, facts),
                    evidence=evidence,
                    trigger=_mention(trigger, document, cleaned),
                )
            )


def _asks(sentence: Span) -> bool:
    """True for a question, which asserts nothing."""
    return any(token.text == "?" for token in sentence[-2:])


def _flip(polarity: Polarity) -> Polarity:
    return "positive" if polarity == "negative" else "negative"


def _evidence(sentence: Span, document: Document, cleaned: Cleaned) -> Evidence:
    start, end = cleaned.source(sentence.start_char), cleaned.source_end(sentence.end_char)
    return Evidence(document.id, start, end, document.text[start:end])


def _mention(token: Token, document: Document, cleaned: Cleaned) -> Mention:
    start, end = cleaned.source(token.idx), cleaned.source_end(token.idx + len(token.text))
    return Mention(start, end, document.text[start:end])


def _distinct(claims: list[Claim]) -> list[Claim]:
    """Claims without repetitions: the same assertion found twice in one sentence keeps its best reading."""
    best: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = (
            claim.evidence.start, claim.subject.principal, claim.subject.id, claim.type, claim.object.id,
            claim.modality, claim.polarity, tuple(link.actor.id for link in claim.attribution),
        )  # fmt: skip
        kept = best.get(key)
        if kept is None or claim.confidence > kept.confidence:
            best[key] = claim
    return sorted(best.values(), key=lambda claim: (claim.evidence.start, claim.trigger.start, claim.id))


@cache
def load_extractor() -> Extractor:
    """The extractor with the installed model and the lexicon under `ontology/`."""
    return Extractor(load_model(), Gazetteer.build(load_actors()), load_language(), frame_index())


def _extract_here(document: Document) -> list[Claim] | Exception:
    return load_extractor()._attempt(document)


def _in_parallel(documents: Iterator[Document], workers: int) -> Iterator[tuple[Document, list[Claim] | Exception]]:
    context = multiprocessing.get_context("spawn")  # fork would copy locked threads of the parent
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        waiting: list[tuple[Document, Future[list[Claim] | Exception]]] = [
            (document, pool.submit(_extract_here, document)) for document in islice(documents, workers * _BATCH)
        ]
        while waiting:
            document, future = waiting.pop(0)
            yield document, future.result()
            waiting.extend((each, pool.submit(_extract_here, each)) for each in islice(documents, 1))


