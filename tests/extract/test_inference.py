"""Inference: claims that follow from a claim, and claims that cannot be."""

from __future__ import annotations

import pytest

from extract.inference import fits_range, implied
from extract.pipeline import load_extractor
from ontology.records import Claim, Document

RANGES = [
    ("memberOf", "bloc", True),
    ("memberOf", "organisation", True),
    ("memberOf", "state", False),
    ("memberOf", "person", False),
    ("recognises", "territory", True),
    ("sanctions", "state", True),
]


@pytest.mark.parametrize(("relation", "kind", "fits"), RANGES)
def test_range(relation: str, kind: str, fits: bool) -> None:
    assert fits_range(relation, kind) is fits


IMPLIED = [
    ("China insists that Taiwan is part of China.", ["CHN claimsTerritory TWN asserted"]),
    ("China says Taiwan is not part of China.", []),
    ("Japan says Taiwan is part of China.", []),
    ("Taiwan is part of China.", []),
]


def told(claim: Claim) -> str:
    return f"{claim.subject.principal} {claim.type} {claim.object.principal} {claim.status}"


@pytest.mark.parametrize(("text", "expected"), IMPLIED, ids=[row[0] for row in IMPLIED])
def test_implied(text: str, expected: list[str]) -> None:
    claims = [claim for claim in load_extractor().extract(Document("d", text)) if claim.type == "partOf"]
    assert [told(each) for claim in claims for each in implied(claim)] == expected


def test_an_implied_claim_has_its_own_id_and_the_same_evidence() -> None:
    claims = load_extractor().extract(Document("d", "China says that Taiwan is part of China."))
    said = next(claim for claim in claims if claim.type == "partOf")
    follows = next(claim for claim in claims if claim.type == "claimsTerritory")
    assert said.id != follows.id
    assert (said.evidence, said.attribution, said.trigger) == (
        follows.evidence,
        follows.attribution,
        follows.trigger,
    )
