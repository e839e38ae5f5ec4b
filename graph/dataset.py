"""The dataset described with its counts: what `/.well-known/void` and the service description say."""

from __future__ import annotations

from rdflib import Literal, URIRef
from rdflib.namespace import VOID, XSD

from graph.description import partition
from graph.sparql import Triple, iri
from graph.store import KnowledgeStore
from ontology.namespaces import IR


def dataset_triples(store: KnowledgeStore, endpoint: str, dump: str) -> list[Triple]:
    """The whole description with the counts of the moment, sorted.

    Args:
        store: what is described.
        endpoint: the address of its SPARQL service.
        dump: where all of it can be had as one file.
    """
    node, iris = store.iris.dataset, store.iris
    found = set(store.ask_triples(_DESCRIPTION.format(reference=iri(iris.reference), dataset=iri(node))))
    found |= {(node, VOID.sparqlEndpoint, URIRef(endpoint)), (node, VOID.dataDump, URIRef(dump))}
    found |= {(node, VOID[name], _number(count)) for name, count in _totals(store).items()}
    for class_, count in store.ask_rows("SELECT ?c (COUNT(?x) AS ?n) { GRAPH ?g { ?x a ?c } } GROUP BY ?c"):
        if class_ and class_.startswith(str(IR)):
            part = partition(class_, iris)
            found |= {(node, VOID.classPartition, part), (part, VOID["class"], URIRef(class_))}
            found.add((part, VOID.entities, _number(count)))
    return sorted(found, key=lambda triple: tuple(map(str, triple)))


# What the dataset, its parts, its prefixes and its examples say: they name or are named by the dataset.
_DESCRIPTION = """CONSTRUCT {{ {dataset} ?p ?o . ?o ?q ?r . ?r ?s ?t . ?example ?u ?v }} WHERE {{
  GRAPH {reference} {{
    {{ {dataset} ?p ?o }}
    UNION {{ {dataset} void:classPartition|sh:declare ?o . ?o ?q ?r }}
    UNION {{ {dataset} void:classPartition/void:propertyPartition ?r . ?r ?s ?t }}
    UNION {{ ?example sh:prefixes {dataset} . ?example ?u ?v }}
  }}
}}"""


def _totals(store: KnowledgeStore) -> dict[str, str | None]:
    ((triples,),) = store.ask_rows("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    ((documents,),) = store.ask_rows("SELECT (COUNT(?d) AS ?n) { GRAPH ?g { ?d a ir:Document } }")
    return {"triples": triples, "documents": documents}


def _number(count: str | None) -> Literal:
    return Literal(count or "0", datatype=XSD.integer, normalize=False)
