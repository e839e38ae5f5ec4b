"""Inference: what follows from one claim by what it says, and what cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ontology.records import Claim, Predicate, with_id
from ontology.terms import ACTOR_TYPES, RELATION_RANGES

_CLAIMS = Predicate("claims as its territory", None, None, None, "claimsTerritory", "inferred-part-of-speaker")


def fits_range(relation: str, actor_type: str) -> bool:
    """False where the object cannot stand in the relation: nobody is a member of a state."""
    return actor_type in RELATION_RANGES.get(relation, ACTOR_TYPES)


def implied(claim: Claim) -> Iterator[Claim]:
    """Who says that a place is part of itself claims it: "China insists that the island is part of China"."""
    if claim.predicate.relation == "partOf" and claim.polarity == "positive" and claim.attribution:
        speaker = claim.attribution[-1].actor
        if speaker.represents is not None and speaker.principal == claim.object.principal:
            yield with_id(replace(claim, subject=claim.object, object=claim.subject, predicate=_CLAIMS, modality="asserted"))
