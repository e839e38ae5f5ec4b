"""The smallest services that show a point: an empty scratch one, and one over a few claims made by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import open_store


@pytest.fixture(scope="session")
def scratch_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("scratch") / "store"
    settings = Settings(query_seconds=2, max_body_bytes=1_000_000)
    with open_store(str(folder)) as store, TestClient(create_app(settings, store, scratch=True)) as client:
        yield client


@pytest.fixture
def scratch(scratch_service: TestClient) -> TestClient:
    """An empty store with the standard default graph, open to updates; queries have two seconds."""
    headers = {"Content-Type": "application/sparql-update"}
    scratch_service.post("/update", content="DROP ALL", headers=headers).raise_for_status()
    return scratch_service
