"""What is read off SPARQL texts, and how updates are rewritten."""

import pytest
from pyoxigraph import Store

from api.sparql_text import DatasetConflictError, with_dataset, without_silent_loads

DELETE = "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("text", "using", "named", "expected"),
    [
        (DELETE, (), (), DELETE),
        (DELETE, ("g:1",), (), "DELETE { ?s ?p ?o }  USING <g:1> WHERE { ?s ?p ?o }"),
        (DELETE, ("g:1",), ("g:2",), "DELETE { ?s ?p ?o }  USING <g:1> USING NAMED <g:2> WHERE { ?s ?p ?o }"),
        ("INSERT DATA { <a:b> <a:c> 1 }", ("g:1",), (), "INSERT DATA { <a:b> <a:c> 1 }"),
        ("DELETE WHERE { ?s ?p ?o }", ("g:1",), (), "DELETE  { ?s ?p ?o } USING <g:1> WHERE { ?s ?p ?o }"),
        ("CLEAR ALL ; INSERT {} WHERE {}", ("g:1",), (), "CLEAR ALL ; INSERT {}  USING <g:1> WHERE {}"),
        (
            "INSERT {} WHERE { { SELECT ?x WHERE { ?x ?y 'WHERE' } } }",
            ("g:1",),
            (),
            "INSERT {}  USING <g:1> WHERE { { SELECT ?x WHERE { ?x ?y 'WHERE' } } }",
        ),
    ],
)
def test_dataset_is_written_into_the_update(
    text: str, using: tuple[str, ...], named: tuple[str, ...], expected: str
) -> None:
    rewritten = with_dataset(text, using, named)
    assert rewritten == expected
    Store().update(rewritten)


@pytest.mark.parametrize(
    "text", ["INSERT {} USING <g:1> WHERE {}", "with <g:1> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"]
)
def test_dataset_of_its_own_is_a_conflict(text: str) -> None:
    with pytest.raises(DatasetConflictError, match="USING or WITH"):
        with_dataset(text, ("g:2",), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LOAD SILENT <http://x/>", "INSERT DATA {}"),
        ("LOAD SILENT <http://x/> INTO GRAPH <g:1> ; CLEAR ALL", "INSERT DATA {} ; CLEAR ALL"),
        ("PREFIX : <x:> load silent :y", "PREFIX : <x:> INSERT DATA {}"),
        ("LOADSILENT<http://x/>", "INSERT DATA {}"),
        ("LOAD <http://x/>", "LOAD <http://x/>"),
        ("INSERT DATA { <a:b> <a:c> 'LOAD SILENT <x>' }", "INSERT DATA { <a:b> <a:c> 'LOAD SILENT <x>' }"),
        ("PREFIX load: <x:> CLEAR SILENT GRAPH load:x", "PREFIX load: <x:> CLEAR SILENT GRAPH load:x"),
    ],
)
def test_silent_loads_do_nothing(text: str, expected: str) -> None:
    assert without_silent_loads(text) == expected
