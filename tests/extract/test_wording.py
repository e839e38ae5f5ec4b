"""Wording: frame phrase, modality, polarity → the phrase an analyst would write."""

from __future__ import annotations

import pytest

from extract.wording import base_form, phrase
from ontology.records import Modality, Polarity

PHRASES: list[tuple[str, Modality, Polarity, str]] = [
    ("holds dialogue with", "asserted", "positive", "holds dialogue with"),
    ("holds dialogue with", "planned", "positive", "plans dialogue with"),
    ("holds a dialogue with", "planned", "positive", "plans dialogue with"),
    ("holds talks with", "planned", "negative", "does not plan talks with"),
    ("holds talks with", "possible", "positive", "may hold talks with"),
    ("holds talks with", "requested", "positive", "is asked to hold talks with"),
    ("recognises", "asserted", "negative", "does not recognise"),
    ("imposes sanctions on", "planned", "positive", "plans to impose sanctions on"),
    ("imposes sanctions on", "conditional", "positive", "would impose sanctions on"),
    ("is a member of", "asserted", "negative", "is not a member of"),
    ("mediates between", "possible", "positive", "may mediate between"),
]


@pytest.mark.parametrize(("frame", "modality", "polarity", "expected"), PHRASES)
def test_phrase(frame: str, modality: Modality, polarity: Polarity, expected: str) -> None:
    assert phrase(frame, modality, polarity) == expected


@pytest.mark.parametrize(
    ("third", "base"),
    [("imposes", "impose"), ("accuses", "accuse"), ("reaches", "reach"), ("denies", "deny"),
     ("passes", "pass"), ("has", "have"), ("goes", "go"), ("ties", "tie"), ("fixes", "fix"),
     ("seizes", "seize"), ("pushes", "push")],
)  # fmt: skip
def test_base_form(third: str, base: str) -> None:
    assert base_form(third) == base
