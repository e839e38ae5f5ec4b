"""Subjects that a reader supplies. Each row: a sentence, and all its claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

ROWS = [
    ("Chile is the only state opposing Peru.", ["CHL REJECT PER asserted"]),
    ("Chile is a state that opposes Peru.", ["CHL REJECT PER asserted"]),
    ("Chile is committed to helping Peru.", ["CHL AID PER planned"]),
    (
        "Chile sent an invitation to the Peruvian president to visit Bolivia.",
        ["CHL CONSULT PER asserted", "PER CONSULT BOL requested"],
    ),
    ("Chile announced a plan to visit Bolivia.", ["CHL CONSULT BOL planned"]),
    (
        "The Chilean army rejected allegations that it bombed Peru and accused Peru of lying.",
        ["CHL ACCUSE PER asserted", "CHL ACCUSE PER asserted @CHL", "CHL ASSAULT PER negated @CHL"],
    ),
    (
        "Chile denied that its troops had shelled Peru and accused Bolivia.",
        ["CHL ACCUSE BOL asserted", "CHL ASSAULT PER negated @CHL"],
    ),
    (
        "Chile summoned the Peruvian ambassador to protest the Bolivian arrests.",
        ["CHL ACCUSE BOL asserted", "CHL ACCUSE PER asserted"],
    ),
    (
        "Prosecutors in Chile charged four Peruvians with attacking the Bolivian embassy.",
        ["CHL ACCUSE PER asserted", "PER ASSAULT BOL asserted @CHL"],
    ),
    ("Chile asked Peru to help Bolivia.", ["CHL REQUEST PER asserted", "PER AID BOL requested"]),
    ("Chile promised Peru to help Bolivia.", ["CHL AID BOL planned"]),
    (
        "After signing the treaty with Peru, Chile visited Bolivia.",
        ["CHL AGREE PER asserted", "CHL CONSULT BOL asserted", "PER AGREE CHL asserted"],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_claims(claim_rows: Callable[[str], list[str]], sentence: str, expected: list[str]) -> None:
    assert claim_rows(sentence) == expected
