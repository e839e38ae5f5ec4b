"""GraphML: read back by networkx, and typed as Gephi needs it."""

from __future__ import annotations

from io import BytesIO

import networkx as nx
from lxml import etree

from graph.export.graphml import write_graphml
from graph.network import Network, build_network

N = "{http://graphml.graphdrawing.org/xmlns}"


def graphml(network: Network) -> bytes:
    stream = BytesIO()
    write_graphml(network, stream)
    return stream.getvalue()


def test_networkx_reads_back_nodes_and_edges(network: Network) -> None:
    read = nx.read_graphml(BytesIO(graphml(network)), force_multigraph=True)
    assert dict(read.nodes(data=True)) == {
        "A": {"label": 'Ann "Quick" & <Sons>', "actor_type": "state", "role": "state"},
        "B": {"label": "بغداد ‏🕊️", "actor_type": "state", "role": "state"},
        "C": {"label": "Côte d'Ivoire nord", "actor_type": "state", "role": "state"},
    }
    assert [
        (u, v, key, data["kind"], data["weight"]) for u, v, key, data in read.edges(keys=True, data=True)
    ] == [
        ("A", "B", "A|CONSULT|B", "CONSULT", 1.75),
        ("A", "B", "A|SANCTION|B", "SANCTION", 0.7),
        ("B", "A", "B|CONSULT|A", "CONSULT", 0.8),
        ("B", "C", "B|AID|C", "AID", 0.5),
    ]
    assert read.edges["A", "B", "A|CONSULT|B"] == {
        "kind": "CONSULT",
        "weight": 1.75,
        "event_type": "CONSULT",
        "relation": "consult",
        "modality": "asserted",
        "polarity": "positive",
        "quad_class": "verbal-cooperation",
        "evidence": 3,
        "documents": 1,
        "confidence": 0.5833,
        "first": "2024-01-01",
        "last": "2024-03-31",
        "phrases": "consult & “more”",
    }


def test_values_when_unknown_are_left_out(network: Network) -> None:
    read = nx.read_graphml(BytesIO(graphml(network)), force_multigraph=True)
    undated = read.edges["B", "C", "B|AID|C"]
    assert {"first", "last"} & set(undated) == set()


def test_every_value_has_a_declared_type(network: Network) -> None:
    document = etree.fromstring(graphml(network))
    declared = {key.get("id"): key.get("attr.type") for key in document.iter(f"{N}key")}
    used = {data.get("key") for data in document.iter(f"{N}data")}
    assert used - set(declared) == set()
    assert {declared[key] for key in ("edge_weight", "edge_confidence")} == {"double"}
    assert {declared[key] for key in ("edge_evidence", "edge_documents")} == {"int"}


def test_graph_when_empty_is_read_back_empty() -> None:
    read = nx.read_graphml(BytesIO(graphml(build_network([], {}))))
    assert (list(read.nodes), list(read.edges), read.is_directed()) == ([], [], True)
