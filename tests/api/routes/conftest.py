"""The smallest services that show a point: an empty scratch one, and one over three claims made by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import KnowledgeStore, open_store
from ontology.actors import ReferenceActor
from ontology.records import (
    Actor,
    Attribution,
    Claim,
    DateSpan,
    Document,
    Evidence,
    Mention,
    Predicate,
    with_id,
)

TOKEN = "correct horse battery staple"
ACTORS = tuple(
    ReferenceActor(actor_id, name, kind, "state", None, (name,))
    for actor_id, name, kind in (
        ("CHN", "China", "state"),
        ("EU", "European Union", "bloc"),
        ("TWN", "Taiwan", "territory"),
        ("USA", "United States", "state"),
    )
)
NAMES = {actor.id: actor for actor in ACTORS}
PLAN = Document(
    "news/plan 1",
    'Brussels is busy. "We will open a dialogue with Taiwan," an EU official said <b>today</b>. '
    "China sanctioned the EU.",
    date(2024, 5, 2),
    "Plans & sanctions",
    "Reuters",
    "https://example.org/plan",
)
ECHO = Document("echo", "China sanctioned the EU on Friday.", date(2024, 5, 4), publisher="BBC")


def actor(text: str, words: str, actor_id: str) -> Actor:
    known = NAMES[actor_id]
    start = text.index(words)
    return Actor(actor_id, known.name, known.type, "state", None, words, "name", start, start + len(words))


def claim(
    document: Document, sentence: str, parties: tuple[str, ...], predicate: Predicate, **more: object
) -> Claim:
    """A claim whose evidence is the sentence; `parties`: words and id of the subject, then of the object."""
    start, text = document.text.index(sentence), document.text
    plain: dict[str, object] = {
        "modality": "asserted", "polarity": "positive", "attribution": (), "date": None, "place": None,
        "topics": (), "confidence": 0.9,
    }  # fmt: skip
    return with_id(
        Claim(
            subject=actor(text, *parties[:2]),
            predicate=predicate,
            object=actor(text, *parties[2:]),
            evidence=Evidence(document.id, start, start + len(sentence), sentence),
            trigger=Mention(start, start + 1, sentence[0]),
            **{**plain, **more},  # type: ignore[arg-type]
        )
    )


SANCTIONS = Predicate("sanctions", "SANCTION", None, "163", "sanctions", "sanction")
DIALOGUE = Predicate("plans dialogue with", "CONSULT", None, None, "consults", "dialogue")
MAY = DateSpan(date(2024, 5, 1), date(2024, 5, 3), "day", "Friday")
PLANNED = claim(
    PLAN,
    "We will open a dialogue with Taiwan",
    ("Brussels", "EU", "Taiwan", "TWN"),
    DIALOGUE,
    modality="planned",
    confidence=0.6,
    attribution=(Attribution(actor(PLAN.text, "EU", "EU"), "say"),),
)
DONE = claim(PLAN, "China sanctioned the EU", ("China", "CHN", "the EU", "EU"), SANCTIONS)
ECHOED = claim(
    ECHO, "China sanctioned the EU on Friday", ("China", "CHN", "the EU", "EU"), SANCTIONS, date=MAY
)


class Extractor:
    """Stands for the language pipeline, which tests of the service need not load: every text is the echo."""

    def extract(self, document: Document) -> list[Claim]:
        evidence = Evidence(document.id, 0, len(ECHOED.evidence.text), ECHOED.evidence.text)
        return [with_id(Claim(**{name: getattr(ECHOED, name) for name in _FIELDS} | {"evidence": evidence}))]

    def extract_many(
        self, documents: Iterator[Document], workers: int = 1
    ) -> Iterator[tuple[Document, list[Claim] | Exception]]:
        for document in documents:
            fault = RuntimeError("no verb")
            yield document, fault if "fails" in document.text else self.extract(document)


_FIELDS = [name for name in Claim.__slots__ if name != "id"]


@pytest.fixture(scope="session")
def scratch_service() -> Iterator[TestClient]:
    settings = Settings(query_seconds=2, max_body_bytes=1_000_000)
    with open_store(":memory:") as store, TestClient(create_app(settings, store, scratch=True)) as client:
        yield client


@pytest.fixture
def scratch(scratch_service: TestClient) -> TestClient:
    """An empty store with the standard default graph, open to updates; queries have two seconds."""
    headers = {"Content-Type": "application/sparql-update"}
    scratch_service.post("/update", content="DROP ALL", headers=headers).raise_for_status()
    return scratch_service


def fill(store: KnowledgeStore) -> None:
    store.put(PLAN, [PLANNED, DONE])
    store.put(ECHO, [ECHOED])


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """A service over the three claims that no test changes; no token is set, so writes are closed."""
    with open_store(":memory:", actors=ACTORS) as store:
        fill(store)
        with TestClient(create_app(Settings(token=None), store)) as reading:
            yield reading


@contextmanager
def writing_app(folder: Path) -> Iterator[FastAPI]:
    settings = Settings(token=TOKEN, max_document_bytes=1000)
    with open_store(str(folder), actors=ACTORS) as store:
        fill(store)
        yield create_app(settings, store, load_extractor=Extractor)


@contextmanager
def writing_service(folder: Path) -> Iterator[TestClient]:
    with writing_app(folder) as app, TestClient(app) as service:
        service.headers["Authorization"] = f"Bearer {TOKEN}"
        yield service


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address at which a service like `writer` listens."""
    with writing_app(tmp_path / "store") as app:
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[TestClient]:
    """A service over the three claims on disk; its client sends the token."""
    with writing_service(tmp_path / "store") as service:
        yield service


@pytest.fixture(scope="session")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The same, shared by tests whose requests must leave the three claims as they are."""
    with writing_service(tmp_path_factory.mktemp("steady") / "store") as service:
        yield service
