"""Exports: one module a format, one function `write(what, binary stream)` each, listed here by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Generic, TypeVar

from graph.export.gexf import write_gexf
from graph.export.graphml import write_graphml
from graph.export.node_link import write_json
from graph.export.rdf import Statements, write_jsonld, write_nquads, write_trig, write_turtle
from graph.export.tables import write_csv, write_parquet
from graph.network import Network

Source = TypeVar("Source")


@dataclass(frozen=True, slots=True)
class Format(Generic[Source]):
    """How a format is written and announced. `suffix` has no dot."""

    write: Callable[[Source, BinaryIO], None]
    media_type: str
    suffix: str


NETWORK_FORMATS: Mapping[str, Format[Network]] = {
    "gexf": Format(write_gexf, "application/gexf+xml", "gexf"),
    "graphml": Format(write_graphml, "application/graphml+xml", "graphml"),
    "csv": Format(write_csv, "text/csv", "csv"),
    "json": Format(write_json, "application/json", "json"),
    "parquet": Format(write_parquet, "application/vnd.apache.parquet", "parquet"),
}

RDF_FORMATS: Mapping[str, Format[Statements]] = {
    "ttl": Format(write_turtle, "text/turtle", "ttl"),
    "trig": Format(write_trig, "application/trig", "trig"),
    "nq": Format(write_nquads, "application/n-quads", "nq"),
    "jsonld": Format(write_jsonld, "application/ld+json", "jsonld"),
}

FORMATS: tuple[str, ...] = (*NETWORK_FORMATS, *RDF_FORMATS)
