"""The SPARQL 1.1 Service Description of this service, as triples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse, serialize

from graph.sparql import Triple as Statement
from graph.sparql import lines

SD = "http://www.w3.org/ns/sparql-service-description#"
_RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)


def describe(
    query_endpoint: str, update_endpoint: str, union: bool, dataset: NamedNode | BlankNode
) -> list[Triple]:
    """What the service can do: two resources, one for queries and one for updates.

    Args:
        query_endpoint: The IRI of `/sparql`.
        update_endpoint: The IRI of `/update`.
        union: Whether the default graph is the union of all named graphs.
        dataset: What stands for the data.
    """
    default_graph = BlankNode("default")
    query, update = BlankNode("query"), BlankNode("update")
    formats = [
        (query, _sd("resultFormat"), NamedNode(f"http://www.w3.org/ns/formats/{name}")) for name in _FORMATS
    ]
    features = [(query, _sd("feature"), _sd("UnionDefaultGraph"))] if union else []
    statements: Iterable[tuple[NamedNode | BlankNode, NamedNode, NamedNode | BlankNode]] = [
        (query, _RDF_TYPE, _sd("Service")),
        (query, _sd("endpoint"), NamedNode(query_endpoint)),
        (query, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        *formats,
        *features,
        (query, _sd("defaultDataset"), dataset),
        (update, _RDF_TYPE, _sd("Service")),
        (update, _sd("endpoint"), NamedNode(update_endpoint)),
        (update, _sd("supportedLanguage"), _sd("SPARQL11Update")),
        (update, _sd("defaultDataset"), dataset),
        (dataset, _RDF_TYPE, _sd("Dataset")),
        (dataset, _sd("defaultGraph"), default_graph),
        (default_graph, _RDF_TYPE, _sd("Graph")),
    ]
    return [Triple(*statement) for statement in statements]


def write(triples: Iterable[Triple], media_type: str, prefixes: Mapping[str, str]) -> bytes:
    """The triples in an RDF format."""
    known = {**prefixes, "sd": SD}
    return serialize(triples, format=RdfFormat.from_media_type(media_type), prefixes=known) or b""


def from_rdflib(triples: Iterable[Statement]) -> list[Triple]:
    """The engine's triples for those of the graph layer, which has no blank nodes."""
    return [quad.triple for quad in parse("\n".join(lines(triples)), format=RdfFormat.N_TRIPLES)]
