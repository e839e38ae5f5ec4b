"""What the dataset says of itself: VoID partitions, prefixes and example queries, for editors and crawlers.

All of it is in the reference graph, without counts, so that SPARQL editors complete terms and list the
examples; `graph.dataset` adds the counts of the moment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SH, VOID, XSD

from graph.iris import Iris
from graph.sparql import Triple
from graph.sparql_tokens import scan
from ontology.namespaces import IR, prefixes
from ontology.queries import ExampleQuery

# What every irgraph dataset is, as the ontology says it.
PUBLISHED = URIRef("https://w3id.org/irgraph/dataset")
_SHARED = (DCTERMS.title, DCTERMS.description, VOID.vocabulary, VOID.feature)
_KINDS = {"SELECT": "Select", "ASK": "Ask", "CONSTRUCT": "Construct", "DESCRIBE": "Construct"}


def example_triples(queries: Iterable[ExampleQuery], iris: Iris) -> Iterator[Triple]:
    """The queries as SHACL executables, numbered in their order."""
    for query in queries:
        node = iris.query(query.name)
        kind = next(token.upper for token in scan(query.text) if token.upper in _KINDS)
        yield node, RDF.type, SH.SPARQLExecutable
        yield node, RDF.type, SH[f"SPARQL{_KINDS[kind]}Executable"]
        yield node, RDFS.label, Literal(query.title)
        yield node, RDFS.comment, Literal(". ".join(part for part in (query.title, query.comment) if part))
        yield node, SH[kind.lower()], Literal(query.text)
        yield node, SH.prefixes, iris.dataset


def prefix_triples(iris: Iris) -> Iterator[Triple]:
    """The prefixes that need no declaration, as SHACL declares them."""
    for prefix, namespace in sorted(prefixes(iris.base).items()):
        node = URIRef(f"{iris.dataset}#prefix-{prefix}")
        yield iris.dataset, SH.declare, node
        yield node, RDF.type, SH.PrefixDeclaration
        yield node, SH.prefix, Literal(prefix)
        yield node, SH.namespace, Literal(namespace, datatype=XSD.anyURI, normalize=False)


def partition_triples(ontology: Collection[Triple], iris: Iris) -> Iterator[Triple]:
    """The dataset's title, and which properties the instances of which class have, by the ontology."""
    for subject, property_, value in ontology:
        if subject == PUBLISHED and property_ in _SHARED:
            yield iris.dataset, property_, value
    domains = [(p, c) for p, link, c in ontology if link == RDFS.domain]
    ranges: Mapping[object, object] = {p: c for p, link, c in ontology if link == RDFS.range}
    for property_, class_ in domains:
        part = partition(class_, iris)
        own = URIRef(f"{part}-{_local(property_)}")
        yield iris.dataset, VOID.classPartition, part
        yield part, VOID["class"], class_
        yield part, VOID.propertyPartition, own
        yield own, VOID.property, property_
        target = ranges.get(property_)
        if isinstance(target, URIRef) and target.startswith(str(IR)):
            yield own, VOID.classPartition, partition(target, iris)
            yield partition(target, iris), VOID["class"], target


def partition(class_: object, iris: Iris) -> URIRef:
    """The part of the dataset that holds the instances of a class."""
    return URIRef(f"{iris.dataset}#{_local(class_)}")


def _local(node: object) -> str:
    return str(node).rpartition("#")[2]
