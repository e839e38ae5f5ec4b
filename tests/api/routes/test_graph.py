"""What programs ask of the graph over HTTP, on the three claims of the conftest."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

SANCTION = "China sanctions European Union"
PLAN = "European Union plans dialogue with Taiwan"


def said(claim: dict[str, Any]) -> str:
    return f"{claim['subject']['name']} {claim['predicate']['phrase']} {claim['object']['name']}"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("", [PLAN, SANCTION, SANCTION]),
        ("actor=TWN", [PLAN]),
        ("actor=EU", [PLAN, SANCTION, SANCTION]),
        ("subject=EU", [PLAN]),
        ("object=EU", [SANCTION, SANCTION]),
        ("event_type=SANCTION", [SANCTION, SANCTION]),
        ("modality=planned", [PLAN]),
        ("polarity=negative", []),
        ("from=2024-05-04", []),
        ("from=2024-05-03", [SANCTION]),
        ("to=2024-05-01", [SANCTION]),
        ("source=BBC", [SANCTION]),
        ("source=news/plan+1", [PLAN, SANCTION]),
        ("min_confidence=0.7", [SANCTION, SANCTION]),
        ("actor=EU&modality=asserted&source=Reuters", [SANCTION]),
        ("actor=nobody", []),
    ],
)
def test_claims_by_filter(client: TestClient, filters: str, expected: list[str]) -> None:
    assert sorted(said(claim) for claim in client.get(f"/claims?{filters}").json()["items"]) == sorted(
        expected
    )


def test_claim_comes_with_its_sentence(client: TestClient) -> None:
    (claim,) = client.get("/claims?modality=planned").json()["items"]
    assert (claim["context"]["before"], claim["evidence"]["text"], claim["context"]["after"]) == (
        '"',
        "We will open a dialogue with Taiwan",
        '," an EU official said <b>today</b>.',
    )
    assert [link["actor"]["id"] for link in claim["attribution"]] == ["EU"]


@pytest.mark.parametrize(
    "path", ["/claims?limit=2", "/claims?limit=1&actor=EU", "/events?limit=1", "/documents?limit=1"]
)
def test_pages_join_to_the_whole(client: TestClient, path: str) -> None:
    whole = client.get(path.replace("limit=1", "limit=50").replace("limit=2", "limit=50")).json()["items"]
    items, next_ = [], path
    while next_:
        page = client.get(next_).json()
        items += page["items"]
        next_ = page["next"]
    assert items == whole
    assert len({item["id"] for item in items}) == len(items) > 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["CHN", "EU", "TWN", "USA"]),
        ("q=CHI", ["CHN"]),
        ("q=united", ["USA"]),
        ("q=eu", ["EU"]),
        ("type=state", ["CHN", "USA"]),
        ("q=nobody", []),
    ],
)
def test_actors_by_name(client: TestClient, query: str, expected: list[str]) -> None:
    assert [actor["id"] for actor in client.get(f"/actors?{query}").json()["items"]] == expected


def test_one_actor(client: TestClient) -> None:
    found = client.get("/actors/EU").json()
    assert (found["actor"]["name"], found["claims_as_subject"], found["claims_as_object"]) == (
        "European Union",
        1,
        2,
    )
    assert [(other["id"], other["claims"]) for other in found["neighbours"]] == [("CHN", 2), ("TWN", 1)]


def test_subgraph_as_node_link(client: TestClient) -> None:
    found = client.get("/subgraph?actors=EU").json()
    assert [node["id"] for node in found["nodes"]] == ["CHN", "EU"]
    assert [(e["source"], e["target"], e["kind"], e["evidence"]) for e in found["edges"]] == [
        ("CHN", "EU", "SANCTION", 2)
    ]


@pytest.mark.parametrize(
    ("query", "nodes"),
    [
        ("actors=EU&depth=0", ["EU"]),
        ("actors=EU&modality=planned", ["EU", "TWN"]),
        ("actors=CHN,EU", ["CHN", "EU"]),
        ("actors=CHN&actors=EU", ["CHN", "EU"]),
        ("actors=EU&max_nodes=1", ["EU"]),
    ],
)
def test_subgraph_by_depth_size_and_filter(client: TestClient, query: str, nodes: list[str]) -> None:
    assert [node["id"] for node in client.get(f"/subgraph?{query}").json()["nodes"]] == nodes


@pytest.mark.parametrize(
    ("format_", "media_type", "words"),
    [
        ("cytoscape", "application/json", '"target":"EU"'),
        ("gexf", "application/gexf+xml", "<gexf"),
        ("graphml", "application/graphml+xml", "<graphml"),
        ("turtle", "text/turtle; charset=utf-8", "ir:sanctions actor:EU"),
    ],
)
def test_subgraph_in_each_format(client: TestClient, format_: str, media_type: str, words: str) -> None:
    answer = client.get(f"/subgraph?actors=EU&format={format_}")
    assert (answer.headers["Content-Type"], words in answer.text) == (media_type, True)


def test_paths_between_two_actors(client: TestClient) -> None:
    (path,) = client.get("/paths?a=CHN&b=EU").json()["items"]
    assert path == {
        "actors": ["CHN", "EU"],
        "edges": [{"source": "CHN", "target": "EU", "kind": "SANCTION", "evidence": 2}],
    }


def test_timeline_by_month_and_kind(client: TestClient) -> None:
    assert client.get("/timeline?a=EU&b=CHN").json()["items"] == [
        {"month": "2024-05", "kind": "SANCTION", "claims": 2, "weight": 1.8}
    ]
    assert client.get("/timeline?a=EU&b=CHN&source=BBC").json()["items"][0]["claims"] == 1
    assert client.get("/timeline?a=EU&b=USA").json()["items"] == []


def test_events_join_documents_and_count_sources(client: TestClient) -> None:
    found = client.get("/events").json()["items"]
    assert sorted((e["kind"], e["documents"], e["sources"], e["first"], e["last"]) for e in found) == [
        ("CONSULT/planned", ["news/plan 1"], 1, "2024-05-02", "2024-05-02"),
        ("SANCTION", ["echo", "news/plan 1"], 2, "2024-05-02", "2024-05-02"),
    ]


@pytest.mark.parametrize(
    ("format_", "media_type", "words"),
    [
        ("gexf", "application/gexf+xml", b"<gexf"),
        ("graphml", "application/graphml+xml", b"<graphml"),
        ("csv", "text/csv; charset=utf-8", b"CHN|SANCTION|EU"),
        ("json", "application/json", b'"SANCTION"'),
        ("parquet", "application/vnd.apache.parquet", b"PAR1"),
        ("ttl", "text/turtle; charset=utf-8", b"ir:sanctions actor:EU"),
        ("trig", "application/trig", b"graph:facts"),
        ("nq", "application/n-quads", b"/graph/facts>"),
        ("jsonld", "application/ld+json", b"/graph/facts"),
    ],
)
def test_export_in_each_format(client: TestClient, format_: str, media_type: str, words: bytes) -> None:
    answers = [client.get(f"/export?format={format_}") for _ in range(2)]
    assert (answers[0].headers["Content-Type"], words in answers[0].content) == (media_type, True)
    assert f'filename="irgraph.{format_}"' in answers[0].headers["Content-Disposition"]
    assert answers[0].content == answers[1].content


def test_export_of_a_part(client: TestClient) -> None:
    lines = client.get("/export?format=csv&modality=planned").text.splitlines()
    assert [line.split(",")[0] for line in lines] == ["id", "EU|CONSULT/planned|TWN"]


def test_stats_count_everything(client: TestClient) -> None:
    found = client.get("/stats").json()
    assert {name: found[name] for name in ("documents", "claims", "actors", "known_actors", "facts")} == {
        "documents": 2, "claims": 3, "actors": 3, "known_actors": 4, "facts": 3,
    }  # fmt: skip
    assert found["by_event_type"] == {"SANCTION": 2, "CONSULT": 1}


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/claims?event_type=HUG", 422, "invalid-filter"),
        ("/claims?modality=maybe", 422, "invalid-filter"),
        ("/claims?polarity=neutral", 422, "invalid-filter"),
        ("/claims?from=2024-06-01&to=2024-05-01", 422, "invalid-filter"),
        ("/claims?from=yesterday", 422, "invalid-request"),
        ("/claims?min_confidence=2", 422, "invalid-request"),
        ("/claims?limit=0", 422, "invalid-request"),
        ("/claims?limit=5000", 422, "invalid-request"),
        ("/claims?cursor=%C3%BC", 422, "invalid-filter"),
        ("/events?cursor=***", 422, "invalid-filter"),
        ("/actors?type=planet", 422, "invalid-filter"),
        ("/actors/NOWHERE", 404, "unknown-actor"),
        ("/subgraph", 422, "invalid-request"),
        ("/subgraph?actors=NOWHERE", 404, "unknown-actor"),
        ("/subgraph?actors=EU&format=pdf", 400, "unknown-format"),
        ("/subgraph?actors=EU&depth=99", 422, "invalid-request"),
        ("/paths?a=EU", 422, "invalid-request"),
        ("/paths?a=EU&b=NOWHERE", 404, "unknown-actor"),
        ("/timeline?a=EU", 422, "invalid-request"),
        ("/export?format=doc", 400, "unknown-format"),
        ("/documents?cursor=!", 422, "invalid-filter"),
        ("/documents/none", 404, "unknown-document"),
        ("/id/actor/NOWHERE", 404, "unknown-resource"),
        ("/nowhere", 404, "not-found"),
    ],
)
def test_bad_requests_are_problems(client: TestClient, path: str, status: int, kind: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert (answer.json()["type"], answer.json()["instance"]) == (
        f"urn:irgraph:problem:{kind}",
        path.partition("?")[0],
    )


@pytest.mark.parametrize(
    ("accept", "media_type", "words"),
    [
        ("text/html", "text/html; charset=utf-8", "<h1>European Union</h1>"),
        ("text/turtle", "text/turtle; charset=utf-8", "ir:sanctions actor:EU"),
        ("application/n-triples", "application/n-triples", '"European Union"'),
        ("application/rdf+xml", "application/rdf+xml", "rdf:RDF"),
    ],
)
def test_linked_data_by_accept(client: TestClient, accept: str, media_type: str, words: str) -> None:
    answer = client.get("/id/actor/EU", headers={"Accept": accept})
    assert (answer.headers["Content-Type"], words in answer.text) == (media_type, True)


def test_linked_data_as_json_ld(client: TestClient) -> None:
    answer = client.get("/id/actor/EU?format=jsonld")
    assert "http://localhost:8000/id/actor/EU" in {node["@id"] for node in json.loads(answer.text)}


def test_linked_data_of_unknown_is_404_in_every_format(client: TestClient) -> None:
    found = [
        client.get(f"/id/actor/NO?format={name}").status_code
        for name in ("html", "turtle", "jsonld", "nt", "rdf")
    ]
    assert found == [404] * 5


def test_graph_iris_lead_to_the_graph(client: TestClient) -> None:
    answer = client.get("/id/graph/facts", headers={"Accept": "text/turtle"})
    assert "ir:sanctions" in answer.text
