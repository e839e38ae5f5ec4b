"""Jobs: many documents, or a long one, are read while the client goes on and asks how far they are."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import open_store
from ontology.records import Claim, Document

TOKEN = "correct horse battery staple"
TEXT = "China sanctioned the EU on Friday."
GERMAN = "Der Außenminister reiste gestern nach Berlin und sprach dort mit der Kanzlerin über die Ukraine."


class Gate:
    """An extractor that finds nothing, and waits for the gate to open."""

    def __init__(self) -> None:
        self.open = Event()
        self.open.set()

    def extract(self, document: Document) -> list[Claim]:
        self.open.wait(10)
        if "fails" in document.text:
            raise RuntimeError("no verb")
        return []

    def extract_many(
        self, documents: Iterator[Document], workers: int = 1
    ) -> Iterator[tuple[Document, list[Claim] | Exception]]:
        for document in documents:
            try:
                yield document, self.extract(document)
            except RuntimeError as error:
                yield document, error


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def service(tmp_path: Path, gate: Gate) -> Iterator[TestClient]:
    settings = Settings(token=TOKEN, job_bytes=500)
    with open_store(str(tmp_path / "store"), actors=()) as store:
        app = create_app(settings, store, load_extractor=lambda: gate)
        with TestClient(app) as client:
            client.headers["Authorization"] = f"Bearer {TOKEN}"
            yield client
            gate.open.set()


def finished(service: TestClient, address: str) -> dict[str, object]:
    """The job once it is over."""
    for _ in range(200):
        job = service.get(address).json()
        if job["state"] in ("done", "stopped", "failed"):
            return dict(job)
        time.sleep(0.02)
    raise AssertionError(f"{job} goes on and on")


def test_many_documents_are_a_job(service: TestClient) -> None:
    texts = {"a": TEXT, "b": "It fails.", "c": GERMAN, "d": f"{TEXT} Again.", "e": ""}
    bodies = [{"id": name, "text": text or " "} for name, text in texts.items()]
    taken = service.post("/jobs", json={"documents": bodies})
    assert (taken.status_code, taken.headers["Location"]) == (202, f"/jobs/{taken.json()['id']}")
    job = finished(service, taken.headers["Location"])
    told = {name: job[name] for name in ("state", "total", "done", "new", "changed", "unchanged", "claims")}
    assert told == {
        "state": "done", "total": 5, "done": 5, "new": 2, "changed": 0, "unchanged": 0, "claims": 0
    }  # fmt: skip
    assert sorted(one["id"] for one in job["failures"]) == ["b", "c", "e"]  # type: ignore[index]
    assert [one["id"] for one in service.get("/documents").json()["items"]] == ["a", "d"]
    assert [one["id"] for one in service.get("/jobs").json()] == [job["id"]]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        ({"text": TEXT}, {"Prefer": "respond-async"}),
        ({"text": f"{TEXT} " * 20}, {}),
    ],
)
def test_one_document_as_a_job(service: TestClient, body: dict[str, str], headers: dict[str, str]) -> None:
    taken = service.post("/documents", json=body, headers=headers)
    assert taken.status_code == 202
    assert finished(service, taken.headers["Location"])["new"] == 1


def test_a_job_tells_how_far_it_is_and_can_be_stopped(service: TestClient, gate: Gate) -> None:
    gate.open.clear()
    bodies = [{"id": f"{number}", "text": f"{TEXT} {number}"} for number in range(50)]
    address = service.post("/jobs", json={"documents": bodies}).headers["Location"]
    waiting = service.post("/jobs", json={"documents": bodies}).headers["Location"]
    time.sleep(0.1)
    assert [service.get(one).json()["state"] for one in (address, waiting)] == ["running", "waiting"]
    # A single document does not wait for the jobs.
    assert service.get("/health").status_code == 200
    stopped = service.delete(address)
    service.delete(waiting)
    gate.open.set()
    job, other = finished(service, address), finished(service, waiting)
    assert (stopped.status_code, job["state"], other["state"], other["done"]) == (
        202,
        "stopped",
        "stopped",
        0,
    )
    stored = [one["id"] for one in service.get("/documents").json()["items"]]
    assert job["done"] == job["new"] == len(stored) < 50


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "kind"),
    [
        ("GET", "/jobs/none", None, 404, "unknown-job"),
        ("DELETE", "/jobs/none", None, 404, "unknown-job"),
        ("POST", "/jobs", {"documents": []}, 422, "invalid-request"),
        ("POST", "/jobs", {"documents": [{"id": "a"}]}, 422, "invalid-request"),
        ("POST", "/jobs", {"text": TEXT}, 422, "invalid-request"),
    ],
)
def test_bad_requests_are_problems(
    service: TestClient, method: str, path: str, body: object, status: int, kind: str
) -> None:
    answer = service.request(method, path, json=body)
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:irgraph:problem:{kind}")


def test_jobs_need_a_token(service: TestClient) -> None:
    del service.headers["Authorization"]
    assert [service.get("/jobs").status_code, service.post("/jobs", json={}).status_code] == [401, 401]
