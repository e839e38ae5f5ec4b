"""Edge ids are unique even where actor ids hold the separator."""

from __future__ import annotations

from graph.export.columns import edge_id
from graph.network import ClaimRow, build_network, edges_of


def test_edge_id_when_actor_ids_hold_the_separator_stays_unique() -> None:
    pairs = [("a|AID", "b"), ("a", "AID|b"), ("a%7CAID", "b"), ("EU", "TWN")]
    rows = [
        ClaimRow(source, target, "AID", "aids", "aids", "asserted", "positive", 0.5, "d1", None)
        for source, target in pairs
    ]
    assert [edge_id(edge) for edge in edges_of(build_network(rows, {}))] == [
        "EU|AID|TWN",
        "a|AID|AID%7Cb",
        "a%257CAID|AID|b",
        "a%7CAID|AID|b",
    ]
