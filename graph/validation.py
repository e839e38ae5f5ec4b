"""One graph against the SHACL shapes, with all that is wrong in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pyshacl import validate
from rdflib import Graph
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from graph.errors import StoreError
from graph.sparql import Triple
from ontology.namespaces import SHAPES_FILE


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that a shape finds wrong: with which node, at which property, with which value."""

    focus: str
    path: str
    message: str
    value: str = ""
    is_warning: bool = False

    def __str__(self) -> str:
        value = f" (found {self.value!r})" if self.value else ""
        return f"{self.focus}: {self.message}{value}"


class InvalidGraphError(StoreError):
    """A graph does not fit the shapes; `violations` says where."""

    def __init__(self, violations: list[Violation]) -> None:
        reasons = "; ".join(map(str, violations))
        super().__init__(f"not stored but kept in quarantine, the shapes do not hold: {reasons}")
        self.violations = violations


@cache
def shapes() -> Graph:
    """The shapes as a graph; not to be changed."""
    return Graph().parse(SHAPES_FILE)


def validate_document_graph(triples: Iterable[Triple]) -> list[Violation]:
    """What is wrong with a graph, sorted; nothing if it may enter.

    Takes about 100 ms for ten claims, so it is for what is new, not for a whole store.
    """
    data = Graph()
    for triple in triples:
        data.add(triple)
    conforms, report, _ = validate(data, shacl_graph=shapes(), inference="none", allow_warnings=False)
    return [] if conforms else sorted(_violations(report))


def _violations(report: Graph) -> Iterator[Violation]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        yield Violation(
            focus=_text(report.value(result, SH.focusNode)),
            path=_text(report.value(result, SH.resultPath)),
            message=_text(report.value(result, SH.resultMessage)),
            value=_text(report.value(result, SH.value)),
            is_warning=report.value(result, SH.resultSeverity) == SH.Warning,
        )


def _text(node: Node | None) -> str:
    return "" if node is None else str(node)
