"""The pool answers, limits and survives: each test runs real worker processes over a few quads."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from api.query_pool import (
    Limits,
    NotAcceptableError,
    Query,
    QueryBusyError,
    QueryFailedError,
    QueryPool,
    QuerySyntaxError,
    QueryTimeoutError,
    QueryUnsupportedError,
    ResultTooLargeError,
)
from api.revisions import Revision
from api.snapshots import Snapshots

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def ask(text: str, **changes: object) -> Query:
    kinds: dict[str, object] = {
        "table": "text/csv",
        "boolean": "application/sparql-results+json",
        "graph": "text/turtle",
    }
    return Query(text=text, base="http://x/", **{"union": False, **kinds, **changes})  # type: ignore[arg-type]


def quad(number: int, graph: str = "http://x/g") -> Quad:
    return Quad(NamedNode(f"http://x/{number}"), NamedNode("http://x/p"), Literal(number), NamedNode(graph))


Result = TypeVar("Result")


def run(
    store: Store,
    folder: Path | None,
    limits: Limits,
    job: Callable[[QueryPool, Snapshots], Awaitable[Result]],
) -> Result:
    async def main() -> Result:
        snapshots = Snapshots(store, folder, Revision(lag=60))
        pool = QueryPool(snapshots, limits)
        try:
            return await job(pool, snapshots)
        finally:
            await pool.close()
            snapshots.close()

    return asyncio.run(main())


@pytest.fixture(params=["disk", "memory"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Store, Path | None]:
    folder = tmp_path / "store" if request.param == "disk" else None
    store = Store(str(folder)) if folder else Store()
    store.extend([quad(number) for number in range(200)])
    return store, folder


def test_each_kind_of_answer_in_its_format(place: tuple[Store, Path | None]) -> None:
    async def job(pool: QueryPool, _: Snapshots) -> list[tuple[str, bytes]]:
        texts = (
            "SELECT ?o { GRAPH ?g { <3> ?p ?o } }",
            "ASK { GRAPH ?g { <3> ?p 3 } }",
            "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o FILTER(?o = 7) } }",
        )
        answers = [await pool.run(ask(text, prefixes=(("x", "http://x/"),))) for text in texts]
        return [(answer.media_type, answer.body) for answer in answers]

    assert run(*place, Limits(workers=1), job) == [
        ("text/csv", b"o\r\n3\r\n"),
        ("application/sparql-results+json", b'{"head":{},"boolean":true}'),
        ("text/turtle", b"@prefix x: <http://x/> .\nx:7 x:p 7 .\n"),
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, b"n\r\n0\r\n"),
        ({"union": True}, b"n\r\n200\r\n"),
        ({"default_graphs": ("http://x/g",), "named_graphs": ()}, b"n\r\n200\r\n"),
        ({"default_graphs": (), "named_graphs": ("http://x/g",)}, b"n\r\n0\r\n"),
    ],
)
def test_dataset_of_the_query(
    place: tuple[Store, Path | None], changes: dict[str, object], expected: bytes
) -> None:
    async def job(pool: QueryPool, _: Snapshots) -> bytes:
        return (await pool.run(ask(COUNT, **changes))).body

    assert run(*place, Limits(workers=1), job) == expected


def test_query_sees_the_write_before_it(place: tuple[Store, Path | None]) -> None:
    async def job(pool: QueryPool, snapshots: Snapshots) -> list[bytes]:
        bodies = []
        for number, lazy in ((200, False), (201, True), (202, False)):
            place[0].add(quad(number))
            snapshots.revision.changed(lazy=lazy)
            bodies.append((await pool.run(ask(COUNT, union=True))).body)
        return bodies

    # The lazy change is not due for a minute; the next prompt one brings it along.
    assert run(*place, Limits(workers=1), job) == [b"n\r\n201\r\n", b"n\r\n201\r\n", b"n\r\n203\r\n"]


def test_old_generations_are_removed(place: tuple[Store, Path | None]) -> None:
    async def job(pool: QueryPool, snapshots: Snapshots) -> list[str]:
        for number in range(3):
            place[0].add(quad(300 + number))
            snapshots.revision.changed()
            await pool.run(ask(COUNT))
        return [path.name for path in snapshots.folder.iterdir()]

    assert run(*place, Limits(workers=1), job) == ["3"]


def test_runaway_query_is_killed_while_small_ones_answer(place: tuple[Store, Path | None]) -> None:
    async def job(pool: QueryPool, _: Snapshots) -> tuple[float, list[bytes]]:
        runaway = asyncio.create_task(pool.run(ask(RUNAWAY, union=True)))
        await asyncio.sleep(0.05)
        small = [(await pool.run(ask(COUNT, union=True))).body for _ in range(5)]
        assert not runaway.done()
        start = time.perf_counter()
        with pytest.raises(QueryTimeoutError, match="stopped after 1 s"):
            await runaway
        assert pool.running == 0
        return time.perf_counter() - start, small

    waited, small = run(*place, Limits(workers=2, seconds=1), job)
    assert small == [b"n\r\n200\r\n"] * 5
    assert waited < 2


def test_a_query_whose_client_goes_away_is_killed(place: tuple[Store, Path | None]) -> None:
    async def job(pool: QueryPool, _: Snapshots) -> bytes:
        runaway = asyncio.create_task(pool.run(ask(RUNAWAY, union=True)))
        await asyncio.sleep(0.3)
        runaway.cancel()
        await asyncio.wait([runaway])
        assert (runaway.cancelled(), pool.running) == (True, 0)
        return (await pool.run(ask(COUNT, union=True))).body

    assert run(*place, Limits(workers=1), job) == b"n\r\n200\r\n"


def test_with_all_workers_taken_the_next_query_is_refused(place: tuple[Store, Path | None]) -> None:
    async def job(pool: QueryPool, _: Snapshots) -> list[type[object]]:
        texts = [RUNAWAY, COUNT]
        return [
            type(answer)
            for answer in await asyncio.gather(
                *(pool.run(ask(t, union=True)) for t in texts), return_exceptions=True
            )
        ]

    assert run(*place, Limits(workers=1, seconds=0.4), job) == [QueryTimeoutError, QueryBusyError]


def test_large_answer_comes_as_a_file(place: tuple[Store, Path | None]) -> None:
    async def job(pool: QueryPool, _: Snapshots) -> list[str]:
        answer = await pool.run(ask("SELECT ?s ?c { ?s ?a ?b . ?c ?d ?e }", union=True))
        assert (answer.body, answer.file is not None) == (b"", True)
        return sorted(set((answer.file or Path()).read_text().split()))[:3]

    assert run(*place, Limits(workers=1), job) == [
        "http://x/0,http://x/0",
        "http://x/0,http://x/1",
        "http://x/0,http://x/10",
    ]


@pytest.mark.parametrize(
    ("text", "changes", "limits", "error", "message"),
    [
        ("SELECT * {", {}, Limits(workers=1), QuerySyntaxError, "error at 1:11"),
        ("SELECT (<x:f>(1) AS ?x) {}", {}, Limits(workers=1), QueryUnsupportedError, "custom function"),
        (COUNT, {"table": None}, Limits(workers=1), NotAcceptableError, "QuerySolutions"),
        (
            "SELECT * { ?a ?b ?c . ?d ?e ?f }",
            {},
            Limits(workers=1, result_bytes=5000),
            ResultTooLargeError,
            "5,000 bytes",
        ),
        (
            "SELECT * { ?a ?b ?c . ?d ?e ?f }",
            {},
            Limits(workers=1, result_bytes=2_000_000),
            ResultTooLargeError,
            "2,000,000",
        ),
        (
            "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?f",
            {},
            Limits(workers=1, memory_bytes=500_000_000),
            QueryFailedError,
            "memory",
        ),
    ],
)
def test_refused_queries(
    place: tuple[Store, Path | None],
    text: str,
    changes: dict[str, object],
    limits: Limits,
    error: type[Exception],
    message: str,
) -> None:
    async def job(pool: QueryPool, snapshots: Snapshots) -> list[bytes]:
        with pytest.raises(error, match=message):
            await pool.run(ask(text, union=True, **changes))
        assert [path.name for path in snapshots.folder.iterdir()] == ["1"]
        return [(await pool.run(ask(COUNT, union=True))).body]

    assert run(*place, limits, job) == [b"n\r\n200\r\n"]
