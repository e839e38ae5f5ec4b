"""The pages for people, and what every answer carries."""

import re

import pytest
from fastapi.testclient import TestClient

from api.web.pages import STATIC
from ontology.queries import ExampleQuery, load_queries

HTML = {"Accept": "text/html"}
PLAN = "/documents/news/plan%201"


def test_start_page_draws_counts_and_links(client: TestClient) -> None:
    page = client.get("/").text
    assert re.search(r"2 documents · 3 claims ·\s+3 facts", page)
    assert re.findall(r'data-actor="(\w+)"', page) == ["CHN", "EU"]
    assert '<line class="conflict"' in page
    for target in ("/docs", "/stats", "/export?format=gexf", "/export?format=graphml", "/export?format=csv"):
        assert f'href="{target}"' in page


def test_start_page_of_an_empty_store_says_what_to_do(scratch: TestClient) -> None:
    assert "irgraph build seeds/" in scratch.get("/").text


@pytest.mark.parametrize("page", ["/", "/sparql"])
def test_pages_list_the_example_queries(client: TestClient, page: str) -> None:
    shown = client.get(page, headers=HTML).text
    assert [query.title for query in load_queries()[1:] if query.title not in shown] == []


@pytest.mark.parametrize("example", load_queries(), ids=lambda example: example.name)
def test_examples_are_valid(client: TestClient, example: ExampleQuery) -> None:
    assert client.get("/sparql", params={"query": example.text}).status_code == 200


def test_the_prefilled_query_has_an_answer_with_the_words(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": load_queries()[0].text, "format": "csv"})
    assert "European Union,plans dialogue with,Taiwan" in answer.text
    assert "We will open a dialogue with Taiwan" in answer.text


def test_document_page_marks_the_evidence_and_escapes_the_text(client: TestClient) -> None:
    page = client.get(PLAN, headers=HTML).text
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", page) == [
        "We will open a dialogue with Taiwan",
        "China sanctioned the EU",
    ]
    assert "&lt;b&gt;today&lt;/b&gt;" in page
    assert "<h1>Plans &amp; sanctions</h1>" in page


def test_document_pieces_give_the_text_again(client: TestClient) -> None:
    found = client.get(PLAN).json()
    assert "".join(piece["text"] for piece in found["pieces"]) == found["text"]
    marked = {piece["text"]: len(piece["claims"]) for piece in found["pieces"] if piece["claims"]}
    assert marked == {"We will open a dialogue with Taiwan": 1, "China sanctioned the EU": 1}


def test_documents_page_links_to_each(client: TestClient) -> None:
    assert f'<a href="{PLAN}">Plans &amp; sanctions</a>' in client.get("/documents", headers=HTML).text


@pytest.mark.parametrize("path", ["/", "/sparql", "/docs", "/stats", "/documents", PLAN, "/id/actor/EU"])
def test_pages_need_no_other_host_and_no_inline_script(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=HTML)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', answer.text) == [
        "/static/icon.svg",
        "/static/irgraph.css",
        "/static/irgraph.js",
    ]
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|style=", answer.text)


@pytest.mark.parametrize("path", [path.name for path in sorted(STATIC.iterdir())])
def test_static_files_are_served(client: TestClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 200


@pytest.mark.parametrize("path", ["/", "/stats", "/nowhere", "/sparql?query=ASK{}"])
def test_every_answer_carries_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "script-src 'self';" in headers["Content-Security-Policy"]
    assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")


def test_other_pages_may_read(client: TestClient) -> None:
    answer = client.get("/export?format=gexf", headers={"Origin": "https://gephi.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_metrics_count_by_route(client: TestClient) -> None:
    client.get("/actors/EU")
    client.get("/actors/NOWHERE")
    text = client.get("/metrics").text
    assert re.search(
        r'requests_total\{method="GET",path="/actors/\{actor_id:path\}",status="200"\} [1-9]', text
    )
    assert re.search(
        r'requests_total\{method="GET",path="/actors/\{actor_id:path\}",status="404"\} [1-9]', text
    )
    assert "NOWHERE" not in text


def test_openapi_names_every_path_and_its_problems(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    assert sorted(schema["paths"]) == [
        "/.well-known/void", "/actors", "/actors/{actor_id}", "/claims", "/documents",
        "/documents/{document_id}", "/events", "/export", "/health", "/id/{path}", "/jobs", "/jobs/{job_id}",
        "/metrics", "/paths", "/resolutions", "/resolutions/candidates", "/resolutions/explanations/{wanted}",
        "/resolutions/{decision_id}", "/sparql", "/stats", "/store", "/subgraph",
        "/timeline", "/update",
    ]  # fmt: skip
    content = schema["paths"]["/claims"]["get"]["responses"]["4XX"]["content"]
    assert content == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
