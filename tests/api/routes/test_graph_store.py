"""`/store`: the Graph Store Protocol over HTTP, on a scratch store."""

import pytest
from fastapi.testclient import TestClient

TURTLE = {"Content-Type": "text/turtle"}
ONE = "<http://x/a> <http://x/p> 1 ."
TWO = "<http://x/a> <http://x/p> 2 ."
INDIRECT = "/store?graph=http://x/g"
DIRECT = "/store/people/1"
DEFAULT = "/store?default"


def triples(client: TestClient, path: str) -> list[str]:
    answer = client.get(path, headers={"Accept": "application/n-triples"})
    return [line.split('"')[1] for line in sorted(answer.text.splitlines())]


@pytest.mark.parametrize("path", [INDIRECT, DIRECT])
def test_a_graph_from_making_to_removing(scratch: TestClient, path: str) -> None:
    steps = [
        ("GET", None, 404, []),
        ("HEAD", None, 404, []),
        ("PUT", ONE, 201, ["1"]),
        ("HEAD", None, 200, ["1"]),
        ("POST", TWO, 204, ["1", "2"]),
        ("PUT", TWO, 204, ["2"]),
        ("PUT", "", 204, []),
        ("GET", None, 200, []),
        ("DELETE", None, 204, []),
        ("DELETE", None, 404, []),
        ("POST", ONE, 201, ["1"]),
    ]
    for method, body, status, content in steps:
        answer = scratch.request(method, path, content=body, headers=TURTLE)
        found = [] if scratch.get(path).status_code == 404 else triples(scratch, path)
        assert (method, answer.status_code, found) == (method, status, content)


def test_default_graph_is_always_there(scratch: TestClient) -> None:
    assert [scratch.put(DEFAULT, content=body, headers=TURTLE).status_code for body in (ONE, TWO)] == [
        204,
        204,
    ]
    assert triples(scratch, DEFAULT) == ["2"]
    assert scratch.delete(DEFAULT).status_code == 204
    assert (scratch.get(DEFAULT).status_code, triples(scratch, DEFAULT)) == (200, [])


def test_direct_and_indirect_names_are_the_same_graph(scratch: TestClient) -> None:
    scratch.put(DIRECT, content=ONE, headers=TURTLE)
    assert triples(scratch, "/store?graph=http://testserver/store/people/1") == ["1"]


def test_new_graphs_get_names_of_their_own(scratch: TestClient) -> None:
    answers = [scratch.post("/store", content=ONE, headers=TURTLE) for _ in range(2)]
    places = [answer.headers["Location"] for answer in answers]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert places[1] == f"{places[0]}-2"
    assert [triples(scratch, place) for place in places] == [["1"], ["1"]]


def test_relative_iris_and_blank_nodes(scratch: TestClient) -> None:
    scratch.post(INDIRECT, content="<> <p> [] .", headers=TURTLE)
    scratch.post(INDIRECT, content="<> <p> [] .", headers=TURTLE)
    answer = scratch.get(INDIRECT, headers={"Accept": "application/n-triples"})
    assert {line.partition(" _:")[0] for line in answer.text.splitlines()} == {"<http://x/g> <http://x/p>"}
    assert len(answer.text.splitlines()) == 2


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("text/turtle; charset=utf-8", ONE),
        ("application/n-triples", '<http://x/a> <http://x/p> "1" .'),
        ("application/ld+json", '{"@id": "http://x/a", "http://x/p": "1"}'),
        (
            "application/rdf+xml",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/">'
            '<rdf:Description rdf:about="http://x/a"><x:p>1</x:p></rdf:Description></rdf:RDF>',
        ),
    ],
)
def test_each_format_can_be_sent(scratch: TestClient, media_type: str, body: str) -> None:
    assert scratch.put(INDIRECT, content=body, headers={"Content-Type": media_type}).status_code == 201
    assert triples(scratch, INDIRECT) == ["1"]


def test_parts_of_a_form_are_added_together(scratch: TestClient) -> None:
    files = [
        ("a", ("a.ttl", ONE, "text/turtle")),
        ("b", ("b.nt", TWO.replace("2", '"2"'), "application/n-triples")),
    ]
    assert scratch.post(INDIRECT, files=files).status_code == 201
    assert triples(scratch, INDIRECT) == ["1", "2"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("*/*", "text/turtle; charset=utf-8"),
    ],
)
def test_each_format_can_be_had(scratch: TestClient, accept: str, media_type: str) -> None:
    scratch.put(INDIRECT, content=ONE, headers=TURTLE)
    answer = scratch.get(INDIRECT, headers={"Accept": accept})
    assert (answer.headers["Content-Type"], "http://x/a" in answer.text) == (media_type, True)


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status", "kind"),
    [
        ("GET", "/store", {}, "", 400, "invalid-graph"),
        ("PUT", "/store", TURTLE, ONE, 400, "invalid-graph"),
        ("GET", "/store?graph=relative", {}, "", 400, "invalid-graph"),
        ("GET", "/store?graph=http://x/g&default", {}, "", 400, "invalid-graph"),
        ("GET", "/store?default", {"Accept": "text/html"}, "", 406, "not-acceptable"),
        ("PUT", INDIRECT, {"Content-Type": "text/csv"}, ONE, 415, "unsupported-media-type"),
        ("PUT", INDIRECT, {}, ONE, 415, "unsupported-media-type"),
        ("PUT", INDIRECT, {"Content-Type": "text/turtle; charset=latin-1"}, ONE, 415, "unsupported-encoding"),
        ("PUT", INDIRECT, TURTLE, "<http://x/a> <http://x/p>", 400, "invalid-rdf"),
        ("PUT", INDIRECT, TURTLE, b"<http://x/a> <http://x/p> '\xff' .", 400, "invalid-rdf"),
        ("POST", INDIRECT, {"Content-Type": "application/ld+json"}, "{", 400, "invalid-rdf"),
        ("POST", INDIRECT, {"Content-Type": "multipart/form-data"}, ONE, 400, "bad-request"),
        ("DELETE", INDIRECT, {}, "", 404, "unknown-graph"),
        ("PATCH", INDIRECT, TURTLE, ONE, 405, "method-not-allowed"),
    ],
)
def test_bad_requests_are_problems(
    scratch: TestClient,
    method: str,
    path: str,
    headers: dict[str, str],
    body: str | bytes,
    status: int,
    kind: str,
) -> None:
    answer = scratch.request(method, path, content=body, headers=headers)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["type"] == f"urn:irgraph:problem:{kind}"


def test_a_refused_body_changes_nothing(scratch: TestClient) -> None:
    scratch.put(INDIRECT, content=ONE, headers=TURTLE)
    assert scratch.put(INDIRECT, content=f"{TWO} oops", headers=TURTLE).status_code == 400
    assert triples(scratch, INDIRECT) == ["1"]
