"""Confidence: the surer the way, the higher the number."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from extract.pipeline import load_extractor
from ontology.records import Claim, Document

Best = Callable[[str], Claim]


@pytest.fixture
def last() -> Best:
    """The last claim of a text."""
    return lambda text: load_extractor().extract(Document("d", text))[-1]


FALLING = [
    # texts whose last claim is told ever less surely
    ("named, modal", ["Chile attacked Peru.", "Chile may attack Peru."]),
    ("verb, noun", ["Chile attacked Peru.", "Chile's attack on Peru failed."]),
    ("itself, its owner", ["Chile rejected Peru.", "Chile rejected Peru's proposal."]),
    ("name, pronoun", ["Chile attacked Peru.", "Chile left Mercosur. It attacked Peru."]),
    (
        "owner, pointing noun",
        ["Bolivia condemned Chile's note.", "Chile attacked Peru. Bolivia condemned the attack."],
    ),
]


@pytest.mark.parametrize(("what", "texts"), FALLING, ids=[row[0] for row in FALLING])
def test_falls(last: Best, what: str, texts: list[str]) -> None:
    values = [last(text).confidence for text in texts]
    assert all(surer > shakier for surer, shakier in pairwise(values)), values


def test_is_a_probability_of_three_places(last: Best) -> None:
    for text in (text for _, texts in FALLING for text in texts):
        value = last(text).confidence
        assert 0 < value < 1
        assert value == round(value, 3)
