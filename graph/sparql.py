"""SPARQL as text: terms and updates written out, and the guard that keeps queries inside the store.

Everything reaches the store as a string, because only strings are run by the fast engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from graph.errors import ForbiddenQueryError
from graph.sparql_tokens import scan

Triple = tuple[Node, Node, Node]

_ESCAPES = str.maketrans(
    {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)
_FORBIDDEN_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")

_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def iri(value: str) -> str:
    """An IRI between angle brackets; characters that may not stand there are percent-encoded."""
    return "<" + _FORBIDDEN_IN_IRI.sub(lambda found: f"%{ord(found.group()):02X}", value) + ">"


def string(value: str) -> str:
    """A plain string literal."""
    return f'"{value.translate(_ESCAPES)}"'


def term(node: Node) -> str:
    """A term as SPARQL and N-Triples write it.

    Raises:
        ValueError: a blank node, which the graph has none of.
    """
    if isinstance(node, URIRef):
        return iri(node)
    if not isinstance(node, Literal):
        raise ValueError(f"{node!r} is no IRI and no literal")
    if node.language:
        return f"{string(node)}@{node.language}"
    if node.datatype is None or node.datatype in (XSD.string, RDF.langString):
        return string(node)
    return f"{string(node)}^^{iri(node.datatype)}"


def lines(triples: Iterable[Triple]) -> list[str]:
    """The triples as N-Triples lines, sorted and without repetition."""
    return sorted({f"{term(s)} {term(p)} {term(o)} ." for s, p, o in triples})


def data_block(operation: str, graphs: Mapping[URIRef, Iterable[str]]) -> str:
    """`INSERT DATA` or `DELETE DATA` with N-Triples lines by graph; nothing if there are none."""
    blocks = [
        f"GRAPH {iri(graph)} {{\n" + "\n".join(found) + "\n}" for graph, found in graphs.items() if found
    ]
    return f"{operation} DATA {{\n" + "\n".join(blocks) + "\n}" if blocks else ""


def values(variable: str, nodes: Iterable[str]) -> str:
    """A VALUES clause that binds a variable to IRIs."""
    return f"VALUES ?{variable} {{ {' '.join(iri(node) for node in nodes)} }}"


def _fetches(text: str, *, update: bool) -> str | None:
    capitals = text.upper()
    if "SERVICE" not in capitals and not (update and "LOAD" in capitals):
        return None
    # The engine needs no space after a keyword (`SERVICE:x {…}`), so a prefix that holds one counts as well.
    for token in scan(text):
        if "SERVICE" in token.head:
            return "SERVICE"
        if update and token.head.startswith("LOAD"):
            return "LOAD"
    return None


def names_dataset(text: str) -> bool:
    """Whether a query says with FROM which graphs it is about."""
    return "FROM" in text.upper() and any(token.upper in ("FROM", "FROMNAMED") for token in scan(text))


def forbid_fetching(text: str, *, update: bool = False) -> None:
    """Refuse a text that would make the engine call a host or read a file.

    The text is looked at as written and with its code point escapes resolved, because an escape may
    spell a keyword. It is stricter than the grammar: an odd but harmless text may be refused.

    Raises:
        ForbiddenQueryError: SERVICE, or in an update LOAD.
    """
    plain = _CODE_POINT.sub(lambda found: chr(int(found[1] or found[2], 16) % 0x110000), text)
    if keyword := _fetches(text, update=update) or _fetches(plain, update=update):
        raise ForbiddenQueryError(
            f"{keyword} is not allowed: queries see this store only; load what is needed with `irgraph build`"
        )
