"""`irgraph query`: SPARQL on the command line."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import console, options
from api.errors import InputError

if TYPE_CHECKING:
    from graph.answers import Answer

EXAMPLES = options.examples(
    'irgraph query "SELECT ?what ?whom { actor:EU ?what ?whom } LIMIT 10"',
    "irgraph query report.rq --format csv > report.csv",
    'irgraph query "DESCRIBE actor:EU" --format ttl',
)


class AnswerFormat(StrEnum):
    """How an answer is written."""

    table = "table"
    json = "json"
    csv = "csv"
    tsv = "tsv"
    xml = "xml"
    ttl = "ttl"
    nt = "nt"
    jsonld = "jsonld"


_TABLE_TYPES = {
    AnswerFormat.json: "application/sparql-results+json",
    AnswerFormat.xml: "application/sparql-results+xml",
    AnswerFormat.csv: "text/csv",
    AnswerFormat.tsv: "text/tab-separated-values",
}
_GRAPH_TYPES = {
    AnswerFormat.ttl: "text/turtle",
    AnswerFormat.table: "text/turtle",
    AnswerFormat.nt: "application/n-triples",
    AnswerFormat.json: "application/ld+json",
    AnswerFormat.jsonld: "application/ld+json",
    AnswerFormat.xml: "application/rdf+xml",
}
_QUERY_ENDINGS = (".rq", ".sparql")


def query(
    text: Annotated[
        str,
        typer.Argument(
            metavar="QUERY|FILE.rq|-", help="SPARQL 1.1, or the file that holds it.", show_default=False
        ),
    ],
    store: options.Store = None,
    form: Annotated[
        AnswerFormat, typer.Option("--format", help="The last three are for CONSTRUCT and DESCRIBE.")
    ] = AnswerFormat.table,
) -> None:
    """Ask the store a SPARQL query; all graphs together are the default graph.

    The prefixes of the vocabulary need no declaration.
    """
    sparql = _query_text(text)
    with options.open_named_store(store) as knowledge:
        answer = knowledge.query(sparql)
        types = _GRAPH_TYPES if answer.kind == "graph" else _TABLE_TYPES
        if form is AnswerFormat.table and answer.kind != "graph":
            _show(answer, knowledge.iris.base)
        elif form in types:
            sys.stdout.flush()
            sys.stdout.buffer.write(_ended(answer.serialize(types[form])))
        else:
            fitting = ", ".join(["table", *(name.value for name in types if name is not AnswerFormat.table)])
            raise typer.BadParameter(
                f"{form.value} cannot hold this answer; use {fitting}", param_hint="--format"
            )


def _ended(data: bytes) -> bytes:
    return data if data.endswith(b"\n") else data + b"\n"


def _query_text(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    if not text.endswith(_QUERY_ENDINGS):
        return text
    try:
        return Path(text).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(f"query file {text!r} cannot be read ({reason}): check the path") from error


def _show(answer: Answer, base: str) -> None:
    if answer.kind == "ask":
        print("true" if answer.boolean else "false")
        return
    from ontology.namespaces import prefixes

    shortenings = sorted(prefixes(base).items(), key=lambda item: -len(item[1]))
    table = console.columns(*answer.variables)
    for row in answer.rows:
        console.add_row(table, *(cell if cell is None else _short(str(cell), shortenings) for cell in row))
    console.show(table)


def _short(text: str, shortenings: list[tuple[str, str]]) -> str:
    """An IRI of the vocabulary by its prefix, anything else as it is."""
    for prefix, namespace in shortenings:
        if text.startswith(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text
