"""The namespaces of the vocabulary, as rdflib namespaces, and the prefixes under which people know them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from rdflib import Namespace
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SH, SKOS, VOID, XSD

DEFAULT_BASE = "http://localhost:8000/id/"

IR = Namespace("https://w3id.org/irgraph/ns#")
EV = Namespace("https://w3id.org/irgraph/events#")
TOPIC = Namespace("https://w3id.org/irgraph/topics#")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
GEONAMES = Namespace("https://sws.geonames.org/")
WIKIDATA = Namespace("http://www.wikidata.org/entity/")

_FOLDER = Path(__file__).parent
ONTOLOGY_FILES = (_FOLDER / "irgraph.ttl", _FOLDER / "events.ttl")
SHAPES_FILE = _FOLDER / "shapes.ttl"

_VOCABULARIES: Mapping[str, str] = MappingProxyType({
    "ir": str(IR),
    "ev": str(EV),
    "topic": str(TOPIC),
    "dcterms": str(DCTERMS),
    "nif": str(NIF),
    "oa": str(OA),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "sem": str(SEM),
    "sh": str(SH),
    "skos": str(SKOS),
    "void": str(VOID),
    "xsd": str(XSD),
})  # fmt: skip


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """The prefixes that queries need not declare: the vocabularies, and `actor:`, `rel:` … under a base."""
    own = {
        "actor": "actor/",
        "claim": "claim/",
        "document": "document/",
        "rel": "relation/",
        "graph": "graph/",
    }
    return {**_VOCABULARIES, **{prefix: base + path for prefix, path in own.items()}}
