"""Queries passed on to another store; a store in memory stands for the server."""

import asyncio
import time
from collections.abc import Iterator

import pytest

from api.problems import ProblemError
from api.query_pool import NotAcceptableError, Query, QueryTimeoutError
from api.remote_queries import run_remote
from graph.errors import ForbiddenQueryError, QueryError
from graph.store import KnowledgeStore, open_store


@pytest.fixture
def store() -> Iterator[KnowledgeStore]:
    with open_store(":memory:", actors=()) as empty:
        empty.update("INSERT DATA { GRAPH <x:g> { <x:a> <x:p> 1 } }")
        yield empty


def ask(store: KnowledgeStore, text: str, table: str | None = "text/csv", **more: tuple[str, ...]) -> str:
    query = Query(text, "http://x/", True, table, "application/sparql-results+json", "text/turtle", **more)
    return asyncio.run(run_remote(store, query, seconds=0.3)).body.decode()


def test_answers_come_in_the_format_of_their_kind(store: KnowledgeStore) -> None:
    assert ask(store, "SELECT ?o { ?s <x:p> ?o }") == "o\r\n1\r\n"
    assert ask(store, "ASK { <x:a> ?p ?o }") == '{"head":{},"boolean":true}'
    assert ask(store, "CONSTRUCT WHERE { <x:a> ?p ?o }").endswith("<x:a> <x:p> 1 .\n")


@pytest.mark.parametrize(
    ("text", "more", "error", "message"),
    [
        ("SELECT {", {}, QueryError, "line 1"),
        ("SELECT * { ?s ?p ?o }", {"table": None}, NotAcceptableError, "select"),
        ("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", {}, ForbiddenQueryError, "SERVICE"),
        ("ASK {}", {"default_graphs": ("x:g",)}, ProblemError, "dataset"),
    ],
)
def test_refused_queries(
    store: KnowledgeStore, text: str, more: dict[str, object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        ask(store, text, **more)  # type: ignore[arg-type]


def test_a_slow_server_is_not_waited_for(store: KnowledgeStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "query", lambda *_, **__: time.sleep(0.6))
    with pytest.raises(QueryTimeoutError, match=r"0\.3 s"):
        ask(store, "ASK {}")
