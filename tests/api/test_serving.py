"""`irgraph serve` as programs meet it: processes, signals, forwarded writes, logs. Each starts a server."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from graph.store import open_store

ROOT = Path(__file__).parents[2]
WRITES = {"Authorization": "Bearer secret"}
TURTLE = {**WRITES, "Content-Type": "text/turtle"}
COUNT = {"query": "SELECT (COUNT(*) AS ?n) FROM <http://x/mine> { ?s <http://x/p> ?o }", "format": "csv"}
# Some seconds of work, more than it takes to send a signal.
SLOW = "SELECT (COUNT(*) AS ?n) {{ {} }}".format(
    " ".join(f"VALUES ?v{number} {{ {' '.join(map(str, range(40)))} }}" for number in range(4))
)


@contextmanager
def serving(store: Path, workers: int, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server over a store on disk, and its address once it answers."""
    with open_store(str(store), actors=()):
        pass
    program = [sys.executable, "-c", "from api.cli.main import main; import sys; sys.exit(main())"]
    options = ["serve", f"--store={store}", "--port=0", f"--workers={workers}"]
    environment = {**os.environ, "IRGRAPH_TOKEN": "secret", **settings}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*program, *options], stdout=pipe, stderr=pipe, text=True, cwd=ROOT, env=environment
    ) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split(" at ")[1].split()[0].rstrip("/")
        try:
            httpx.get(f"{address}/health", timeout=60).raise_for_status()
            yield server, address
        finally:
            server.terminate()


def children(server: subprocess.Popen[str]) -> list[int]:
    """The reader processes of a server."""
    found = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    return [int(pid) for pid in found if b"api.reader" in Path(f"/proc/{pid}/cmdline").read_bytes()]


@pytest.mark.slow
def test_every_process_sees_what_was_written_before(tmp_path: Path) -> None:
    with serving(tmp_path / "store", 2) as (_, address):
        seen = []
        for number in range(1, 6):
            body = f"<http://x/{number}> <http://x/p> 1 ."
            httpx.post(
                f"{address}/store?graph=http://x/mine", content=body, headers=TURTLE
            ).raise_for_status()
            # Each request is a connection of its own, which either process may take.
            seen.append([httpx.get(f"{address}/sparql", params=COUNT).text.split()[1] for _ in range(6)])
        assert seen == [[str(number)] * 6 for number in range(1, 6)]
        counted = httpx.get(f"{address}/metrics").text
        assert 'irgraph_writes_total{kind="store"} 5.0' in counted
        assert 'irgraph_requests_total{method="GET",path="/sparql",status="200"} 30.0' in counted
        assert 'irgraph_request_seconds_bucket{le="0.1",method="GET",path="/sparql"}' in counted
        tags = {httpx.get(f"{address}/claims").headers["ETag"] for _ in range(6)}
        assert len(tags) == 1


@pytest.mark.slow
def test_forwarded_writes_are_answered_as_the_writer_does(tmp_path: Path) -> None:
    with serving(tmp_path / "store", 2) as (_, address):
        refused = httpx.delete(f"{address}/documents/none")
        unknown = httpx.delete(f"{address}/documents/none", headers=WRITES)
        made = httpx.post(f"{address}/store", content="<x:a> <x:b> 1 .", headers=TURTLE)
        listed = httpx.get(f"{address}/jobs", headers=WRITES)
    assert (refused.status_code, refused.headers["Content-Type"]) == (401, "application/problem+json")
    assert (unknown.status_code, unknown.json()["type"]) == (404, "urn:irgraph:problem:unknown-document")
    assert made.headers["Location"].startswith(f"{address}/store/graph-")
    assert listed.json() == []
    noted = [json.loads(line) for line in (tmp_path / "store.audit.jsonl").read_text().splitlines()]
    assert [(one["method"], one["status"], one.get("who"), one["client"]) for one in noted] == [
        ("DELETE", 401, None, "127.0.0.1"),
        ("DELETE", 404, "IRGRAPH_TOKEN", "127.0.0.1"),
        ("POST", 201, "IRGRAPH_TOKEN", "127.0.0.1"),
    ]


@pytest.mark.slow
def test_a_reader_that_dies_is_started_again(tmp_path: Path) -> None:
    with serving(tmp_path / "store", 2) as (server, address):
        before = children(server)
        os.kill(before[0], signal.SIGKILL)
        end = time.monotonic() + 20
        while (set(children(server)) == set(before) or len(children(server)) < 2) and time.monotonic() < end:
            time.sleep(0.1)
        assert len(children(server)) == 2
        assert httpx.get(f"{address}/health", timeout=60).json()["status"] == "ok"


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_a_running_request_ends_before_the_service_does(tmp_path: Path, workers: int) -> None:
    with serving(tmp_path / "store", workers) as (server, address), ThreadPoolExecutor() as pool:
        answer = pool.submit(httpx.get, f"{address}/sparql", params={"query": SLOW}, timeout=60)
        time.sleep(0.5)
        server.terminate()
        assert answer.result().json()["results"]["bindings"][0]["n"]["value"] == str(40**4)
        assert server.wait(20) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["store"]
    with open_store(str(tmp_path / "store"), actors=()) as store:
        assert store.documents() == []


@pytest.mark.slow
def test_requests_are_logged_as_json(tmp_path: Path) -> None:
    with serving(tmp_path / "store", 1, IRGRAPH_LOG="json") as (server, address):
        answer = httpx.get(f"{address}/claims?limit=1")
        server.terminate()
        assert server.stderr is not None
        _, entry = [json.loads(line) for line in server.stderr.read().splitlines()]
    told = {name: entry[name] for name in ("level", "message", "method", "path", "query", "status", "client")}
    assert told == {
        "level": "info", "message": "request", "method": "GET", "path": "/claims", "query": "limit=1",
        "status": 200, "client": "127.0.0.1",
    }  # fmt: skip
    assert (entry["request"], entry["seconds"] > 0) == (answer.headers["X-Request-Id"], True)
