"""The command line in this process, with an extractor that knows one sentence: "Iran warned Iraq."."""

import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from api import ingest
from api.cli.main import main
from graph.store import open_store
from ontology.records import Actor, Claim, Document, Evidence, Mention, Predicate, with_id

OFFENDING = "France warned France."
_SENTENCE = re.compile(r"(Iran|Iraq|France) (warned|met) (Iran|Iraq|France)\.")
_IDS = {"Iran": "IRN", "Iraq": "IRQ", "France": "FRA"}
_FRAMES = {
    "warned": Predicate("warns", "THREATEN", None, None, "threatens", "warn"),
    "met": Predicate("meets", "CONSULT", None, None, "consults", "meet"),
}


def _actor(match: re.Match[str], group: int) -> Actor:
    name = match[group]
    return Actor(_IDS[name], name, "state", "state", None, name, "name", match.start(group), match.end(group))


def _claim(document: Document, match: re.Match[str]) -> Claim:
    return with_id(
        Claim(
            subject=_actor(match, 1),
            predicate=_FRAMES[match[2]],
            object=_actor(match, 3),
            modality="asserted",
            polarity="positive",
            attribution=(),
            date=None,
            place=None,
            topics=(),
            confidence=7.5 if match[0] == OFFENDING else 0.75,
            evidence=Evidence(document.id, match.start(), match.end(), match[0]),
            trigger=Mention(match.start(2), match.end(2), match[2]),
        )
    )


class SentenceExtractor:
    """Claims of "A warned B." and "A met B."; a text with "explode" raises; OFFENDING fits no shape."""

    def extract(self, document: Document) -> list[Claim]:
        if "explode" in document.text:
            raise RuntimeError("boom")
        return [_claim(document, match) for match in _SENTENCE.finditer(document.text)]

    def extract_many(
        self, documents: Iterable[Document], workers: int = 1
    ) -> Iterator[tuple[Document, list[Claim] | Exception]]:
        for document in documents:
            try:
                yield document, self.extract(document)
            except RuntimeError as error:
                yield document, error


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of a store that knows one document, "a", in which Iran warned Iraq; for reading only."""
    folder = str(tmp_path_factory.mktemp("built") / "store")
    document = Document("a", "Iran warned Iraq.")
    with open_store(folder) as store:
        store.put(document, SentenceExtractor().extract(document))
    return folder


class Result(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command in an empty folder: `run("extract", "-", stdin=b"…")`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ingest, "default_extractor", SentenceExtractor)
    monkeypatch.setenv("IRGRAPH_STORE", "")
    monkeypatch.delenv("IRGRAPH_STORE")

    def command(*arguments: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(arguments)
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return command
