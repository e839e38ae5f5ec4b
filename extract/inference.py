"""Inference: what follows from one claim by what it says, and what cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.factuality import Factuality
from ontology.frames import Frame
from ontology.records import Actor, Claim, Predicate, with_id
from ontology.terms import ACTOR_TYPES, RELATION_RANGES

# Those who may act against, or suffer from, the state that they stand for.
_DOMESTIC = {"rebel", "opposition", "civilian", "population", "media", "business"}
_POINTING_BACK = {"pronoun", "plural", "definite"}
_CLAIMS = Predicate(
    "claims as its territory", None, None, None, "claimsTerritory", "inferred-part-of-speaker"
)


def worth_telling(frame: Frame, facts: Factuality, source: Actor, target: Actor) -> bool:
    """False for what nobody could use or the words do not bear out.

    A claim between two unknowns; an object that the relation cannot have; a group read into "both sides"
    that acts on itself; an accusation read into a speaker's words about what is not, or not yet.
    """
    if source.represents is None and target.represents is None:
        return False
    if frame.type is None and target.represents is None:
        return False
    if target.type not in RELATION_RANGES.get(frame.relation, ACTOR_TYPES):
        return False
    if source.principal == target.principal and not {source.role, target.role} & _DOMESTIC:
        return False
    if source.principal == target.principal and {source.resolved_by, target.resolved_by} & _POINTING_BACK:
        return False
    plain = facts.modality == "asserted" and facts.polarity == "positive"
    return plain or "speaker" not in frame.source or said_outright(frame)


def said_outright(frame: Frame) -> bool:
    """True where to say it is to do it: "Iran will pay dearly" is a threat now, not one day."""
    return "speaker" in frame.source and frame.type in ("REQUEST", "THREATEN")


def implied(claim: Claim) -> Iterator[Claim]:
    """Who says that a place is part of itself claims it: "China insists that the island is part of China"."""
    if claim.predicate.relation == "partOf" and claim.polarity == "positive" and claim.attribution:
        speaker = claim.attribution[-1].actor
        if speaker.represents is not None and speaker.principal == claim.object.principal:
            yield with_id(
                replace(
                    claim, subject=claim.object, object=claim.subject, predicate=_CLAIMS, modality="asserted"
                )
            )
