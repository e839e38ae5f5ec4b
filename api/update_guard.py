"""Which graphs a SPARQL update writes to, so that the knowledge graph's own can be kept from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rdflib import URIRef
from rdflib.plugins.sparql.algebra import translateUpdate
from rdflib.plugins.sparql.parser import parseUpdate

from api.sparql_text import without_strings

ANY = "*"


def written_graphs(text: str, base: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    """The IRIs of the named graphs that a plain update writes to, `ANY` for one chosen by a variable.

    The text must have come from `plain_update`, and the engine must be given the same.

    Raises:
        ValueError: the update cannot be read.
    """
    if "\\u" in without_strings(text).lower():
        # rdflib resolves these escapes before it parses, the engine after.
        raise ValueError("outside strings, write characters themselves instead of \\u escapes")
    try:
        parsed = parseUpdate(without_strings(text))
        operations = translateUpdate(parsed, base=base, initNs=dict(prefixes)).algebra
    except Exception as error:
        # The parser raises many kinds, among them plain Exception for an undeclared prefix.
        raise ValueError(str(error)) from error
    for operation in operations:
        yield from _targets(operation)


def _targets(operation: Any) -> Iterator[str]:
    if operation.name in ("Drop", "Clear", "Create"):
        target = operation.graphiri
        yield from () if target == "DEFAULT" else (_name(target),)
    elif operation.name in ("Add", "Move", "Copy"):
        # Moving takes away from where it moves.
        graphs = operation.graph if operation.name == "Move" else operation.graph[1:]
        yield from (_name(graph) for graph in graphs if graph != "DEFAULT")
    elif operation.name == "Modify":
        templates = [part for part in (operation.delete, operation.insert) if part]
        yield from (
            _name(operation.withClause) for part in templates if operation.withClause and part.triples
        )
        yield from (_name(graph) for part in templates for graph in part.quads or ())
    else:
        yield from (_name(graph) for graph in operation.quads or ())


def _name(graph: Any) -> str:
    return str(graph) if isinstance(graph, URIRef) else ANY


def refuses(text: str, base: str, prefixes: Mapping[str, str], is_own: Callable[[str], bool]) -> str | None:
    """The first target that is closed to updates: an own graph, or one that only the data decides.

    Raises:
        ValueError: the update cannot be read.
    """
    return next(
        (graph for graph in written_graphs(text, base, prefixes) if graph == ANY or is_own(graph)), None
    )
