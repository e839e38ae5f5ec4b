"""/resolutions: decisions over HTTP, with the token, and the graph that follows."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

MERGE = {
    "judgement": "same",
    "about": ["USA", "CHN"],
    "by": "ana",
    "why": "a test",
    "at": "2024-05-01T10:00:00",
}


def subjects(client: TestClient) -> list[str]:
    found = client.get("/claims", params={"subject": "USA"}).json()["items"]
    return sorted(claim.get("resolved", claim)["subject"]["id"] for claim in found)


def test_merge_explain_and_undo(writer: TestClient) -> None:
    made = writer.post("/resolutions", json=MERGE)
    assert made.status_code == 201
    row = made.json()
    assert {name: row[name] for name in ("judgement", "about", "state", "at")} == {
        "judgement": "same", "about": ["CHN", "USA"], "state": "in force", "at": "2024-05-01T10:00:00",
    }  # fmt: skip
    assert writer.get("/actors/USA").json()["actor"]["id"] == "CHN"
    assert writer.get("/subgraph", params={"actors": "USA"}).json()["nodes"][0]["id"] == "CHN"
    assert len(subjects(writer)) == 2
    assert writer.get("/resolutions/explanations/USA").json()["canonical"] == "CHN"
    undo = {"judgement": "undo", "about": [row["id"]], "by": "ben"}
    assert writer.post("/resolutions", json=undo).json()["at"].startswith("20")
    assert [(one["judgement"], one["state"]) for one in writer.get("/resolutions").json()] == [
        ("same", "undone"),
        ("undo", "in force"),
    ]
    assert (subjects(writer), writer.get("/actors/USA").json()["actor"]["id"]) == ([], "USA")
    assert writer.delete(f"/resolutions/{row['id']}").status_code == 204
    assert writer.get("/resolutions").json() == []


def test_queries_see_a_merge(writer: TestClient) -> None:
    asked = {"query": "ASK { actor:USA ir:sanctions actor:EU }", "format": "json"}
    assert writer.get("/sparql", params=asked).json()["boolean"] is False
    writer.post("/resolutions", json={**MERGE, "about": ["CHN", "TWN"]})
    asked["query"] = "ASK { actor:TWN ir:resolvedTo actor:CHN }"
    assert writer.get("/sparql", params=asked).json()["boolean"] is True


@pytest.mark.parametrize(
    ("body", "status", "kind", "words"),
    [
        ({**MERGE, "about": ["USA", "NOBODY"]}, 409, "decision-refused", "no actor 'NOBODY'"),
        ({**MERGE, "about": ["USA"]}, 409, "decision-refused", "is about 2 ids"),
        ({**MERGE, "judgement": "undo", "about": ["x"]}, 409, "decision-refused", "no decision 'x'"),
        ({**MERGE, "judgement": "maybe"}, 422, "invalid-request", "body.judgement"),
        ({**MERGE, "by": ""}, 422, "invalid-request", "body.by"),
        ({**MERGE, "score": 2}, 422, "invalid-request", "body.score"),
    ],
)
def test_what_cannot_be_decided(
    steady: TestClient, body: dict[str, Any], status: int, kind: str, words: str
) -> None:
    answer = steady.post("/resolutions", json=body)
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:irgraph:problem:{kind}")
    assert words in answer.json()["detail"]
    assert steady.get("/resolutions").json() == []


def test_decisions_need_a_token_and_reading_needs_none(client: TestClient) -> None:
    assert client.post("/resolutions", json=MERGE).status_code == 403
    assert client.delete("/resolutions/decision-0").status_code == 403
    assert client.get("/resolutions").json() == client.get("/resolutions/candidates").json() == []


# -- viewpoints


def test_actors_and_nodes_as_somebody_sees_them(client: TestClient) -> None:
    listed = client.get("/actors", params={"q": "Taiwan", "view": "CHN"}).json()["items"]
    assert [(one["id"], one["seen"]["status"], one["seen"]["part_of"]) for one in listed] == [
        ("TWN", "part", "CHN")
    ]
    plain = client.get("/actors", params={"q": "Taiwan"}).json()["items"]
    assert [one["seen"] for one in plain] == [None]
    one = client.get("/actors/TWN", params={"view": "USA", "on": "1970-01-01"}).json()
    assert one["actor"]["seen"]["status"] == "state"
    assert {"relation": "claimedBy", "object": "CHN", "start": "1949-10-01"}.items() <= one["statements"][
        0
    ].items()
    asked = {"actors": "EU", "view": "CHN", "modality": "planned"}
    nodes = {node["id"]: node for node in client.get("/subgraph", params=asked).json()["nodes"]}
    assert nodes["TWN"]["seen"]["part_of"] == "CHN" and "seen" not in nodes["EU"]


def test_a_view_that_is_none(client: TestClient) -> None:
    answer = client.get("/actors", params={"view": "NOBODY"})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:irgraph:problem:invalid-filter")
