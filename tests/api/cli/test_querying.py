"""`irgraph query`: every kind of answer in every format that can hold it."""

import csv
import io
import json
from pathlib import Path

import pytest

SELECT = "SELECT ?s ?o { ?s rel:warns ?o }"
ASK = "ASK { actor:IRN rel:warns actor:IRQ }"
CONSTRUCT = "CONSTRUCT { ?s rel:warns ?o } WHERE { ?s rel:warns ?o }"
IRN, IRQ = "http://localhost:8000/id/actor/IRN", "http://localhost:8000/id/actor/IRQ"


@pytest.fixture
def ask(run, built: str):
    """Query a store that knows that Iran warned Iraq."""
    return lambda *arguments, **options: run("query", *arguments, "--store", built, **options)


def test_table_shortens_what_the_vocabulary_names(ask) -> None:
    result = ask(SELECT)
    cells = [
        cell.strip()
        for line in result.out.splitlines()
        if line.startswith("│")
        for cell in line.split("│")[1:-1]
    ]
    assert (result.code, cells) == (0, ["actor:IRN", "actor:IRQ"])


@pytest.mark.parametrize(
    ("query", "expected"), [(ASK, "true\n"), ("ASK { actor:IRQ rel:warns ?o }", "false\n")]
)
def test_ask_is_answered_in_a_word(ask, query: str, expected: str) -> None:
    assert ask(query) == (0, expected, "")


def test_select_as_csv(ask) -> None:
    assert list(csv.reader(io.StringIO(ask(SELECT, "--format", "csv").out))) == [["s", "o"], [IRN, IRQ]]


def test_select_as_json(ask) -> None:
    answer = json.loads(ask(SELECT, "--format", "json").out)
    assert [{name: cell["value"] for name, cell in row.items()} for row in answer["results"]["bindings"]] == [
        {"s": IRN, "o": IRQ}
    ]


@pytest.mark.parametrize(("form", "start"), [("tsv", "?s\t?o\n"), ("xml", '<?xml version="1.0"?><sparql')])
def test_select_in_the_other_standard_formats(ask, form: str, start: str) -> None:
    assert ask(SELECT, "--format", form).out.startswith(start)


@pytest.mark.parametrize("form", ["table", "ttl"])
def test_graph_is_turtle_for_people(ask, form: str) -> None:
    assert "actor:IRN rel:warns actor:IRQ ." in ask(CONSTRUCT, "--format", form).out.splitlines()


def test_graph_as_ntriples(ask) -> None:
    relation = "http://localhost:8000/id/relation/warns"
    assert ask(CONSTRUCT, "--format", "nt").out == f"<{IRN}> <{relation}> <{IRQ}> .\n"


def test_query_can_come_from_a_file_or_standard_input(ask, tmp_path: Path) -> None:
    (tmp_path / "warned.rq").write_text(ASK)
    assert ask("warned.rq").out == ask("-", stdin=ASK.encode()).out == "true\n"


MISFITS = [
    (SELECT, "ttl", "table, json, xml, csv, tsv"),
    (CONSTRUCT, "csv", "table, ttl, nt, json, jsonld, xml"),
]


@pytest.mark.parametrize(("query", "form", "fitting"), MISFITS)
def test_format_that_cannot_hold_the_answer_is_wrong_usage(ask, query: str, form: str, fitting: str) -> None:
    result = ask(query, "--format", form)
    told = " ".join(result.err.replace("│", " ").split())
    assert (result.code, result.out) == (2, "") and f"{form} cannot hold this answer; use {fitting}" in told
