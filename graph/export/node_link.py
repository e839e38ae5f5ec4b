"""JSON in the node-link shape that networkx, d3 and the explorer page read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, BinaryIO

from graph.export.columns import Value, edge_id, edge_table, node_table
from graph.network import Network, edges_of


def node_link(network: Network) -> dict[str, Any]:
    """The network as plain JSON data: `nodes` and `edges` with the columns of the other exports.

    `key` is the edge's kind, as `networkx.node_link_graph(data, edges="edges")` expects of a
    multigraph; `spells` are [first, last] pairs, `growth` [day, weight] pairs, dates ISO strings.
    """
    lists = {edge_id(edge): edge for edge in edges_of(network)}
    edges = []
    for row in edge_table(network):
        edge = lists[str(row["id"])]
        spells = [[start.isoformat(), end.isoformat()] for start, end in edge.spells]
        growth = [[day.isoformat(), weight] for day, weight in edge.growth]
        more = {"key": edge.kind, "phrases": list(edge.phrases), "spells": spells, "growth": growth}
        edges.append(_plain(row) | more)
    nodes = [_plain(row) for row in node_table(network)]
    return {"directed": True, "multigraph": True, "graph": {}, "nodes": nodes, "edges": edges}


def write_json(network: Network, stream: BinaryIO) -> None:
    """Write `node_link` as UTF-8 JSON."""
    text = json.dumps(node_link(network), ensure_ascii=False, indent=1)
    stream.write(text.encode("utf-8", errors="replace") + b"\n")


def _plain(row: Mapping[str, Value]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
