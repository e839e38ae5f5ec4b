"""Whether a word is used in the meaning of a frame. Each row: a sentence, and all its claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

ROWS = [
    ("Chile insists that Peru help Bolivia.", ["CHL REQUEST PER asserted", "PER AID BOL requested @CHL"]),
    ("Chile insists that Peru helps Bolivia.", ["PER AID BOL asserted @CHL"]),
    ("Chile vetoed two million euros in aid for Peru.", ["CHL REJECT PER asserted"]),
    ("Chile announced two billion dollars in aid for Peru.", ["CHL AID PER asserted"]),
    ("Chile and Peru held a call on Monday.", ["CHL CONSULT PER asserted", "PER CONSULT CHL asserted"]),
    (
        "Chile and Peru issued a call for Bolivia to sign the accord.",
        ["CHL REQUEST BOL asserted", "PER REQUEST BOL asserted"],
    ),
    ("Chile and Peru met the deadline.", []),
    ("Chile and Peru met in Lima.", ["CHL CONSULT PER asserted", "PER CONSULT CHL asserted"]),
    ("Chile broke off talks with Peru.", ["CHL SANCTION PER asserted"]),
    ("Chile released three of the five Peruvian boats.", ["CHL RETREAT PER asserted"]),
    ("Chile and Peru fought a border war in 1979.", ["CHL ASSAULT PER asserted", "PER ASSAULT CHL asserted"]),
    (
        "Chile ran a training programme with Peru.",
        ["CHL COOPERATE PER asserted", "PER COOPERATE CHL asserted"],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_claims(claim_rows: Callable[[str], list[str]], sentence: str, expected: list[str]) -> None:
    assert claim_rows(sentence) == expected
