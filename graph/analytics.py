"""Questions about a network: who is central, who gets on with whom, who is near whom, and how they connect.

Answers come ordered, ties broken by id. Where the direction of an edge does not matter, it says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice, takewhile
from math import fsum

import networkx as nx

from graph.network import Network, edges_of
from ontology.terms import MATERIAL_CONFLICT, MATERIAL_COOPERATION, VERBAL_CONFLICT, VERBAL_COOPERATION

COOPERATION = (VERBAL_COOPERATION, MATERIAL_COOPERATION)
CONFLICT = (VERBAL_CONFLICT, MATERIAL_CONFLICT)
_DIGITS = 4


class UnknownActorError(LookupError):
    """An actor that the network does not hold."""

    def __init__(self, actor: str) -> None:
        super().__init__(f"no actor {actor!r} in this network; check the id or widen the filters")
        self.actor = actor


@dataclass(frozen=True, slots=True)
class Degree:
    """How connected an actor is: numbers of edges, and the sum of their weights both ways."""

    actor: str
    incoming: int
    outgoing: int
    weight: float


@dataclass(frozen=True, slots=True)
class Balance:
    """What passes between two actors, both ways together, in weight."""

    cooperation: float
    conflict: float

    @property
    def signed(self) -> float:
        """Above 0 when cooperation prevails, below when conflict does."""
        return round(self.cooperation - self.conflict, _DIGITS)


def degrees(network: Network) -> list[Degree]:
    """Every actor's degree, the heaviest first."""
    weights = _weights(network)
    found = [Degree(a, network.in_degree(a), network.out_degree(a), weights[a]) for a in network]
    return sorted(found, key=lambda degree: (-degree.weight, degree.actor))


def balance(network: Network, a: str, b: str) -> Balance:
    """Cooperation and conflict between two actors, whoever acts; standing relations count as neither."""
    _known(network, a, b)
    between = [edge for edge in edges_of(network) if {edge.source, edge.target} == {a, b}]
    return Balance(
        cooperation=_total(edge.weight for edge in between if edge.quad_class in COOPERATION),
        conflict=_total(edge.weight for edge in between if edge.quad_class in CONFLICT),
    )


def mediators(network: Network, limit: int = 20) -> list[tuple[str, float]]:
    """The actors through whom most shortest connections run, with their share (betweenness, 0–1).

    Direction and weight do not count. Takes time in the order of actors times connected pairs.
    """
    scores = nx.betweenness_centrality(_ties(network))
    ranked = sorted(((actor, round(score, _DIGITS)) for actor, score in scores.items()), key=_by_score)
    return [(actor, score) for actor, score in ranked[:limit] if score > 0]


def neighbours(
    network: Network, actor: str, steps: int = 1, quad_classes: Collection[str] | None = None
) -> dict[str, int]:
    """The actors within so many steps, nearest first, with their distance; the actor itself is left out.

    Edges count both ways; `quad_classes` limits the walk to edges of these classes (None: all edges).
    """
    _known(network, actor)
    distances = nx.single_source_shortest_path_length(_ties(network, quad_classes), actor, cutoff=steps)
    ordered = sorted(distances.items(), key=lambda item: (item[1], item[0]))
    return {other: distance for other, distance in ordered if other != actor}


def subgraph(network: Network, actors: Iterable[str], depth: int = 1, max_nodes: int = 200) -> Network:
    """The network around these actors: all within `depth` steps, and every edge among them.

    Above `max_nodes` the nearer actors are kept before the farther, then the heavier before the lighter;
    the actors asked for stay in any case.
    """
    centres = sorted(set(actors))
    _known(network, *centres)
    distances = nx.multi_source_dijkstra_path_length(_ties(network), centres, cutoff=depth) if centres else {}
    weights = _weights(network)
    ranked = sorted(distances, key=lambda actor: (distances[actor], -weights[actor], actor))
    kept = set(ranked[: max(max_nodes, len(centres))])
    return _induced(network, kept)


def paths(network: Network, a: str, b: str, max_length: int = 3, limit: int = 10) -> list[tuple[str, ...]]:
    """The connections between two actors as chains of ids, shortest first; direction does not count.

    Args:
        network: where to look.
        a: the first actor of every chain.
        b: the last one.
        max_length: most edges of a chain.
        limit: most chains.
    """
    _known(network, a, b)
    if a == b or max_length < 1:
        return []
    ties = _ties(network)
    if not nx.has_path(ties, a, b):
        return []
    short = takewhile(lambda path: len(path) <= max_length + 1, nx.shortest_simple_paths(ties, a, b))
    return [tuple(path) for path in islice(short, limit)]


def _known(network: Network, *actors: str) -> None:
    for actor in actors:
        if actor not in network:
            raise UnknownActorError(actor)


def _ties(network: Network, quad_classes: Collection[str] | None = None) -> nx.Graph[str]:
    """Who has anything to do with whom: one undirected tie a pair, in the order of ids."""
    ties: nx.Graph[str] = nx.Graph()
    ties.add_nodes_from(sorted(network))
    wanted = (edge for edge in edges_of(network) if quad_classes is None or edge.quad_class in quad_classes)
    pairs = {(min(edge.source, edge.target), max(edge.source, edge.target)) for edge in wanted}
    ties.add_edges_from(sorted(pair for pair in pairs if pair[0] != pair[1]))
    return ties


def _induced(network: Network, kept: Collection[str]) -> Network:
    """A copy with these nodes, in the order of the network (networkx's own view follows set order)."""
    part: Network = nx.MultiDiGraph()
    part.add_nodes_from((actor, data) for actor, data in network.nodes(data=True) if actor in kept)
    for source, target, key, data in network.edges(keys=True, data=True):
        if source in kept and target in kept:
            part.add_edge(source, target, key=key, **data)
    return part


def _weights(network: Network) -> dict[str, float]:
    return {actor: round(weight, _DIGITS) for actor, weight in nx.degree(network, weight="weight")}


def _total(weights: Iterable[float]) -> float:
    return round(fsum(weights), _DIGITS)


def _by_score(item: tuple[str, float]) -> tuple[float, str]:
    return -item[1], item[0]
