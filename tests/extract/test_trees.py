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
        "Peru held talks with Goncalves, who is also interim president of CELAC, "
        "as well as UN chief Antonio Guterres.",
        ["PER CONSULT UN asserted", "UN CONSULT PER asserted"],
    ),
    ("Measures introduced by the European Union against Chad hurt.", ["EU SANCTION TCD asserted"]),
    ("Chile fired rockets in order to attack Peru.", ["CHL ASSAULT PER asserted"]),
    (
        "Chile said the drill was a step that could hurt all and called on Peruvian officials to stop.",
        ["CHL REQUEST PER asserted"],
    ),
    ("Chile denied for the third time that it had armed Peru.", ["CHL AID PER negated @CHL"]),
    (
        "Chile's parliament voted to expel Bolivian troops, a decision that Peru called regrettable.",
        ["CHL SANCTION BOL asserted", "PER ACCUSE CHL asserted"],
    ),
    ("Chilean jets bombed Hezbollah targets in Syria.", ["CHL ASSAULT HEZBOLLAH asserted"]),
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_claims(claim_rows: Callable[[str], list[str]], sentence: str, expected: list[str]) -> None:
    assert claim_rows(sentence) == expected
