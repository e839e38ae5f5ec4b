"""Accept headers and what they are answered with."""

import pytest

from api.negotiation import DOCUMENT_TYPES, GRAPH_TYPES, TABLE_TYPES, choose, parse_accept, prefers_html

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        (JSON, JSON),
        ("application/json", JSON),
        (XML, XML),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/csv"),
        ("text/tab-separated-values, text/csv;q=0.5", "text/tab-separated-values"),
        (f"{JSON};q=0.1, {XML};q=0.9", XML),
        (f"*/*;q=0.5, {XML}", XML),
        (f"*/*, {JSON};q=0", XML),
        (f"*/*, {XML}", XML),
        ("text/*;q=0.9, text/csv;q=0.1", "text/tab-separated-values"),
        (f"{XML};q=0.8;level=1, text/csv; q=0.9", "text/csv"),
        ("text/csv;q=nonsense", None),
        ("text/csv;q=0", None),
        ("image/png", None),
        ("application/*", JSON),
        ("nonsense", JSON),
        (BROWSER, JSON),
        ("text/csv;q=7", "text/csv"),
    ],
)
def test_table_for_accept(accept: str | None, expected: str | None) -> None:
    assert choose(accept, TABLE_TYPES) == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/json", "application/ld+json"),
        ("application/rdf+xml;q=0.5, application/n-triples", "application/n-triples"),
        ("application/n-triples, text/turtle;q=.8", "application/n-triples"),
        ("application/sparql-results+xml", None),
    ],
)
def test_graph_for_accept(accept: str | None, expected: str | None) -> None:
    assert choose(accept, GRAPH_TYPES) == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (BROWSER, "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("*/*", "text/html"),
    ],
)
def test_resource_for_accept(accept: str, expected: str) -> None:
    assert choose(accept, DOCUMENT_TYPES) == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (BROWSER, True),
        ("text/html", True),
        ("text/html;q=0.5, text/turtle", False),
        ("*/*", False),
        (None, False),
        ("text/turtle", False),
        ("text/html;q=0", False),
    ],
)
def test_browser_is_recognised(accept: str | None, expected: bool) -> None:
    assert prefers_html(accept) is expected


def test_accept_elements_without_a_slash_are_ignored() -> None:
    assert [(r.type, r.subtype, r.q) for r in parse_accept("foo, text/csv;q=0.3")] == [("text", "csv", 0.3)]
