"""The pipeline: documents in, claims out. The order of the stages, and nothing else.

document → cleaned text → parse → reading (actors, places, quotations, dates) → events → claims
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import islice

from spacy.language import Language as SpacyPipeline
from spacy.tokens import Doc

from extract.assembly import claims_of, distinct
from extract.cleaning import Cleaned, clean
from extract.event_finder import EventFinder
from extract.frame_index import FrameIndex, frame_index
from extract.gazetteer import Gazetteer
from extract.lemmas import mend_lemmas
from extract.parsing import load_model, parse, prepare
from extract.reader import Reading, read
from extract.trees import mend_trees
from ontology.actors import load_actors
from ontology.language import Language, load_language
from ontology.records import Claim, Document

EXTRACTOR_VERSION = "1"
_BATCH = 16  # documents that are parsed, or handed to a worker, at a time

Outcome = tuple[Document, list[Claim] | Exception]


class Extractor:
    """Turns documents into claims. Built once; holds the model and the lexicon, no state of a run."""

    def __init__(
        self, nlp: SpacyPipeline, gazetteer: Gazetteer, language: Language, index: FrameIndex
    ) -> None:
        self._nlp = nlp
        self._gazetteer = gazetteer
        self._language = language
        self.index = index
        self._lemmas = index.lemmas() | language.lemmas()

    def extract(self, document: Document) -> list[Claim]:
        """The claims of one document, in text order, each with a deterministic id."""
        return self._claims(document, parse(self._nlp, clean(document.text)))

    def readings(self, document: Document) -> Iterator[Reading]:
        """The document parsed and its actors found, piece by piece: for those who look at the stages."""
        yield from self._readings(document, parse(self._nlp, clean(document.text)))

    def extract_many(self, documents: Iterable[Document], workers: int = 1) -> Iterator[Outcome]:
        """Claims of many documents, in input order; a document that fails gives its exception.

        Args:
            documents: any number; they are read as they are needed.
            workers: processes; the result does not depend on it.
        """
        remaining = iter(documents)
        if workers > 1:
            yield from _in_parallel(remaining, workers)
            return
        while batch := list(islice(remaining, _BATCH)):
            yield from self.extract_batch(batch)

    def extract_batch(self, batch: list[Document]) -> list[Outcome]:
        """The same for a few documents, parsed together; where that fails, each on its own."""
        try:
            prepared = [prepare(self._nlp, clean(document.text)) for document in batch]
            parsed = self._nlp.pipe(doc for pieces in prepared for doc, _ in pieces)
            texts = [[(next(parsed), part) for _, part in pieces] for pieces in prepared]
        except Exception:  # one of them cannot be parsed; find out which
            return [(document, self._attempt(document)) for document in batch]
        return [
            (document, self._attempt(document, text)) for document, text in zip(batch, texts, strict=True)
        ]

    def _attempt(
        self, document: Document, parsed: list[tuple[Doc, Cleaned]] | None = None
    ) -> list[Claim] | Exception:
        try:
            return self.extract(document) if parsed is None else self._claims(document, parsed)
        except Exception as error:  # one bad document must not stop a batch; the caller reports it
            return error

    def _claims(self, document: Document, parsed: Iterable[tuple[Doc, Cleaned]]) -> list[Claim]:
        found: list[Claim] = []
        for reading in self._readings(document, parsed):
            finder = EventFinder(reading.actors, reading.places, self._language, self.index, reading.speakers)
            for event in finder.find(reading.doc):
                found.extend(claims_of(reading, event))
        return distinct(found)

    def _readings(self, document: Document, parsed: Iterable[tuple[Doc, Cleaned]]) -> Iterator[Reading]:
        for doc, part in parsed:
            mend_trees(doc)
            mend_lemmas(doc, self._lemmas)
            yield read(document, doc, part, self._gazetteer, self._language)


@cache
def load_extractor() -> Extractor:
    """The extractor with the installed model and the lexicon under `ontology/`."""
    return Extractor(load_model(), Gazetteer.build(load_actors()), load_language(), frame_index())


def _extract_here(batch: list[Document]) -> list[Outcome]:
    return load_extractor().extract_batch(batch)


def _in_parallel(documents: Iterator[Document], workers: int) -> Iterator[Outcome]:
    context = multiprocessing.get_context("spawn")  # fork would copy locked threads of the parent
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        waiting: list[Future[list[Outcome]]] = []
        while True:
            while len(waiting) < 2 * workers and (batch := list(islice(documents, _BATCH))):
                waiting.append(pool.submit(_extract_here, batch))
            if not waiting:
                return
            yield from waiting.pop(0).result()
