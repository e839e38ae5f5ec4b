"""Content negotiation: which of the offered media types an Accept header asks for (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

JSON_RESULTS = "application/sparql-results+json"
XML_RESULTS = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"
TURTLE = "text/turtle"
N_TRIPLES = "application/n-triples"
JSON_LD = "application/ld+json"
RDF_XML = "application/rdf+xml"
HTML = "text/html"
JSON = "application/json"

# What a client may ask for -> what is written. Earlier entries win where the client has no preference.
TABLE_TYPES: Mapping[str, str] = {
    JSON_RESULTS: JSON_RESULTS,
    XML_RESULTS: XML_RESULTS,
    CSV: CSV,
    TSV: TSV,
    JSON: JSON_RESULTS,
}
BOOLEAN_TYPES: Mapping[str, str] = {JSON_RESULTS: JSON_RESULTS, XML_RESULTS: XML_RESULTS, JSON: JSON_RESULTS}
GRAPH_TYPES: Mapping[str, str] = {
    TURTLE: TURTLE,
    N_TRIPLES: N_TRIPLES,
    JSON_LD: JSON_LD,
    RDF_XML: RDF_XML,
    JSON: JSON_LD,
}
DOCUMENT_TYPES: Mapping[str, str] = {
    HTML: HTML,
    TURTLE: TURTLE,
    JSON_LD: JSON_LD,
    N_TRIPLES: N_TRIPLES,
    RDF_XML: RDF_XML,
}

# The short names of `?format=`.
SHORT_NAMES: Mapping[str, str] = {
    "json": JSON,
    "xml": XML_RESULTS,
    "csv": CSV,
    "tsv": TSV,
    "turtle": TURTLE,
    "ttl": TURTLE,
    "nt": N_TRIPLES,
    "jsonld": JSON_LD,
    "rdf": RDF_XML,
    "html": HTML,
}


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One element of an Accept header; `q` is its weight from 0 to 1."""

    type: str
    subtype: str
    q: float

    def specificity(self, media_type: str) -> int:
        """How closely the range names the type: 3 exactly, 2 `type/*`, 1 `*/*`, 0 not at all."""
        main, _, sub = media_type.partition("/")
        if (self.type, self.subtype) == (main, sub):
            return 3
        if self.subtype != "*":
            return 0
        return {main: 2, "*": 1}.get(self.type, 0)


def _weight(parameters: Iterable[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


@lru_cache(maxsize=256)
def parse_accept(header: str | None) -> tuple[MediaRange, ...]:
    """The media ranges of an Accept header; an absent or empty header accepts everything."""
    ranges = []
    for element in (header or "*/*").split(","):
        name, *parameters = element.split(";")
        main, slash, sub = name.strip().lower().partition("/")
        if slash:
            ranges.append(MediaRange(main, sub, _weight(parameters)))
    return tuple(ranges) or (MediaRange("*", "*", 1.0),)


def quality(ranges: Iterable[MediaRange], media_type: str) -> tuple[float, int]:
    """The weight that the closest range gives the type, and how close that range is."""
    closest = max(ranges, key=lambda item: item.specificity(media_type))
    closeness = closest.specificity(media_type)
    return (closest.q, closeness) if closeness else (0.0, 0)


def choose(accept: str | None, offers: Mapping[str, str]) -> str | None:
    """The media type to write for an Accept header, or None when nothing offered is acceptable.

    The highest weight wins, then the more exactly named type, then the order of `offers`.
    """
    ranges = parse_accept(accept)
    best = max(offers, key=lambda offer: quality(ranges, offer))
    return offers[best] if quality(ranges, best)[0] > 0 else None


def prefers_html(accept: str | None) -> bool:
    """Whether the client is a browser: it names text/html and gives no RDF or result type more weight."""
    ranges = parse_accept(accept)
    html, closeness = quality(ranges, HTML)
    others = (*TABLE_TYPES, *GRAPH_TYPES)
    rivals = (quality(ranges, other) for other in others)
    return closeness == 3 and html > 0 and all(q <= html for q, close in rivals if close == 3)
