"""Ingest: outcomes come in order, failures stand beside them and stop nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from api.ingest import Extracted, Outcome, Stored, extracted, ingest
from extract.reports import ReadFailure, ReadNote
from ontology.records import Claim, Document

A, B, C = (Document(name, f"Text of {name}.") for name in "abc")
FAILURE = ReadFailure("x.txt", "is empty", "give a text")
NOTE = ReadNote("y.txt", "is odd", "look at it")


class Fake:
    """Extracts no claims; the document "b" fails. Remembers what it was asked to read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def extract(self, document: Document) -> list[Claim]:
        return []

    def extract_many(
        self, documents: Iterable[Document], workers: int = 1
    ) -> Iterator[tuple[Document, list[Claim] | Exception]]:
        for document in documents:
            self.read.append(document.id)
            yield document, RuntimeError("boom") if document.id == "b" else []


class Memory:
    """Remembers the texts it was given."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.stamps: dict[str, str] = {}

    def put(
        self, document: Document, claims: Sequence[Claim], *, validate: bool = False, stamp: str = ""
    ) -> Outcome:
        before = self.texts.get(document.id)
        self.texts[document.id], self.stamps[document.id] = document.text, stamp
        return "new" if before is None else "unchanged" if before == document.text else "changed"

    def stamped(self, document_id: str, stamp: str) -> int | None:
        return 0 if self.stamps.get(document_id) == stamp else None


BROKEN_B = ReadFailure(
    "b", "could not be extracted from: RuntimeError: boom", "please report it with the text"
)


def test_reports_come_where_they_were_met() -> None:
    assert list(extracted([FAILURE, A, NOTE, B, C, FAILURE], Fake())) == [
        FAILURE,
        Extracted(A, ()),
        NOTE,
        BROKEN_B,
        Extracted(C, ()),
        FAILURE,
    ]


def test_nothing_but_failures() -> None:
    assert list(extracted([FAILURE, NOTE], Fake())) == [FAILURE, NOTE]


def test_outcomes_are_those_of_the_store() -> None:
    store = Memory()
    assert list(ingest([A, B, C], Fake(), store)) == [Stored("a", "new", 0), BROKEN_B, Stored("c", "new", 0)]
    changed = Document("c", "Another text.")
    assert list(ingest([A, changed], Fake(), store)) == [
        Stored("a", "unchanged", 0),
        Stored("c", "changed", 0),
    ]
    assert store.texts == {"a": A.text, "c": "Another text."}


D = Document("d", "Text of d.")
OTHER_C = replace(C, text="Another text.")
NOT_READ_AGAIN = [
    ("all known", [A, C], [], ["a unchanged", "c unchanged"]),
    ("news at the end", [A, C, D], ["d"], ["a unchanged", "c unchanged", "d new"]),
    ("news at the beginning", [D, A, C], ["d"], ["d new", "a unchanged", "c unchanged"]),
    ("another title", [A, replace(C, title="Other")], ["c"], ["a unchanged", "c unchanged"]),
    ("a fault between", [A, FAILURE, C], [], ["a unchanged", "x.txt", "c unchanged"]),
    ("there and back", [OTHER_C, C], ["c", "c"], ["c changed", "c changed"]),
    ("the same and another", [C, OTHER_C], ["c"], ["c unchanged", "c changed"]),
]


@pytest.mark.parametrize(
    ("items", "read", "told"), [row[1:] for row in NOT_READ_AGAIN], ids=[row[0] for row in NOT_READ_AGAIN]
)
def test_what_the_store_has_is_not_read_again(items: list[Any], read: list[str], told: list[str]) -> None:
    store, extractor = Memory(), Fake()
    list(ingest([A, C], Fake(), store))
    steps = list(ingest(items, extractor, store))
    assert extractor.read == read
    assert [
        f"{step.document} {step.outcome}" if isinstance(step, Stored) else step.name for step in steps
    ] == told


def test_another_program_reads_again(monkeypatch: pytest.MonkeyPatch) -> None:
    store, extractor = Memory(), Fake()
    list(ingest([A], Fake(), store))
    monkeypatch.setattr("api.program.program_digest", lambda: "another")
    assert list(ingest([A], extractor, store)) == [Stored("a", "unchanged", 0)]
    assert extractor.read == ["a"]
    assert list(ingest([A], extractor, store)) == [Stored("a", "unchanged", 0)]
    assert extractor.read == ["a"]


def test_documents_are_not_read_before_they_are_needed() -> None:
    read = []

    def items() -> Iterator[Document]:
        for document in (A, C):
            read.append(document.id)
            yield document

    steps = extracted(items(), Fake())
    assert (next(steps), read) == (Extracted(A, ()), ["a"])
