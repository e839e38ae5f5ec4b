"""Trees: parses that are mended before anything is read. Each row: a sentence, and all its claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

ROWS = [
    (
        "Chile accused Peru on Friday of shelling a Bolivian village.",
        ["CHL ACCUSE PER asserted", "PER ASSAULT BOL asserted @CHL"],
    ),
    ("Chile blamed the raid on Peru.", ["CHL ACCUSE PER asserted"]),
    ("Chile criticised the raid on Peru.", []),
    ("All OPEC energy ministers praised the Norwegian offer.", ["OPEC SUPPORT NOR asserted"]),
    (
        "The council met after the Chilean government last week expelled three Peruvian diplomats.",
        ["CHL SANCTION PER asserted"],
    ),
    ("Togo's ambassador to the UN Ama Mensah criticised Ghana.", ["TGO ACCUSE GHA asserted"]),
    (
        "Chile urged Peru to stop its raids on Bolivia and withdraw.",
        ["CHL REQUEST PER asserted", "PER RETREAT BOL requested"],
    ),
    ("Kenya lent Uganda money.", ["KEN AID UGA asserted"]),
    ("Kenya sent Ugandan money home.", []),
    ("China offered the Netherlands help.", ["CHN AID NLD asserted"]),
    (
        "Chile held talks with Goncalves, who is interim president of a club, as well as UN envoy Jane Roe.",
        ["CHL CONSULT UN asserted", "UN CONSULT CHL asserted"],
    ),
    ("Measures introduced by the European Union against Chad hurt.", ["EU SANCTION TCD asserted"]),
    ("Chilean jets bombed Hezbollah targets in Syria.", ["CHL ASSAULT HEZBOLLAH asserted"]),
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_claims(claim_rows: Callable[[str], list[str]], sentence: str, expected: list[str]) -> None:
    assert claim_rows(sentence) == expected
