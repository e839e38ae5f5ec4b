"""The start page's drawing: where actors and lines stand, the same for the same network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from graph.analytics import CONFLICT, COOPERATION, degrees
from graph.network import Edge, Network, edges_of

WIDTH, HEIGHT, MARGIN = 1000, 560, 60
_UNRESOLVED = "mention/"


@dataclass(frozen=True, slots=True)
class Node:
    """An actor as a circle with its label under it; lengths are in the drawing's own units."""

    id: str
    label: str
    x: float
    y: float
    radius: float

    @property
    def label_y(self) -> float:
        return round(self.y + self.radius + 13, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """All that passes between two actors; `kind` is cooperation, conflict or mixed."""

    source: str
    target: str
    kind: str
    title: str
    width: float
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the page shows."""

    nodes: tuple[Node, ...]
    edges: tuple[Line, ...]
    width: int = WIDTH
    height: int = HEIGHT


def draw(network: Network, most: int = 30) -> Drawing:
    """Lay out the actors of the greatest weight that hang together, and the lines among them.

    Words that no actor was found for are left out.
    """
    known = [degree.actor for degree in degrees(network) if not degree.actor.startswith(_UNRESOLVED)]
    kept = _largest_part(network, known[:most])
    pairs = _pairs(edge for edge in edges_of(network) if edge.source in kept and edge.target in kept)
    nodes = {node.id: node for node in _nodes(network, kept, pairs)}
    lines = (_line(nodes[a], nodes[b], edges) for (a, b), edges in sorted(pairs.items()))
    return Drawing(tuple(nodes.values()), tuple(lines))


def _largest_part(network: Network, actors: list[str]) -> list[str]:
    """Those of the actors that are joined to each other most widely, in the order of their ids."""
    parts = [set(part) for part in nx.weakly_connected_components(network.subgraph(actors))]
    parts.sort(key=lambda part: (-len(part), min(part)))
    return sorted(parts[0]) if parts else []


def _pairs(edges: Iterable[Edge]) -> dict[tuple[str, str], list[Edge]]:
    grouped: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.source != edge.target:
            grouped[min(edge.source, edge.target), max(edge.source, edge.target)].append(edge)
    return grouped


def _nodes(network: Network, kept: list[str], pairs: dict[tuple[str, str], list[Edge]]) -> list[Node]:
    ties: nx.Graph[str] = nx.Graph()
    ties.add_nodes_from(kept)
    ties.add_edges_from(sorted(pairs))
    if not kept:
        return []
    places = nx.spring_layout(ties, seed=7, k=2.5 / len(kept) ** 0.5, iterations=200)
    columns, rows = [[float(places[actor][axis]) for actor in kept] for axis in (0, 1)]
    xs, ys = _spread(columns, WIDTH), _spread(rows, HEIGHT)
    return [
        Node(actor, network.nodes[actor]["label"], x, y, round(5 + 1.5 * ties.degree(actor) ** 0.5, 1))
        for actor, x, y in zip(kept, xs, ys, strict=True)
    ]


def _spread(values: list[float], length: int) -> list[float]:
    """The values brought between the margins, half by size and half by rank, so that crowds are loosened."""
    low, span, last = min(values), max(values) - min(values), len(values) - 1
    if not span:
        return [length / 2 for _ in values]
    ranks = {value: rank for rank, value in enumerate(sorted(values))}
    shares = ((value - low) / span / 2 + ranks[value] / last / 2 for value in values)
    return [round(MARGIN + share * (length - 2 * MARGIN), 1) for share in shares]


def _line(a: Node, b: Node, edges: list[Edge]) -> Line:
    classes = {edge.quad_class for edge in edges}
    kinds = [
        name for name, group in (("cooperation", COOPERATION), ("conflict", CONFLICT)) if classes & set(group)
    ]
    evidence = sum(edge.evidence for edge in edges)
    title = "; ".join(f"{edge.source} {edge.phrases[0]} {edge.target}" for edge in edges[:4])
    kind = kinds[0] if len(kinds) == 1 else "mixed"
    width = round(1 + min(evidence, 16) ** 0.5, 1)
    return Line(
        a.id,
        b.id,
        kind,
        f"{title} ({evidence} claim{'' if evidence == 1 else 's'})",
        width,
        a.x,
        a.y,
        b.x,
        b.y,
    )
