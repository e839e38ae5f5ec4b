"""Entity tags, 304 answers and HEAD: what a client need not fetch again."""

import asyncio
import gzip
import threading
import time

import pytest
from fastapi.testclient import TestClient

from api.cache import RevisionCache
from api.conditional import matches
from api.revisions import Revision

PATHS = [
    "/",
    "/actors",
    "/actors/EU",
    "/claims?actor=EU",
    "/events",
    "/timeline?a=EU&b=CHN",
    "/stats",
    "/documents",
    "/documents/echo",
    "/subgraph?actors=EU",
    "/paths?a=CHN&b=EU",
    "/export?format=gexf",
    "/export?format=nq",
    "/id/actor/EU",
    "/sparql?query=ASK{}",
    "/sparql",
    "/store?default",
    "/resolutions",
]
REPORT = {"id": "new/1", "text": "China sanctioned the EU on Friday.", "date": "2024-05-04"}


@pytest.mark.parametrize("path", PATHS)
def test_what_a_client_has_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, first.headers["Cache-Control"]) == (200, "no-cache")
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert client.get(path, headers={"If-None-Match": 'W/"other"'}).content == first.content


@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    head, got = client.head(path), client.get(path)
    assert (head.status_code, head.content, head.headers["ETag"]) == (200, b"", got.headers["ETag"])
    assert head.headers["Content-Type"] == got.headers["Content-Type"]


def test_each_format_has_its_tag(client: TestClient) -> None:
    accepts = ("text/turtle", "application/ld+json")
    tags = [client.get("/id/actor/EU", headers={"Accept": accept}).headers["ETag"] for accept in accepts]
    assert len(set(tags)) == 2


def test_a_write_makes_every_tag_old(writer: TestClient) -> None:
    paths = ["/claims", "/stats", "/export?format=csv", "/subgraph?actors=EU", "/documents"]
    tags = {path: writer.get(path).headers["ETag"] for path in paths}
    assert writer.post("/documents", json=REPORT).status_code == 201
    fresh = {path: writer.get(path, headers={"If-None-Match": tag}) for path, tag in tags.items()}
    assert {path: answer.status_code for path, answer in fresh.items()} == dict.fromkeys(paths, 200)
    assert "new/1" in fresh["/documents"].text
    (edge,) = fresh["/subgraph?actors=EU"].json()["edges"]
    assert edge["evidence"] == 3


@pytest.mark.parametrize("path", ["/nowhere", "/actors/NOWHERE", "/claims?limit=0", "/health", "/metrics"])
def test_no_tag_on_errors_and_on_what_changes_by_itself(client: TestClient, path: str) -> None:
    assert "ETag" not in client.get(path).headers


@pytest.mark.parametrize("function", ["NOW()", "RAND()", "STRUUID()", "now()"])
def test_no_tag_on_queries_that_change_by_themselves(client: TestClient, function: str) -> None:
    answer = client.get("/sparql", params={"query": f"SELECT ({function} AS ?x) {{}}"})
    assert (answer.status_code, "ETag" in answer.headers) == (200, False)


def test_a_star_asks_for_the_answer(client: TestClient) -> None:
    assert client.get("/actors/NOWHERE", headers={"If-None-Match": "*"}).status_code == 404


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, False), ("", False), ('W/"a"', True), ('"a"', True), ('"b", W/"a"', True), ('"b"', False),
        ("a", False), ("*", True),
    ],
)  # fmt: skip
def test_if_none_match(header: str | None, expected: bool) -> None:
    assert matches(header, 'W/"a"') is expected


def test_large_answers_are_compressed_where_the_client_can(client: TestClient) -> None:
    with client.stream("GET", "/export?format=ttl", headers={"Accept-Encoding": "gzip"}) as answer:
        packed = b"".join(answer.iter_raw())
        assert answer.headers["Content-Encoding"] == "gzip"
    plain = client.get("/export?format=ttl", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed) == plain.content


def test_revision_grows_with_prompt_changes_at_once_and_with_lazy_ones_later() -> None:
    revision = Revision(lag=0.2)
    numbers = [revision.number]
    revision.changed()
    numbers.append(revision.number)
    revision.changed(lazy=True)
    numbers.append(revision.number)
    time.sleep(0.25)
    assert [*numbers, revision.number] == [0, 1, 1, 2]
    assert Revision().name != Revision().name


def test_the_cache_makes_a_result_once_for_all_and_anew_after_a_change() -> None:
    made: list[str] = []
    revision = Revision()

    def make() -> str:
        made.append(threading.current_thread().name)
        time.sleep(0.02)
        return f"{len(made)}"

    async def main() -> list[str]:
        cache = RevisionCache(revision, most=2)
        together = await asyncio.gather(*(cache.get("a", make) for _ in range(5)))
        revision.changed()
        later = [await cache.get("a", make), await cache.get("b", make), await cache.get("c", make)]
        return [*together, *later, await cache.get("b", make), await cache.get("a", make)]

    # "a" was asked for longest ago, so it went when "c" came.
    assert asyncio.run(main()) == ["1"] * 5 + ["2", "3", "4", "3", "5"]
    assert "MainThread" not in made


def test_the_cache_keeps_no_errors_and_survives_those_who_leave() -> None:
    calls = iter((ValueError("broken"), "whole"))

    def make() -> str:
        time.sleep(0.02)
        found = next(calls)
        if isinstance(found, Exception):
            raise found
        return found

    async def main() -> str:
        cache = RevisionCache(Revision())
        with pytest.raises(ValueError, match="broken"):
            await cache.get("a", make)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(cache.get("a", make), 0.001)
        return await cache.get("a", make)

    assert asyncio.run(main()) == "whole"
