"""Adding and retracting documents, tokens, and what updates may not touch."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Headers

from api.app import create_app
from api.settings import Settings
from graph.store import open_store

REPORT = {
    "id": "new/1",
    "text": "China sanctioned the EU on Friday.",
    "date": "2024-05-04",
    "publisher": "AFP",
}
UPDATE = {"Content-Type": "application/sparql-update"}
GERMAN = "Der Außenminister reiste gestern nach Berlin und sprach dort mit der Kanzlerin über die Ukraine."
FACTS = "http://localhost:8000/id/graph/facts"
COUNT = "SELECT (COUNT(?c) AS ?n) { ?c a ir:Claim }"


def claims(client: TestClient) -> tuple[int, int]:
    """How many claims the service counts, and how many a SPARQL query sees."""
    seen = client.get("/sparql", params={"query": COUNT, "format": "csv"}).text.split()[1]
    return client.get("/stats").json()["claims"], int(seen)


def test_a_document_from_adding_to_retracting(writer: TestClient) -> None:
    assert claims(writer) == (3, 3)
    added = writer.post("/documents", json=REPORT)
    assert (added.status_code, added.headers["Location"]) == (201, "/documents/new/1")
    assert added.json() == {"id": "new/1", "outcome": "new", "claims": 1, "notes": []}
    again = writer.post("/documents", json=REPORT)
    assert (again.status_code, again.json()["outcome"], claims(writer)) == (200, "unchanged", (4, 4))
    changed = writer.post("/documents", json={**REPORT, "title": "Sanctions"})
    assert (changed.status_code, changed.json()["outcome"]) == (200, "changed")
    assert writer.get("/documents/new/1").json()["title"] == "Sanctions"
    assert writer.delete("/documents/new/1").status_code == 204
    assert (writer.delete("/documents/new/1").status_code, claims(writer)) == (404, (3, 3))


def test_a_document_without_id_is_named_by_its_text(writer: TestClient) -> None:
    named = [writer.post("/documents", json={"text": REPORT["text"]}).json()["id"] for _ in range(2)]
    assert named == [f"sha256-{hashlib.sha256(REPORT['text'].encode()).hexdigest()[:16]}"] * 2


@pytest.mark.parametrize(
    ("body", "status", "kind", "words"),
    [
        ({}, 422, "invalid-request", "body.text"),
        ({"text": ""}, 422, "invalid-request", "body.text"),
        ({"text": "   "}, 422, "unreadable-document", "is empty"),
        ({"text": "x", "date": "May"}, 422, "invalid-request", "body.date"),
        ({"text": "x", "unknown": 1}, 422, "invalid-request", "body.unknown"),
        ({"text": 7}, 422, "invalid-request", "body.text"),
        ({"text": "zero \0 byte"}, 422, "unreadable-document", "zero characters"),
        ({"text": "long " * 300}, 422, "unreadable-document", "larger than"),
        ({"text": GERMAN}, 422, "unreadable-document", "'de'"),
        ({"text": "This text fails."}, 500, "extraction-failed", "no verb"),
    ],
)  # fmt: skip
def test_documents_that_cannot_be_read(
    steady: TestClient, body: dict[str, object], status: int, kind: str, words: str
) -> None:
    answer = steady.post("/documents", json=body)
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:irgraph:problem:{kind}")
    assert words in answer.json()["detail"]
    assert claims(steady) == (3, 3)


def test_a_body_that_is_no_json(steady: TestClient) -> None:
    answer = steady.post("/documents", content="{", headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:irgraph:problem:invalid-request")


WRITES = [
    ("POST", "/documents", {"json": REPORT}),
    ("DELETE", "/documents/echo", {}),
    ("POST", "/update", {"content": "CLEAR ALL", "headers": UPDATE}),
    ("PUT", "/store?default", {"content": "", "headers": {"Content-Type": "text/turtle"}}),
    ("POST", "/store", {"content": "", "headers": {"Content-Type": "text/turtle"}}),
    ("DELETE", "/store?default", {}),
]


@pytest.mark.parametrize(("method", "path", "more"), WRITES)
def test_without_a_token_set_up_writes_are_closed(
    client: TestClient, method: str, path: str, more: dict[str, object]
) -> None:
    answer = client.request(method, path, **more)  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:irgraph:problem:writes-closed")
    assert "IRGRAPH_TOKEN" in answer.json()["remedy"]


@pytest.mark.parametrize("token", [None, "wrong", ""])
@pytest.mark.parametrize(("method", "path", "more"), WRITES)
def test_with_a_wrong_token_writes_are_refused(
    steady: TestClient,
    method: str,
    path: str,
    more: dict[str, object],
    token: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = {} if token is None else {"Authorization": f"Bearer {token}"}
    with monkeypatch.context() as changed:
        changed.setattr(steady, "headers", Headers({**given}))
        answer = steady.request(method, path, **more)  # type: ignore[arg-type]
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="irgraph"')
    assert claims(steady) == (3, 3)


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[TestClient]:
    """Reads are closed too; the tokens file knows "alice-token"."""
    tokens = tmp_path / "tokens"
    tokens.write_text(f"# who may write\n\n{hashlib.sha256(b'alice-token').hexdigest()} alice\n")
    settings = Settings(token=None, tokens_file=tokens, open_reads=False)
    with open_store(":memory:", actors=()) as store, TestClient(create_app(settings, store)) as service:
        yield service


@pytest.mark.parametrize(
    "path",
    ["/", "/claims", "/actors", "/sparql?query=ASK{}", "/documents", "/stats", "/export", "/id/actor/EU"],
)
def test_reads_can_be_closed(guarded: TestClient, path: str) -> None:
    assert guarded.get(path).status_code == 401
    assert guarded.get(path, headers={"Authorization": "Bearer alice-token"}).status_code in (200, 404)


def test_health_needs_no_token(guarded: TestClient) -> None:
    assert guarded.get("/health").json()["status"] == "ok"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("INSERT DATA { GRAPH <http://x/mine> { <x:a> <x:p> 1 } }", 204),
        ("INSERT DATA { GRAPH graph:mine { <x:a> <x:p> 1 } }", 403),
        (f"INSERT DATA {{ GRAPH <{FACTS}> {{ <x:a> <x:p> 1 }} }}", 403),
        ("INSERT DATA { GRAPH graph:facts { <x:a> <x:p> 1 } }", 403),
        (f"BASE <{FACTS}> INSERT DATA {{ GRAPH <> {{ <x:a> <x:p> 1 }} }}", 403),
        ("INSERT { GRAPH ?g { ?s <x:p> 1 } } WHERE { GRAPH ?g { ?s ?p ?o } }", 403),
        ("DELETE { GRAPH graph:facts { ?s ?p ?o } } WHERE { GRAPH graph:facts { ?s ?p ?o } }", 403),
        ("WITH graph:facts DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", 403),
        ("DELETE WHERE { GRAPH graph:facts { ?s ?p ?o } }", 403),
        ("INSERT { GRAPH <x:mine> { ?s ?p ?o } } WHERE { GRAPH graph:facts { ?s ?p ?o } }", 204),
        ("COPY graph:facts TO <x:mine>", 204),
        ("COPY <x:mine> TO graph:facts", 403),
        ("MOVE graph:facts TO <x:mine>", 403),
        ("ADD DEFAULT TO graph:facts", 403),
        ("CLEAR GRAPH graph:facts", 403),
        ("DROP ALL", 403),
        ("CLEAR NAMED", 403),
        ("CLEAR DEFAULT", 204),
        ("CREATE GRAPH <x:mine> ; DROP GRAPH graph:facts", 403),
        ("LOAD <http://x/> INTO GRAPH graph:facts", 501),
        ("INSERT DATA {} # \r; DROP ALL", 403),
        ("PREFIX : <x:> COPY <x:mine> TO graph:facts", 403),
        ("PREFIX SILENTgraph: <x:> MOVE SILENTgraph:facts TO <x:mine>", 500),
        (
            'INSERT DATA { <x:a> <x:b> "\\u0022" } ; DROP ALL ; INSERT DATA { <x:a> <x:b> "\\u0022" }',
            403,
        ),
        ("CLEAR GRAPH <http://localhost:8000/id/\\u0067raph/facts>", 400),
        ("INSERT DATA { GRAPH none:x { <x:a> <x:p> 1 } }", 400),
        ("CLEAR GRAPH none:x", 400),
        ("CLEAR XYZ", 400),
    ],
)
def test_updates_leave_the_knowledge_graph_alone(steady: TestClient, text: str, status: int) -> None:
    answer = steady.post("/update", content=text, headers=UPDATE)
    assert (answer.status_code, claims(steady)) == (status, (3, 3))
    assert steady.get("/stats").json()["facts"] == 3


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_the_graph_store_leaves_it_alone_too(steady: TestClient, method: str) -> None:
    more = {"content": "<x:a> <x:p> 1 .", "headers": {"Content-Type": "text/turtle"}}
    answer = steady.request(method, f"/store?graph={FACTS}", **more)  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:irgraph:problem:graph-closed")
    assert steady.put(f"/store?graph=http://x/{method}", **more).status_code == 201  # type: ignore[arg-type]
