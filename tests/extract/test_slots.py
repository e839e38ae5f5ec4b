"""Who fills the roles of a frame. Each row: a sentence, and all its claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

ROWS = [
    (
        "EU members Malta and Cyprus agreed with Norway on fish.",
        [
            "CYP AGREE NOR asserted",
            "CYP memberOf EU asserted",
            "MLT AGREE NOR asserted",
            "MLT memberOf EU asserted",
            "NOR AGREE CYP asserted",
            "NOR AGREE MLT asserted",
        ],
    ),
    ("Chilean jets struck Hezbollah targets in Syria.", ["CHL ASSAULT HEZBOLLAH asserted"]),
    ("Chile condemned the sanctions imposed by Peru.", ["CHL ACCUSE PER asserted"]),
    ("Chile warned that any intervention in Peru would fail.", []),
    (
        "Two Chilean soldiers were killed in a confrontation with Peruvian troops.",
        ["PER ASSAULT CHL asserted"],
    ),
    ("Chile met Peru with the help of Bolivia.", ["CHL CONSULT PER asserted", "PER CONSULT CHL asserted"]),
    ("Chile protested over the killing of two Bolivian soldiers.", []),
    ("Chile criticised the bombing of Peru.", []),
    (
        "Chile denounced Peru over the killing of Bolivian soldiers.",
        ["CHL ACCUSE PER asserted", "PER ASSAULT BOL asserted @CHL"],
    ),
    ("Chile attended a meeting sponsored by Peru and Bolivia.", []),
    (
        "The Chilean envoy will fly to Oman for talks with Peru.",
        [
            "CHL CONSULT OMN planned",
            "CHL CONSULT PER planned",
            "PER CONSULT CHL planned",
        ],
    ),
    (
        "Chile's missile test was felt. Peru condemned the launch, saying it was a violation of UN rules.",
        ["PER ACCUSE CHL asserted"],
    ),
    (
        "Partners including Peru and Bolivia praised Chile.",
        ["BOL SUPPORT CHL asserted", "PER SUPPORT CHL asserted"],
    ),
    (
        "The Chilean proposal was accepted by Peru, while Bolivia rejected it.",
        ["BOL REJECT CHL asserted", "PER AGREE CHL asserted"],
    ),
    (
        "Chile warned Peru. Then Peru said it would deploy a ship. This move was condemned by Bolivia.",
        ["BOL ACCUSE PER asserted", "CHL THREATEN PER asserted"],
    ),
    (
        "Chile accused Peru of violations of its air space.",
        ["CHL ACCUSE PER asserted", "PER REJECT CHL asserted @CHL"],
    ),
    ("Chile downed two drones that Peruvian troops used.", ["CHL ASSAULT PER asserted"]),
    (
        "Bolivia sent ships. Chile proposed talks to both claimants, an offer Peru turned down.",
        ["PER REJECT CHL asserted"],
    ),
    ("Leaders such as the president of Peru praised Chile.", ["PER SUPPORT CHL asserted"]),
    ("Chile lodged a complaint with the WTO.", ["CHL REQUEST WTO asserted"]),
    ("Chile compensated the victims of Peru's forced labour.", []),
    ("Chile sailed through the Taiwan Strait, which Peru condemned.", ["PER ACCUSE CHL asserted"]),
    ("Chile blacklisted Sao Air, the Peruvian airline.", ["CHL SANCTION PER asserted"]),
    ("Chile welcomed the truce in Peru.", []),
    ("Nepal acted for China, which Bhutan rejected.", ["BTN REJECT NPL asserted"]),
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_claims(claim_rows: Callable[[str], list[str]], sentence: str, expected: list[str]) -> None:
    assert claim_rows(sentence) == expected
