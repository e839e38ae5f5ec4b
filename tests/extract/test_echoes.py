"""Echoes: somebody does the same. Each row: a sentence, and all its claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

ROWS = [
    ("Chile condemned Peru, as did Bolivia.", ["BOL ACCUSE PER asserted", "CHL ACCUSE PER asserted"]),
    (
        "Chile condemned Peru, and so did Togo and Mali.",
        ["CHL ACCUSE PER asserted", "MLI ACCUSE PER asserted", "TGO ACCUSE PER asserted"],
    ),
    (
        "Chile recalled its envoy from Peru. So did Bolivia.",
        ["BOL SANCTION PER asserted", "CHL SANCTION PER asserted"],
    ),
    (
        "Chile expelled a Peruvian envoy. Bolivia did the same.",
        ["BOL SANCTION PER asserted", "CHL SANCTION PER asserted"],
    ),
    (
        "Chile expelled a Peruvian envoy and Bolivia followed suit.",
        ["BOL SANCTION PER asserted", "CHL SANCTION PER asserted"],
    ),
    (
        "Chile condemned Peru; Bolivia has not done the same.",
        ["BOL ACCUSE PER negated", "CHL ACCUSE PER asserted"],
    ),
    ("Chile condemned Peru, as it did last year.", ["CHL ACCUSE PER asserted"]),
    ("Chile may condemn Peru, as did Bolivia.", ["CHL ACCUSE PER possible"]),
    ("Chile condemned Peru. Peru did the same.", ["CHL ACCUSE PER asserted"]),
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_claims(claim_rows: Callable[[str], list[str]], sentence: str, expected: list[str]) -> None:
    assert claim_rows(sentence) == expected
