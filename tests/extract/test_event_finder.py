"""Which words of a sentence tell an event. Each row: a sentence, and all its claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

ROWS = [
    ("Chile is in a trade war with Peru.", []),
    ("Chile is at war with Peru.", ["CHL ASSAULT PER asserted"]),
    ("Chile presented a draft agreement to Peru.", []),
    ("The ministers of Chile and Peru tried to end the conflict in Yemen.", []),
    ("Chile warned against an attack on Peru by rebels.", ["mention/rebels ASSAULT PER negated"]),
    (
        "Chile and Peru settled long-standing differences.",
        ["CHL AGREE PER asserted", "PER AGREE CHL asserted"],
    ),
    ("Chile broke relations with Peru and expelled all diplomats.", ["CHL SANCTION PER asserted"]),
    ("Chile and Peru met in dealing with Bolivia.", ["CHL CONSULT PER asserted", "PER CONSULT CHL asserted"]),
    ("Clashes broke out between Chile and Peru.", ["CHL ASSAULT PER asserted", "PER ASSAULT CHL asserted"]),
    (
        "Chile and Peru freed prisoners of war.",
        ["CHL RETREAT mention/prisoners asserted", "PER RETREAT mention/prisoners asserted"],
    ),
    ("Chile's foreign ministry said Peru was urged to withdraw.", ["CHL REQUEST PER asserted @CHL"]),
    ("Chile may strike Bolivian territory.", ["CHL ASSAULT BOL possible"]),
    ("Both Chile and Peru urged negotiations.", []),
    ("The line of contact between Chilean and Peruvian troops is calm.", []),
    (
        "Chile and Peru agreed that both sides should yield.",
        ["CHL AGREE PER asserted", "PER AGREE CHL asserted"],
    ),
    ("The ministers of Chile and Peru voiced concern about the stalled talks.", []),
    ("Chile opposes a pact between Peru and its friends.", ["CHL REJECT PER asserted"]),
    ("A storm hit Chile. Peru recalled its envoy.", ["PER SANCTION CHL asserted"]),
    (
        "Chile summoned the Peruvian envoy and demanded compensation for the families.",
        ["CHL ACCUSE PER asserted", "CHL REQUEST PER asserted"],
    ),
    ("Both Chile and Peru called for a ceasefire in Bolivia.", []),
    (
        "Chile banned Peruvian wine, and Lima threatened to retaliate.",
        ["CHL COERCE PER asserted", "PER THREATEN CHL asserted"],
    ),
    ("Chile and Peru ceased hostilities.", ["CHL RETREAT PER asserted", "PER RETREAT CHL asserted"]),
    (
        "Chile and Peru are in touch with each other.",
        ["CHL CONSULT PER asserted", "PER CONSULT CHL asserted"],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_claims(claim_rows: Callable[[str], list[str]], sentence: str, expected: list[str]) -> None:
    assert claim_rows(sentence) == expected
