"""Terms and updates as text, and the guard against fetching."""

import pyoxigraph as ox
import pytest
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD

from graph.errors import ForbiddenQueryError
from graph.sparql import data_block, forbid_fetching, lines, names_dataset, term

A, B = URIRef("http://x/a"), URIRef("http://x/b")


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (A, "<http://x/a>"),
        (URIRef("http://x/a b>"), "<http://x/a%20b%3E>"),
        (Literal('say "no"\n\\o/\t'), '"say \\"no\\"\\n\\\\o/\\t"'),
        (Literal("Reise", lang="de"), '"Reise"@de'),
        (Literal("0.5", datatype=XSD.double, normalize=False), f'"0.5"^^<{XSD.double}>'),
    ],
)
def test_term(node: URIRef | Literal, text: str) -> None:
    assert term(node) == text


def test_term_refuses_blank_nodes() -> None:
    with pytest.raises(ValueError, match="no IRI and no literal"):
        term(BNode())


def test_lines_are_sorted_and_unique() -> None:
    assert lines([(B, B, A), (A, B, A), (B, B, A)]) == [
        "<http://x/a> <http://x/b> <http://x/a> .",
        "<http://x/b> <http://x/b> <http://x/a> .",
    ]


def test_data_block_leaves_out_what_is_empty() -> None:
    assert data_block("INSERT", {A: [], B: []}) == ""
    assert (
        data_block("INSERT", {A: [], B: ["<s> <p> <o> ."]})
        == "INSERT DATA {\nGRAPH <http://x/b> {\n<s> <p> <o> .\n}\n}"
    )


@pytest.mark.parametrize(
    "text", ["a\x00b", "“quotes” — 中文 🕊", "back\\slash\\u0041", '"""', "line\r\nbreak\x0b\x7f"]
)
def test_any_text_survives_an_update(text: str) -> None:
    store = ox.Store()
    store.update(data_block("INSERT", {A: lines([(A, B, Literal(text))])}))
    assert [quad.object.value for quad in store] == [text]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { service silent ?s { ?s ?p ?o } }",
        "PREFIX SERVICE: <http://x/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        'SELECT * { FILTER("a"="\\"") SERVICE <http://x/> { } }',
        "SELECT * { ?s <http://x/#> ?o . SERVICE <http://x/> { } }",
        "SELECT * { ?s ex:a\\#b ?o . SERVICE <http://x/> { } }",
        "SELECT * { \\u0053ERVICE <http://x/> { } }",
        "SELECT * { ?s <http://x/\\u0041#> ?o . SERVICE <http://x/> { } }",
        "SELECT * { FILTER(?a<?b) SERVICE <http://x/> { } FILTER(?c>?d) }",
        "SELECT * { # no\nSERVICE <http://x/> { } }",
    ],
)
def test_service_is_forbidden(query: str) -> None:
    with pytest.raises(ForbiddenQueryError, match="SERVICE is not allowed"):
        forbid_fetching(query)


@pytest.mark.parametrize(
    "update", ["LOAD <file:///etc/passwd>", "LOADSILENT<http://x/>", "CLEAR ALL;\nload <http://x/>"]
)
def test_load_is_forbidden_in_updates(update: str) -> None:
    with pytest.raises(ForbiddenQueryError, match="LOAD is not allowed"):
        forbid_fetching(update, update=True)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?service { ?s ?service "SERVICE <http://x/>" }',
        "SELECT * { ?s ex:SERVICE ?o } # SERVICE <http://x/> { }",
        "SELECT * { <http://x/SERVICE> ?p '''SERVICE''' }",
        "SELECT ?load { ?load a ex:LOAD }",
    ],
)
def test_what_only_looks_like_fetching_is_allowed(query: str) -> None:
    forbid_fetching(query, update=True)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * FROM <http://x/> { ?s ?p ?o }", True),
        ("SELECT * from named<http://x/> { ?s ?p ?o }", True),
        ("SELECT ?from { ?from a 'FROM <http://x/>' } # FROM", False),
        ("SELECT ?x FROM <http://x/g> { ?x ?y ?z }", True),
        ("select * from named <http://x/g> { ?x ?y ?z }", True),
        ("SELECT ?from { ?from ?y 'from' }", False),
        ("SELECT * { ?x ex:from <http://x/FROM> } # FROM <x>", False),
        ('SELECT * { ?x ?y """ FROM "quoted" FROM """ }', False),
        ("SELECT * { ?x ?y 'it\\'s FROM' }", False),
        ("PREFIX from: <http://x/> SELECT * { ?x from:y ?z }", False),
        ("# a comment\rSELECT ?x FROM<http://x/g>{}", True),
    ],
)
def test_names_dataset(query: str, expected: bool) -> None:
    assert names_dataset(query) is expected
