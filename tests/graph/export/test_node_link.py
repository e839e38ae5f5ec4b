"""JSON: read back by networkx as a multigraph."""

from __future__ import annotations

import json
from io import BytesIO

import networkx as nx

from graph.export.node_link import node_link, write_json
from graph.network import Network, build_network


def test_networkx_reads_back_nodes_and_edges(network: Network) -> None:
    stream = BytesIO()
    write_json(network, stream)
    read = nx.node_link_graph(json.loads(stream.getvalue()), edges="edges")
    assert {actor: data["label"] for actor, data in read.nodes(data=True)} == {
        "A": 'Ann "Quick" & <Sons>\x0b\x00',
        "B": "بغداد ‏🕊️",
        "C": "Côte d'Ivoire\n\tnord",
    }
    assert sorted(read.edges(keys=True, data="weight")) == [
        ("A", "B", "CONSULT", 1.75),
        ("A", "B", "SANCTION", 0.7),
        ("B", "A", "CONSULT", 0.8),
        ("B", "C", "AID", 0.5),
    ]


def test_edge_carries_its_time_and_words(network: Network) -> None:
    edge = node_link(network)["edges"][0]
    assert {name: edge[name] for name in ("first", "last", "spells", "growth", "phrases")} == {
        "first": "2024-01-01",
        "last": "2024-03-31",
        "spells": [["2024-01-01", "2024-01-05"], ["2024-03-01", "2024-03-31"]],
        "growth": [["2024-01-01", 0.9], ["2024-01-02", 1.5], ["2024-03-01", 1.75]],
        "phrases": ["consult & “more” \x07"],
    }


def test_node_link_when_empty_lists_nothing() -> None:
    assert node_link(build_network([], {})) == {
        "directed": True,
        "multigraph": True,
        "graph": {},
        "nodes": [],
        "edges": [],
    }
