"""A small world: two blocs that quarrel, and a go-between.

A ⇄ B (cooperate)   B → M (consult)   M → C (consult)   C → A (sanction)   C → D (aid)   X → Y (aid)
"""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from graph.analytics import (
    Balance,
    Degree,
    UnknownActorError,
    balance,
    degrees,
    mediators,
    neighbours,
    paths,
    subgraph,
)
from graph.network import ClaimRow, Network, build_network

TIES = [
    ("A", "COOPERATE", "B", 0.9),
    ("B", "COOPERATE", "A", 0.6),
    ("A", "ACCUSE", "B", 0.2),
    ("B", "CONSULT", "M", 0.5),
    ("M", "CONSULT", "C", 0.5),
    ("C", "SANCTION", "A", 0.8),
    ("C", "AID", "D", 0.4),
    ("X", "AID", "Y", 0.1),
]


@pytest.fixture
def network() -> Network:
    rows = [
        ClaimRow(source, target, kind, kind.lower(), kind.lower(), "asserted", "positive", weight, "d1", None)
        for source, kind, target, weight in TIES
    ]
    return build_network(rows, {"A": SimpleNamespace(name="Aland", type="state", role="state")})


def test_degrees_rank_by_weight(network: Network) -> None:
    assert degrees(network) == [
        Degree("A", 2, 2, 2.5),
        Degree("B", 2, 2, 2.2),
        Degree("C", 1, 2, 1.7),
        Degree("M", 1, 1, 1.0),
        Degree("D", 1, 0, 0.4),
        Degree("X", 0, 1, 0.1),
        Degree("Y", 1, 0, 0.1),
    ]


BALANCES = [
    ("A", "B", Balance(1.5, 0.2), 1.3),
    ("B", "A", Balance(1.5, 0.2), 1.3),
    ("A", "C", Balance(0.0, 0.8), -0.8),
    ("A", "D", Balance(0.0, 0.0), 0.0),
]


@pytest.mark.parametrize(("a", "b", "expected", "signed"), BALANCES)
def test_balance_weighs_both_ways(network: Network, a: str, b: str, expected: Balance, signed: float) -> None:
    found = balance(network, a, b)
    assert (found, found.signed) == (expected, signed)


def test_mediators_are_those_on_shortest_connections(network: Network) -> None:
    assert mediators(network) == [("C", 0.2333), ("A", 0.0667), ("M", 0.0667), ("B", 0.0333)]
    assert mediators(network, limit=1) == [("C", 0.2333)]


NEIGHBOURS = [
    ("A", 1, None, {"B": 1, "C": 1}),
    ("A", 2, None, {"B": 1, "C": 1, "D": 2, "M": 2}),
    ("A", 2, ("verbal-cooperation",), {}),
    ("M", 1, ("verbal-cooperation",), {"B": 1, "C": 1}),
    ("A", 3, ("material-cooperation", "material-conflict"), {"B": 1, "C": 1, "D": 2}),
    ("Y", 5, None, {"X": 1}),
]


@pytest.mark.parametrize(("actor", "steps", "classes", "expected"), NEIGHBOURS)
def test_neighbours_are_nearest_first(
    network: Network, actor: str, steps: int, classes: tuple[str, ...] | None, expected: dict[str, int]
) -> None:
    assert list(neighbours(network, actor, steps, classes).items()) == list(expected.items())


SUBGRAPHS = [
    (["A"], 0, 9, "A", []),
    (["A"], 1, 9, "ABC", ["A ACCUSE B", "A COOPERATE B", "B COOPERATE A", "C SANCTION A"]),
    (["A"], 1, 2, "AB", ["A ACCUSE B", "A COOPERATE B", "B COOPERATE A"]),
    (["D", "X"], 1, 9, "CDXY", ["C AID D", "X AID Y"]),
    (["D", "X"], 1, 1, "DX", []),
    ([], 2, 9, "", []),
]


@pytest.mark.parametrize(("actors", "depth", "most", "nodes", "edges"), SUBGRAPHS)
def test_subgraph_keeps_near_then_heavy_actors(
    network: Network, actors: list[str], depth: int, most: int, nodes: str, edges: list[str]
) -> None:
    part = subgraph(network, actors, depth, most)
    assert "".join(part) == nodes
    assert [f"{u} {key} {v}" for u, v, key in part.edges(keys=True)] == edges


def test_subgraph_keeps_what_is_known_of_nodes_and_edges(network: Network) -> None:
    part = subgraph(network, ["A"])
    assert part.nodes["A"] == {"label": "Aland", "type": "state", "role": "state"}
    assert part.edges["A", "B", "COOPERATE"] == network.edges["A", "B", "COOPERATE"]


PATHS = [
    ("A", "D", 3, 10, [("A", "C", "D")]),
    ("A", "D", 4, 10, [("A", "C", "D"), ("A", "B", "M", "C", "D")]),
    ("A", "D", 4, 1, [("A", "C", "D")]),
    ("A", "D", 1, 10, []),
    ("A", "D", 0, 10, []),
    ("A", "X", 9, 10, []),
    ("A", "A", 3, 10, []),
]


@pytest.mark.parametrize(("a", "b", "longest", "limit", "expected"), PATHS)
def test_paths_are_shortest_first(
    network: Network, a: str, b: str, longest: int, limit: int, expected: list[tuple[str, ...]]
) -> None:
    assert paths(network, a, b, longest, limit) == expected


QUESTIONS = {
    "balance": lambda network: balance(network, "A", "Z"),
    "neighbours": lambda network: neighbours(network, "Z"),
    "subgraph": lambda network: subgraph(network, ["A", "Z"]),
    "paths": lambda network: paths(network, "Z", "A"),
}


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
def test_actor_when_unknown_is_named(network: Network, ask: object) -> None:
    with pytest.raises(UnknownActorError, match="no actor 'Z' in this network"):
        ask(network)
