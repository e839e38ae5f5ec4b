"""Ingest: outcomes come in order, failures stand beside them and stop nothing."""

from collections.abc import Iterable, Iterator, Sequence

from api.ingest import Extracted, Stored, extracted, ingest
from extract.reports import ReadFailure, ReadNote
from ontology.records import Claim, Document

A, B, C = (Document(name, f"Text of {name}.") for name in "abc")
FAILURE = ReadFailure("x.txt", "is empty", "give a text")
NOTE = ReadNote("y.txt", "is odd", "look at it")


class Fake:
    """Extracts no claims; the document "b" fails."""

    def extract(self, document: Document) -> list[Claim]:
        return []

    def extract_many(
        self, documents: Iterable[Document], workers: int = 1
    ) -> Iterator[tuple[Document, list[Claim] | Exception]]:
        for document in documents:
            yield document, RuntimeError("boom") if document.id == "b" else []


class Memory:
    """Remembers the texts it was given."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def put(self, document: Document, claims: Sequence[Claim], *, validate: bool = False) -> str:
        before = self.texts.get(document.id)
        self.texts[document.id] = document.text
        return "new" if before is None else "unchanged" if before == document.text else "changed"


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
    assert list(ingest([A, B, C], Fake(), store)) == [Stored("a", "new", 0), BROKEN_B, Stored("c", "new", 0)]  # type: ignore[arg-type]
    changed = Document("c", "Another text.")
    assert list(ingest([A, changed], Fake(), store)) == [
        Stored("a", "unchanged", 0),
        Stored("c", "changed", 0),
    ]  # type: ignore[arg-type]
    assert store.texts == {"a": A.text, "c": "Another text."}


def test_documents_are_not_read_before_they_are_needed() -> None:
    read = []

    def items() -> Iterator[Document]:
        for document in (A, C):
            read.append(document.id)
            yield document

    steps = extracted(items(), Fake())
    assert (next(steps), read) == (Extracted(A, ()), ["a"])
