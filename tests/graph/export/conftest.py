"""The smallest network with everything in it: parallel kinds, both ways, undated edges, hard labels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest

from graph.network import ClaimRow, Network, Spell, build_network

HARD_LABELS = {
    "A": 'Ann "Quick" & <Sons>\x0b\x00',
    "B": "بغداد ‏🕊️",
    "C": "Côte d'Ivoire\n\tnord",
}


def span(first: str, last: str) -> Spell:
    return date.fromisoformat(first), date.fromisoformat(last)


def claim(source: str, event_type: str, target: str, when: Spell | None, confidence: float) -> ClaimRow:
    phrase = f"{event_type.lower()} & “more” \x07"
    return ClaimRow(
        source, target, event_type, event_type.lower(), phrase, "asserted", "positive", confidence, "d1", when
    )


CLAIMS = [
    claim("A", "CONSULT", "B", span("2024-01-01", "2024-01-03"), 0.9),
    claim("A", "CONSULT", "B", span("2024-01-02", "2024-01-05"), 0.6),
    claim("A", "CONSULT", "B", span("2024-03-01", "2024-03-31"), 0.25),
    claim("A", "SANCTION", "B", span("2023-12-31", "2023-12-31"), 0.7),
    claim("B", "CONSULT", "A", span("2024-01-01", "2024-01-01"), 0.8),
    claim("B", "AID", "C", None, 0.5),
]


@pytest.fixture
def claims() -> list[ClaimRow]:
    return list(CLAIMS)


@pytest.fixture
def network_from() -> Callable[[list[ClaimRow]], Network]:
    actors = {id: SimpleNamespace(name=name, type="state", role="state") for id, name in HARD_LABELS.items()}
    return lambda rows: build_network(rows, actors)


@pytest.fixture
def network(network_from: Callable[[list[ClaimRow]], Network], claims: list[ClaimRow]) -> Network:
    return network_from(claims)
