"""`/sparql` and `/update` over HTTP. `client` serves a scratch store that is open to updates."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from fastapi.testclient import TestClient

TURTLE = "text/turtle"
JSON = "application/sparql-results+json"
QUERY = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DATA = """PREFIX : <http://x/>
INSERT DATA { :d :p "default" . GRAPH :g1 { :a :p "one" } GRAPH :g2 { :a :p "two" } }"""
NAMES = "SELECT ?o { ?s <http://x/p> ?o } ORDER BY ?o"
GRAPHS = "SELECT ?o { GRAPH ?g { ?s <http://x/p> ?o } } ORDER BY ?o"


@pytest.fixture
def client(scratch: TestClient) -> TestClient:
    assert scratch.post("/update", content=DATA, headers=UPDATE).status_code == 204
    return scratch


def names(text: str) -> list[str]:
    return text.split()[1:]


@pytest.mark.parametrize(
    ("query", "parameters", "expected"),
    [
        (NAMES, "", ["default"]),
        (NAMES, "default-graph-uri=http://x/g1", ["one"]),
        (NAMES, "default-graph-uri=http://x/g1&default-graph-uri=http://x/g2", ["one", "two"]),
        (NAMES, "named-graph-uri=http://x/g1", []),
        (GRAPHS, "", ["one", "two"]),
        (GRAPHS, "named-graph-uri=http://x/g2", ["two"]),
        (GRAPHS, "default-graph-uri=http://x/g1", []),
        ("SELECT ?o FROM <http://x/g2> { ?s ?p ?o }", "", ["two"]),
        ("SELECT ?o FROM <http://x/g2> { ?s ?p ?o }", "default-graph-uri=http://x/g1", ["one"]),
    ],
)
def test_dataset_by_every_way_of_asking(
    client: TestClient, query: str, parameters: str, expected: list[str]
) -> None:
    csv = {"Accept": "text/csv"}
    pairs = [tuple(pair.split("=")) for pair in parameters.split("&") if pair]
    by_get = client.get("/sparql", params=[("query", query), *pairs], headers=csv)
    by_body = client.post(f"/sparql?{parameters}", content=query, headers={**QUERY, **csv})
    by_form = client.post("/sparql", data={"query": query, **_lists(pairs)}, headers=csv)
    assert [names(answer.text) for answer in (by_get, by_body, by_form)] == [expected] * 3


def _lists(pairs: list[tuple[str, ...]]) -> dict[str, list[str]]:
    return {key: [value for other, value in pairs if other == key] for key, _ in pairs}


@pytest.mark.parametrize(
    ("query", "accept", "media_type", "body"),
    [
        (
            NAMES,
            JSON,
            JSON,
            '{"head":{"vars":["o"]},"results":{"bindings":[{"o":{"type":"literal","value":"default"}}]}}',
        ),
        (NAMES, "text/csv", "text/csv; charset=utf-8", "o\r\ndefault\r\n"),
        (NAMES, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8", '?o\n"default"\n'),
        ("ASK {}", "*/*", JSON, '{"head":{},"boolean":true}'),
        (
            "CONSTRUCT WHERE { ?s ?p ?o }",
            TURTLE,
            "text/turtle; charset=utf-8",
            '<http://x/d> <http://x/p> "default" .\n',
        ),
        (
            "CONSTRUCT WHERE { ?s ?p ?o }",
            "application/n-triples",
            "application/n-triples",
            '<http://x/d> <http://x/p> "default" .\n',
        ),
    ],
)
def test_answer_by_accept(client: TestClient, query: str, accept: str, media_type: str, body: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert (answer.headers["Content-Type"], answer.headers["Vary"].split(", ")[0], answer.text) == (
        media_type,
        "Accept",
        body,
    )


@pytest.mark.parametrize(
    ("format_", "start"),
    [("csv", "o\r\n"), ("json", '{"head"'), ("xml", "<?xml"), ("tsv", "?o\n"), ("text/csv", "o\r\n")],
)
def test_format_wins_over_accept(client: TestClient, format_: str, start: str) -> None:
    answer = client.get(
        "/sparql", params={"query": NAMES, "format": format_}, headers={"Accept": "text/html"}
    )
    assert answer.text.startswith(start)


def test_description_for_programs_and_form_for_browsers(client: TestClient) -> None:
    description = client.get("/sparql", headers={"Accept": TURTLE})
    form = client.get("/sparql", headers={"Accept": "text/html"})
    assert "sd:endpoint <http://testserver/sparql>" in description.text
    assert "sd:SPARQL11Update" in description.text
    assert (form.headers["Content-Type"], "<form" in form.text) == ("text/html; charset=utf-8", True)


def test_relative_iris_resolve_against_the_endpoint(client: TestClient) -> None:
    client.post("/update", content="INSERT DATA { GRAPH <http://x/b> { <s> <p> <o> } }", headers=UPDATE)
    answer = client.get(
        "/sparql", params={"query": "SELECT ?s { GRAPH <http://x/b> { ?s ?p ?o } }", "format": "csv"}
    )
    assert answer.text == "s\r\nhttp://testserver/s\r\n"


@pytest.mark.parametrize(
    ("update", "parameters", "expected"),
    [
        ("INSERT { GRAPH <http://x/new> { ?s ?p ?o } } WHERE { ?s ?p ?o }", {}, ["default"]),
        (
            "INSERT { GRAPH <http://x/new> { ?s ?p ?o } } WHERE { ?s ?p ?o }",
            {"using-graph-uri": ["http://x/g1", "http://x/g2"]},
            ["one", "two"],
        ),
        (
            "INSERT { GRAPH <http://x/new> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
            {"using-named-graph-uri": ["http://x/g2"]},
            ["two"],
        ),
    ],
)
def test_update_with_its_dataset(
    client: TestClient, update: str, parameters: dict[str, list[str]], expected: list[str]
) -> None:
    assert client.post("/update", data={"update": update, **parameters}).status_code == 204
    answer = client.get(
        "/sparql", params={"query": NAMES, "default-graph-uri": "http://x/new", "format": "csv"}
    )
    assert names(answer.text) == expected


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status", "kind"),
    [
        ("GET", "/sparql?query=SELECT", {}, "", 400, "invalid-sparql"),
        ("GET", "/sparql?query=ASK{}&query=ASK{}", {}, "", 400, "invalid-query"),
        ("GET", "/sparql?update=CLEAR+ALL", {}, "", 400, "invalid-query"),
        ("GET", "/sparql?query=ASK{}&format=pdf", {}, "", 400, "unknown-format"),
        ("GET", "/sparql?query=ASK{}&default-graph-uri=relative", {}, "", 400, "invalid-iri"),
        ("GET", "/sparql?query=ASK{}", {"Accept": "image/png"}, "", 406, "not-acceptable"),
        ("GET", "/sparql?query=ASK{}", {"Accept": TURTLE}, "", 406, "not-acceptable"),
        ("GET", "/sparql", {"Accept": "image/png"}, "", 406, "not-acceptable"),
        ("POST", "/sparql", QUERY, "SELECT * {", 400, "invalid-sparql"),
        ("POST", "/sparql", QUERY, "ASK { <unknown:x> ex:p 1 }", 400, "invalid-sparql"),
        ("POST", "/sparql", QUERY, b"ASK { ?s ?p '\xff' }", 400, "invalid-encoding"),
        (
            "POST",
            "/sparql",
            {"Content-Type": "application/sparql-query; charset=UTF-16"},
            "A",
            415,
            "unsupported-encoding",
        ),
        ("POST", "/sparql", {"Content-Type": "text/plain"}, "ASK {}", 415, "unsupported-media-type"),
        ("POST", "/sparql", {}, "ASK {}", 415, "unsupported-media-type"),
        ("POST", "/sparql", FORM, "update=CLEAR+ALL", 400, "invalid-query"),
        ("POST", "/sparql", FORM, "query=%FF", 400, "invalid-parameters"),
        ("PUT", "/sparql", QUERY, "ASK {}", 405, "method-not-allowed"),
        ("GET", "/update?update=CLEAR+ALL", {}, "", 405, "method-not-allowed"),
        ("POST", "/update", UPDATE, "CLEAR XYZ", 400, "invalid-sparql"),
        ("POST", "/update", FORM, "update=CLEAR+ALL&update=CLEAR+ALL", 400, "invalid-update"),
        (
            "POST",
            "/update?using-graph-uri=http://x/g",
            UPDATE,
            "INSERT {} USING <x:y> WHERE {}",
            400,
            "dataset-conflict",
        ),
        ("POST", "/update", UPDATE, "CREATE GRAPH <http://x/g1>", 500, "update-failed"),
        ("POST", "/update", UPDATE, "x" * 2_000_000, 413, "body-too-large"),
    ],
)
def test_bad_requests_are_problems(
    client: TestClient,
    method: str,
    path: str,
    headers: dict[str, str],
    body: str | bytes,
    status: int,
    kind: str,
) -> None:
    answer = client.request(method, path, content=body, headers=headers)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    found = answer.json()
    assert (found["type"], found["status"]) == (f"urn:irgraph:problem:{kind}", status)
    assert found["detail"]


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that notes each request: none must come."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_error(404)

        do_POST = do_GET  # noqa: N815

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()


@pytest.mark.parametrize(
    ("kind", "text", "status"),
    [
        ("query", "SELECT * { SERVICE <URL/1> { ?s ?p ?o } }", 501),
        ("query", "SELECT * { SERVICE SILENT <URL/2> { ?s ?p ?o } }", 501),
        ("query", "PREFIX : <URL/> SELECT * { SERVICE:x { ?s ?p ?o } }", (400, 501)),
        ("query", "SELECT * { ?s ?p trueSERVICE <URL/3> { ?s ?p ?o } }", (400, 501)),
        ("query", "SELECT * { ?s ?p 1e5SERVICE <URL/4> { ?s ?p ?o } }", (400, 501)),
        ("query", "SELECT * { \\u0053ERVICE <URL/5> { ?s ?p ?o } }", (400, 501)),
        ("query", "SELECT * { # \rSERVICE <URL/6> { ?s ?p ?o } }", (400, 501)),
        ("query", "SELECT * FROM <URL/7> { ?s ?p ?o }", 200),
        ("query", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 200),
        ("update", "LOAD <URL/8>", 501),
        ("update", "LOAD <file:///etc/passwd>", 501),
        ("update", "LOAD SILENT <URL/9>", 204),
        ("update", "LOADSILENT<URL/10>", 204),
        ("update", "PREFIX : <URL/> LOAD:x", (400, 501)),
        ("update", "INSERT DATA {} ; LOAD <URL/11> INTO GRAPH <http://x/g>", 501),
        ("update", "INSERT { ?s ?p ?o } WHERE { SERVICE <URL/12> { ?s ?p ?o } }", 501),
        ("update", "LOAD <URL/13> SERVICE", 400),
    ],
)
def test_nothing_is_fetched(
    client: TestClient, listener: tuple[str, list[str]], kind: str, text: str, status: int | tuple[int, ...]
) -> None:
    url, seen = listener
    path, headers = ("/sparql", QUERY) if kind == "query" else ("/update", UPDATE)
    answer = client.post(path, content=text.replace("URL", url), headers=headers)
    assert answer.status_code in (status if isinstance(status, tuple) else (status,))
    assert "root:" not in answer.text
    assert seen == []


def test_runaway_query_is_stopped_with_a_status(client: TestClient) -> None:
    values = " ".join(f"VALUES ?v{number} {{ {' '.join(map(str, range(50)))} }}" for number in range(6))
    answer = client.post("/sparql", content=f"SELECT (COUNT(*) AS ?n) {{ {values} }}", headers=QUERY)
    assert (answer.status_code, answer.json()["type"]) == (504, "urn:irgraph:problem:query-time-out")
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_large_answer_is_streamed_whole(client: TestClient) -> None:
    digits = " ".join(map(str, range(10)))
    values = " ".join(f"VALUES ?v{number} {{ {digits} }}" for number in range(5))
    answer = client.get("/sparql", params={"query": f"SELECT * {{ {values} }}", "format": "csv"})
    lines = answer.text.split()
    assert (len(lines), len(set(lines)), lines[0]) == (100_001, 100_001, "v0,v1,v2,v3,v4")
