"""What makes the service safe to open to a team: rates, rights, limits of updates, the audit log, headers."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from api.app import create_app
from api.settings import Settings
from api.tokens import add_token
from graph.store import open_store

UPDATE = {"Content-Type": "application/sparql-update"}
TURTLE = {"Content-Type": "text/turtle"}
MINE = "/store?graph=http://x/mine"
RUNAWAY = " ".join(f"VALUES ?v{number} {{ {' '.join(map(str, range(50)))} }}" for number in range(6))


@contextmanager
def serving(folder: Path, **settings: object) -> Iterator[TestClient]:
    """A service over an empty store on disk."""
    with open_store(str(folder / "store"), actors=()) as store:
        app = create_app(Settings(**settings), store)  # type: ignore[arg-type]
        with TestClient(app) as client:
            yield client


@pytest.mark.parametrize(
    ("limits", "requests", "statuses"),
    [
        ({"read_rate": "2/minute"}, ["/claims"] * 3, [200, 200, 429]),
        ({"read_rate": "2/minute"}, ["/claims", "/stats", "/sparql?query=ASK{}"], [200, 200, 429]),
        ({"read_rate": "1/minute"}, ["/claims", "/health", "/metrics"], [200, 200, 200]),
        ({"write_rate": "1/minute"}, ["/claims"] * 3, [200] * 3),
        ({}, ["/claims"] * 5, [200] * 5),
    ],
)
def test_rate_of_reading(
    tmp_path: Path, limits: dict[str, str], requests: list[str], statuses: list[int]
) -> None:
    with serving(tmp_path, **limits) as client:
        assert [client.get(path).status_code for path in requests] == statuses


def test_rate_of_writing_says_when_to_come_back(tmp_path: Path) -> None:
    with serving(tmp_path, token="secret", write_rate="2/hour") as client:
        tokens = ("wrong", "secret", "another")
        answers = [
            client.delete("/documents/none", headers={"Authorization": f"Bearer {token}"}) for token in tokens
        ]
        assert client.post("/sparql", data={"query": "ASK {}"}).status_code == 200
    assert [answer.status_code for answer in answers] == [401, 404, 429]
    assert answers[-1].json()["type"] == "urn:irgraph:problem:too-many-requests"
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 3600


@pytest.mark.parametrize("name", ["read_rate", "write_rate"])
@pytest.mark.parametrize("value", ["many", "10", "10/fortnight", "-1/minute"])
def test_a_rate_that_is_none_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValidationError, match="600/minute"):
        Settings(**{name: value})  # type: ignore[arg-type]


def test_tokens_of_the_file_may_do_what_they_may(tmp_path: Path) -> None:
    writer = add_token(tmp_path / "store.tokens", "alice", "write")
    reader = add_token(tmp_path / "store.tokens", "bob", "read")
    with serving(tmp_path, open_reads=False) as client:
        found = []
        for token in (writer, reader, "none"):
            headers = {"Authorization": f"Bearer {token}"}
            read = client.get("/claims", headers=headers)
            written = client.put(MINE, content="", headers={**headers, **TURTLE})
            found.append((read.status_code, written.status_code))
    assert found == [(200, 201), (200, 403), (401, 401)]


def test_a_token_that_may_only_read_leaves_writes_closed(tmp_path: Path) -> None:
    reader = add_token(tmp_path / "store.tokens", "bob", "read")
    with serving(tmp_path) as client:
        answer = client.put(MINE, content="", headers={**TURTLE, "Authorization": f"Bearer {reader}"})
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:irgraph:problem:writes-closed")


@pytest.mark.parametrize("scratch", [False, True])
def test_a_runaway_update_is_stopped_and_changes_nothing(tmp_path: Path, scratch: bool) -> None:
    place = ":memory:" if scratch else str(tmp_path / "store")
    with open_store(place, actors=()) as store:
        app = create_app(Settings(token="secret", query_seconds=1), store, scratch=scratch)
        with TestClient(app, headers={"Authorization": "Bearer secret"}) as client:
            client.put(MINE, content="<x:a> <x:p> 1 .", headers=TURTLE)
            text = f"DELETE {{ GRAPH <http://x/mine> {{ <x:a> <x:p> 1 }} }} WHERE {{ {RUNAWAY} }}"
            stopped = client.post("/update", content=text, headers=UPDATE)
            count = client.get(MINE, headers={"Accept": "application/n-triples"}).text
            again = client.post("/update", content=text.replace(RUNAWAY, ""), headers=UPDATE)
            left = client.get(MINE, headers={"Accept": "application/n-triples"}).text
    assert (stopped.status_code, stopped.json()["type"]) == (504, "urn:irgraph:problem:query-time-out")
    assert count.startswith("<x:a> <x:p> ")
    assert (again.status_code, left) == (204, "")


def test_every_write_is_noted(tmp_path: Path) -> None:
    with serving(tmp_path, token="secret") as client:
        client.put(MINE, content="<x:a> <x:p> 1 .", headers=TURTLE)
        client.headers["Authorization"] = "Bearer secret"
        client.put(MINE, content="<x:a> <x:p> 1 .", headers=TURTLE)
        client.post("/update", content="CLEAR GRAPH <http://x/mine>", headers=UPDATE)
        client.delete("/documents/none")
        client.get("/claims")
        client.post("/sparql", data={"query": "ASK {}"})
    path = tmp_path / "store.audit.jsonl"
    noted = [json.loads(line) for line in path.read_text().splitlines()]
    assert [(one["method"], one["path"], one["status"], one.get("who")) for one in noted] == [
        ("PUT", "/store", 401, None),
        ("PUT", "/store", 201, "IRGRAPH_TOKEN"),
        ("POST", "/update", 204, "IRGRAPH_TOKEN"),
        ("DELETE", "/documents/none", 404, "IRGRAPH_TOKEN"),
    ]
    assert [noted[1]["query"], noted[2]["update"]] == ["graph=http://x/mine", "CLEAR GRAPH <http://x/mine>"]
    assert [noted[3]["document"], path.stat().st_mode & 0o777] == ["none", 0o600]
    assert "secret" not in path.read_text()


@pytest.mark.parametrize(
    ("origins", "allowed"), [(("*",), "*"), (("https://a.example",), "https://a.example"), ((), None)]
)
def test_other_origins_by_setting(tmp_path: Path, origins: tuple[str, ...], allowed: str | None) -> None:
    with serving(tmp_path, cors_origins=origins) as client:
        answer = client.get("/claims", headers={"Origin": "https://a.example"})
        other = client.get("/claims", headers={"Origin": "https://b.example"})
    assert answer.headers.get("Access-Control-Allow-Origin") == allowed
    assert other.headers.get("Access-Control-Allow-Origin") in (None, "*" if allowed == "*" else None)


def test_headers_that_keep_browsers_safe(tmp_path: Path) -> None:
    with serving(tmp_path) as client:
        headers = client.get("/claims").headers
    assert [headers[name] for name in ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy")] == [
        "nosniff", "DENY", "no-referrer"
    ]  # fmt: skip
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
