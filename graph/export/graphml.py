"""GraphML 1.0 for Gephi, networkx, igraph, Cytoscape and yEd: http://graphml.graphdrawing.org/

Every value has a declared type and a missing one is left out. Edge ids are unique over the whole file,
which readers rely on and networkx's own writer does not give for parallel edges.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from graph.export.columns import EDGE_COLUMNS, Value, ValueType, edge_table, node_columns, node_table
from graph.export.markup import Markup
from graph.network import Network

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES: Mapping[ValueType, str] = {
    "string": "string",
    "integer": "int",
    "double": "double",
    "date": "string",
}
_EDGE_KEYS: dict[str, ValueType] = {
    "kind": "string",
    "weight": "double",
    **{column.name: column.type for column in EDGE_COLUMNS},
}


def write_graphml(network: Network, stream: BinaryIO) -> None:
    """Write the network as GraphML, UTF-8, the same bytes for the same network."""
    xml = Markup(stream)
    node_keys: dict[str, ValueType] = {"label": "string", **{c.name: c.type for c in node_columns(network)}}
    with xml.element("graphml", {"xmlns": NAMESPACE}):
        _declare(xml, "node", node_keys)
        _declare(xml, "edge", _EDGE_KEYS)
        with xml.element("graph", {"id": "irgraph", "edgedefault": "directed"}):
            for row in node_table(network):
                with xml.element("node", {"id": str(row["id"])}):
                    _data(xml, "node", node_keys, row)
            for row in edge_table(network):
                with xml.element("edge", {name: str(row[name]) for name in ("id", "source", "target")}):
                    _data(xml, "edge", _EDGE_KEYS, row)


def _declare(xml: Markup, domain: str, keys: Mapping[str, ValueType]) -> None:
    for name, kind in keys.items():
        key = {"id": f"{domain}_{name}", "for": domain, "attr.name": name, "attr.type": _TYPES[kind]}
        xml.empty("key", key)


def _data(xml: Markup, domain: str, keys: Mapping[str, ValueType], row: Mapping[str, Value]) -> None:
    for name in keys:
        if row[name] is not None:
            xml.text("data", {"key": f"{domain}_{name}"}, str(row[name]))
