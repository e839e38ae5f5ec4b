"""Inference: claims that follow from one claim by what it says, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ontology.records import Claim, Predicate, with_id

_CLAIMS = Predicate("claims as its territory", None, None, None, "claimsTerritory", "inferred-part-of-speaker")


def implied(claim: Claim) -> Iterator[Claim]:
    """Who says that a place is part of itself claims it: "China insists that the island is part of China"."""
    if claim.predicate.relation == "partOf" and claim.polarity == "positive" and claim.attribution:
        speaker = claim.attribution[-1].actor
        if speaker.represents is not None and speaker.principal == claim.object.principal:
            yield with_id(replace(claim, subject=claim.object, object=claim.subject, predicate=_CLAIMS, modality="asserted"))
