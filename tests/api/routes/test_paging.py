"""Pages stay stable while documents come and go: nothing twice, nothing lost that was there all the time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import KnowledgeStore, open_store
from tests.benchmarks.generated import World, generated

REPORTS = list(generated(24, 3, seed=5, world=World(actors=6, days=30)))
FIRST, LATER = REPORTS[:12], REPORTS[12:]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[KnowledgeStore]:
    with open_store(str(tmp_path / "store")) as opened:
        for document, claims in FIRST:
            opened.put(document, claims)
        yield opened


@pytest.fixture
def client(store: KnowledgeStore) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), store)) as service:
        yield service


def everything(client: TestClient, path: str, before_each: Iterator[None]) -> list[str]:
    """The ids of all pages; something happens before each page."""
    found, address = [], path
    while address:
        next(before_each, None)
        page = client.get(address).json()
        found += [item["id"] for item in page["items"]]
        address = page["next"]
    return found


def arriving(store: KnowledgeStore) -> Iterator[None]:
    for document, claims in LATER:
        yield
        store.put(document, claims)


def leaving(store: KnowledgeStore) -> Iterator[None]:
    for document, _ in FIRST[:6]:
        yield
        store.retract(document.id)


PATHS = [
    "/claims?limit=3",
    "/claims?actor=USA&limit=2",
    "/events?limit=2",
    "/documents?limit=2",
    "/actors?limit=300",
]


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_lost_while_documents_arrive(client: TestClient, store: KnowledgeStore, path: str) -> None:
    before = everything(client, path, iter(()))
    during = everything(client, path, arriving(store))
    after = everything(client, path, iter(()))
    assert during == sorted(set(during))
    # Events are joined anew when claims arrive; those that stayed are all there.
    assert set(before) & set(after) <= set(during) <= set(before) | set(after)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_comes_twice_while_documents_leave(
    client: TestClient, store: KnowledgeStore, path: str
) -> None:
    before = everything(client, path, iter(()))
    during = everything(client, path, leaving(store))
    after = everything(client, path, iter(()))
    assert during == sorted(set(during))
    assert set(before) & set(after) <= set(during) <= set(before) | set(after)
