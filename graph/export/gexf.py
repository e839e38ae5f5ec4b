"""GEXF 1.3 for Gephi and Gephi Lite: https://gexf.net/schema.html

One edge per source, target and kind; `kind` keeps parallel edges apart, spells say when, and a dynamic
weight says how much evidence there was by then. A network without any date is written as a static one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from math import sqrt
from typing import Any, BinaryIO

import networkx as nx

from graph.export.columns import EDGE_COLUMNS, Column, Item, Node, Value, edge_id, node_columns, nodes_of
from graph.export.markup import Markup
from graph.network import Edge, Network, edges_of
from ontology.terms import MATERIAL_CONFLICT, MATERIAL_COOPERATION, VERBAL_CONFLICT, VERBAL_COOPERATION

NAMESPACE = "http://gexf.net/1.3"
# Blue to red, light for words and strong for deeds; distinguishable with red-green blindness.
COLOURS = {
    VERBAL_COOPERATION: (130, 185, 230),
    MATERIAL_COOPERATION: (15, 95, 175),
    VERBAL_CONFLICT: (245, 165, 110),
    MATERIAL_CONFLICT: (200, 30, 35),
}
OTHER_COLOUR = (150, 150, 150)
_SIZE, _SIZE_STEP = 4.0, 2.0


def write_gexf(network: Network, stream: BinaryIO) -> None:
    """Write the network as GEXF 1.3, UTF-8, the same bytes for the same network."""
    edges = edges_of(network)
    xml = Markup(stream)
    with xml.element("gexf", {"xmlns": NAMESPACE, "xmlns:viz": f"{NAMESPACE}/viz", "version": "1.3"}):
        with xml.element("meta"):
            xml.text("creator", {}, "irgraph")
            xml.text("description", {}, "Who does, says or plans what towards whom, from reports")
        with xml.element("graph", {"defaultedgetype": "directed", "idtype": "string", **_time_frame(edges)}):
            _declare(xml, node_columns(network), dynamic=any(edge.growth for edge in edges))
            _nodes(xml, network)
            _edges(xml, edges)


def _time_frame(edges: Sequence[Edge]) -> dict[str, str]:
    first = min((edge.first for edge in edges if edge.first), default=None)
    last = max((edge.last for edge in edges if edge.last), default=None)
    if first is None or last is None:
        return {"mode": "static"}
    days = {"start": first.isoformat(), "end": last.isoformat()}
    return {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval", **days}


def _declare(xml: Markup, columns: Iterable[Column[Node]], *, dynamic: bool) -> None:
    weight = {"id": "weight", "title": "weight", "type": "double"}
    if dynamic:
        with xml.element("attributes", {"class": "edge", "mode": "dynamic"}):
            xml.empty("attribute", weight)
    with xml.element("attributes", {"class": "node", "mode": "static"}):
        _declare_columns(xml, columns)
    with xml.element("attributes", {"class": "edge", "mode": "static"}):
        _declare_columns(xml, EDGE_COLUMNS)
        if dynamic:
            # Gephi keeps the first declaration; graphology (Gephi Lite) knows only the last block.
            xml.empty("attribute", weight)


def _declare_columns(xml: Markup, columns: Iterable[Column[Item]]) -> None:
    for column in columns:
        kind = "string" if column.type == "date" else column.type
        xml.empty("attribute", {"id": column.name, "title": column.name.replace("_", " "), "type": kind})


def _nodes(xml: Markup, network: Network) -> None:
    weights: dict[str, float] = dict(nx.degree(network, weight="weight"))
    columns = node_columns(network)
    with xml.element("nodes", {"count": str(len(network))}):
        for node in nodes_of(network):
            _node(xml, node, columns, weights[node.id])


def _node(xml: Markup, node: Node, columns: Iterable[Column[Node]], weight: float) -> None:
    with xml.element("node", {"id": node.id, "label": node.label}):
        with xml.element("attvalues"):
            _values(xml, columns, node)
        xml.empty("viz:size", {"value": str(round(_SIZE + _SIZE_STEP * sqrt(weight), 2))})


def _edges(xml: Markup, edges: Sequence[Edge]) -> None:
    with xml.element("edges", {"count": str(len(edges))}):
        for edge in edges:
            _edge(xml, edge)


def _edge(xml: Markup, edge: Edge) -> None:
    ends = {"id": edge_id(edge), "source": edge.source, "target": edge.target, "type": "directed"}
    with xml.element("edge", {**ends, "kind": edge.kind, "label": edge.kind, "weight": str(edge.weight)}):
        with xml.element("attvalues"):
            _values(xml, EDGE_COLUMNS, edge)
            for start, end, weight in _slices(edge):
                xml.empty("attvalue", {"for": "weight", "value": str(weight), **_days(start, end)})
        if edge.spells:
            with xml.element("spells"):
                for start, end in edge.spells:
                    xml.empty("spell", _days(start, end))
        colour = COLOURS.get(edge.quad_class or "", OTHER_COLOUR)
        xml.empty("viz:color", dict(zip("rgb", map(str, colour), strict=True)))


def _slices(edge: Edge) -> Iterator[tuple[date, date, float]]:
    """The days on which each weight holds. The last weight is the whole one.

    Readers without a sense of time keep the last value they meet: they then have the right weight.
    """
    days = [day for day, _ in edge.growth]
    ends: list[date | None] = [day - timedelta(days=1) for day in days[1:]]
    for (start, weight), end in zip(edge.growth, [*ends, edge.last], strict=False):
        yield start, end or start, weight


def _values(xml: Markup, columns: Iterable[Column[Any]], item: object) -> None:
    for column in columns:
        value = column.value(item)
        if value is not None and value != "":
            xml.empty("attvalue", {"for": column.name, "value": _lexical(value)})


def _days(start: date, end: date) -> dict[str, str]:
    return {"start": start.isoformat(), "end": end.isoformat()}


def _lexical(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
