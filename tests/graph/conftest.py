"""The smallest world that shows the point: six known actors, three reports, eight claims.

`reuters-1` and `bbc/2024 05` agree on one thing (the EU consults India); `xinhua-7` denies and doubts.
Between them they hold a plan, a denial, a metonym, a person, nested speakers, words that nobody
could identify, a domestic affair and a standing relation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlsplit

import pyoxigraph as ox
import pytest

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

Report = tuple[Document, list[Claim]]


def known(actor_id: str, name: str, kind: str, role: str = "state", **more: Any) -> ReferenceActor:
    return ReferenceActor(actor_id, name, kind, role, None, (name, *more.pop("aliases", ())), **more)


KNOWN = (
    known("BEL", "Belgium", "state", capital="Brussels"),
    known("CHN", "China", "state", adjectives=("Chinese",), wikidata="Q148"),
    known("EU", "European Union", "bloc", "organisation", acronyms=("EU",), members=("BEL",)),
    known("IND", "India", "state", aliases=("Republic of India",), demonyms=("Indian",)),
    known("NATO", "North Atlantic Treaty Organization", "bloc", "organisation"),
    known("TWN", "Taiwan", "territory", claimed_by=("CHN",)),
)
_NAMES = {actor.id: (actor.name, actor.type, actor.role) for actor in KNOWN}


def actor(text: str, words: str, actor_id: str, **more: Any) -> Actor:
    """An actor read off the first place where a text has the words."""
    name, kind, role = _NAMES.get(actor_id, (words, "unknown", "unknown"))
    start = text.index(words)
    plain = {"name": name, "type": kind, "role": role, "represents": None, "resolved_by": "name"}
    return Actor(id=actor_id, mention=words, start=start, end=start + len(words), **{**plain, **more})


def claim(
    document: Document,
    sentence: str,
    subject: Actor,
    words: str,
    code: tuple[Any, ...],
    object_: Actor,
    **more: Any,
) -> Claim:
    """A claim whose evidence is a sentence of the document; `code` is phrase, type, relation, mode, CAMEO."""
    start, trigger = document.text.index(sentence), document.text.index(words)
    phrase, event_type, relation, mode, cameo = (*code, None, None)[:5]
    plain = {
        "modality": "asserted",
        "polarity": "positive",
        "attribution": (),
        "date": None,
        "place": None,
        "topics": (),
        "confidence": 0.9,
    }
    return with_id(
        Claim(
            subject=subject,
            predicate=Predicate(phrase, event_type, mode, cameo, relation, "frame-of-" + words),
            object=object_,
            evidence=Evidence(document.id, start, start + len(sentence), sentence),
            trigger=Mention(trigger, trigger + len(words), words),
            **{"topics": (), "confidence": 0.9, **plain, **more},
        )
    )


def _reuters() -> Report:
    said = "The EU plans to launch a dialogue with Taiwan, Reuters quoted Valdis Dombrovskis as saying."
    done = "Brussels consulted India on Monday — “at last”."
    document = Document(
        "reuters-1",
        f"{said}\n{done}",
        date(2024, 5, 2),
        "EU turns east",
        "Reuters",
        "https://example.org/1?a=b c",
    )
    text = document.text
    person = {"type": "person", "role": "diplomat", "represents": "EU", "name": "Valdis Dombrovskis"}
    speakers = (
        Attribution(actor(text, "Reuters", "REUTERS", type="media", role="media"), "quote"),
        Attribution(actor(text, "Valdis Dombrovskis", "person/valdis-dombrovskis", **person), "say"),
    )
    monday = DateSpan(date(2024, 4, 29), date(2024, 4, 29), "day", "on Monday")
    brussels = actor(text, "Brussels", "EU", resolved_by="metonym", alternatives=("BEL", "NATO"))
    return document, [
        claim(
            document, said, actor(text, "The EU", "EU"), "dialogue",
            ("plans dialogue with", "CONSULT", "consults"), actor(text, "Taiwan", "TWN"),
            modality="planned", attribution=speakers, topics=("diplomacy", "trade"), confidence=0.83,
        ),
        claim(
            document, done, brussels, "consulted", ("consults", "CONSULT", "consults", "visit", "042"),
            actor(text, "India", "IND"), date=monday, place=actor(text, "India", "IND"),
        ),
    ]  # fmt: skip


def _xinhua() -> Report:
    denied = "China did not impose sanctions on the EU."
    doubted = "Wang Yi may visit India."
    document = Document("xinhua-7", f"{denied} {doubted}", date(2024, 6, 1), "No sanctions", "Xinhua")
    text = document.text
    wang = actor(text, "Wang Yi", "person/wang-yi", type="person", role="government", represents="CHN")
    return document, [
        claim(
            document, denied, actor(text, "China", "CHN"), "sanctions",
            ("does not impose sanctions on", "SANCTION", "sanctions"), actor(text, "the EU", "EU"),
            polarity="negative",
        ),
        claim(
            document, doubted, wang, "visit", ("may visit", "CONSULT", "consults"),
            actor(text, "India", "IND"), modality="possible", confidence=0.5,
        ),
    ]  # fmt: skip


def _bbc() -> Report:
    agreed = "The EU consulted India."
    attacked = "The rebels attacked India."
    domestic = "Indian police detained protesters."
    member = "India is a member of the Quad."
    document = Document("bbc/2024 05", " ".join((agreed, attacked, domestic, member)), publisher="BBC")
    text = document.text
    india = actor(text, "India", "IND")
    rebels = actor(text, "The rebels", "mention/the-rebels", role="rebel", resolved_by="unresolved")
    police = actor(text, "Indian police", "IND/police", type="body", role="police", represents="IND")
    crowd = actor(text, "protesters", "IND/protesters", type="population", role="civilian", represents="IND")
    union = actor(text, "The EU", "EU")
    detains = ("detains", "COERCE", "coerces", "arrest", "173")
    return document, [
        claim(document, agreed, union, "consulted", ("consults", "CONSULT", "consults"), india),
        claim(document, attacked, rebels, "attacked", ("attacks", "ASSAULT", "assaults"), india),
        claim(document, domestic, police, "detained", detains, crowd),
        claim(
            document, member, india, "member", ("is a member of", None, "memberOf"),
            actor(text, "the Quad", "QUAD", name="Quad", type="bloc", role="organisation"),
        ),
    ]  # fmt: skip


@dataclass(frozen=True)
class World:
    """The known actors and the reports by document id."""

    actors: tuple[ReferenceActor, ...]
    reports: Mapping[str, Report]

    @property
    def claims(self) -> list[Claim]:
        return [claim for _, claims in self.reports.values() for claim in claims]


@pytest.fixture(scope="session")
def world() -> World:
    return World(KNOWN, {report[0].id: report for report in (_reuters(), _xinhua(), _bbc())})


@pytest.fixture
def store(world: World) -> Iterator[KnowledgeStore]:
    """An empty store in memory that knows the six actors."""
    with open_store(":memory:", actors=world.actors) as empty:
        yield empty


@pytest.fixture
def full_store(store: KnowledgeStore, world: World) -> KnowledgeStore:
    """The store with all three reports in it."""
    for document, claims in world.reports.values():
        store.put(document, claims)
    return store


class _SparqlHandler(BaseHTTPRequestHandler):
    """A SPARQL server in the fewest lines: POST to /query and /update, as Oxigraph's own server does it."""

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        try:
            media_type, body = self._answer(urlsplit(self.path), text)
            self.send_response(200 if body else 204)
        except SyntaxError as error:
            media_type, body = "text/plain", str(error).encode()
            self.send_response(400)
        except LookupError:
            media_type, body = "text/html", b"<h1>Not here</h1>"
            self.send_response(404)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _answer(self, url: SplitResult, text: str) -> tuple[str, bytes]:
        engine: ox.Store = self.server.engine  # type: ignore[attr-defined]
        if url.path == "/update":
            engine.update(text)
            return "text/plain", b""
        if url.path != "/query":
            raise LookupError(url.path)
        found = engine.query(text, use_default_graph_as_union="union-default-graph" in parse_qs(url.query))
        if isinstance(found, ox.QuerySolutions | ox.QueryBoolean):
            return "application/sparql-results+json", found.serialize(
                format=ox.QueryResultsFormat.JSON
            ) or b""
        return "application/n-triples", ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b"\n"

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def sparql_server() -> Iterator[str]:
    """The address of a SPARQL server with an empty store."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _SparqlHandler)
    server.engine = ox.Store()  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/query"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(params=["memory", "disk", "remote"])
def any_store(request: pytest.FixtureRequest, tmp_path: Path, world: World) -> Iterator[KnowledgeStore]:
    """An empty store of each kind in turn."""
    if request.param == "remote":
        location = request.getfixturevalue("sparql_server")
    else:
        location = ":memory:" if request.param == "memory" else str(tmp_path / "store")
    with open_store(location, actors=world.actors) as empty:
        yield empty
