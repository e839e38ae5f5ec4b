"""Behavioural probes: a sentence is turned (swapped, denied, planned, made passive …) and the claim follows.

`tests/golden/probes.yaml` holds the base sentences and their turns; every turn of a kind counts alike, and
what is missed is named.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from extract.gold import GoldLine, load_file
from extract.pipeline import load_extractor
from ontology.records import Claim

PROBES = Path(__file__).parents[1] / "golden" / "probes.yaml"
VARIANTS = ("base", "swapped", "negated", "planned", "passive", "attributed", "possible", "conditional")
RIGHT_AT_LEAST = 0.92
# Variants of a sentence from which its base claim must not be drawn.
TURNED = ("swapped", "negated", "planned", "possible", "conditional")


def line_of(claim: Claim) -> tuple[str | None, str, str | None, str, str | None]:
    """A claim as gold tells it: principals, type, status, the innermost speaker but the subject itself."""
    status = "negated" if claim.polarity == "negative" else claim.modality
    speakers = [link.actor.principal for link in claim.attribution]
    return claim.subject.principal, claim.type, claim.object.principal, status, (speakers or [None])[-1]


def says(line: GoldLine, claim: Claim) -> bool:
    """Whether a claim is the one that a gold line asks for; any speaker will do where gold names none."""
    subject, kind, target, status, speaker = line_of(claim)
    right = (subject, target, status) == (line.subject, line.object, line.status) and kind in line.types
    return right and (line.speaker is None or speaker == line.speaker)


@cache
def probes() -> dict[str, dict[str, tuple[str, GoldLine, tuple[Claim, ...]]]]:
    """Every variant's text, its gold line and the claims drawn from it, by the number of the probe."""
    golds = load_file(PROBES).documents
    drawn = load_extractor().extract_many(gold.document for gold in golds)
    found: dict[str, dict[str, tuple[str, GoldLine, tuple[Claim, ...]]]] = {}
    for gold, (_, claims) in zip(golds, drawn, strict=True):
        assert not isinstance(claims, Exception)
        number, variant = gold.document.id.removeprefix("probe-").split("-")
        found.setdefault(number, {})[variant] = (gold.document.text, gold.claims[0], tuple(claims))
    return found


@pytest.mark.parametrize("variant", VARIANTS)
def test_claim_follows_its_sentence(variant: str) -> None:
    turned = [group[variant] for group in probes().values() if variant in group]
    missed = [text for text, line, claims in turned if not any(says(line, claim) for claim in claims)]
    assert len(missed) <= (1 - RIGHT_AT_LEAST) * len(turned), missed


@pytest.mark.parametrize("variant", TURNED)
def test_base_claim_is_not_drawn_from_a_turned_sentence(variant: str) -> None:
    turned = [(group["base"][1], *group[variant]) for group in probes().values() if variant in group]
    wrong = [text for base, text, _, claims in turned if any(says(base, claim) for claim in claims)]
    assert len(wrong) <= (1 - RIGHT_AT_LEAST) * len(turned), wrong


def test_every_base_sentence_is_swapped_and_denied() -> None:
    assert len(probes()) >= 60
    assert dict.fromkeys(probes(), VARIANTS[:3]) == {
        number: tuple(variant for variant in VARIANTS[:3] if variant in group)
        for number, group in probes().items()
    }
