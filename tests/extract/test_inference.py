"""Inference: claims that follow from a claim, and claims that nobody could use."""

from __future__ import annotations

import pytest

from extract.factuality import Factuality
from extract.inference import implied, worth_telling
from extract.pipeline import load_extractor
from ontology.frames import Frame, load_frames
from ontology.records import Actor, Claim, Document

DONE = Factuality("asserted", "positive", False, ())
MAYBE = Factuality("possible", "positive", False, ())
NOT = Factuality("asserted", "negative", False, ())
FRAMES = {
    "member": next(frame for frame in load_frames() if frame.relation == "memberOf"),
    "attack": next(
        frame for frame in load_frames() if frame.type == "ASSAULT" and "speaker" not in frame.source
    ),
    "charge": next(frame for frame in load_frames() if frame.type == "ACCUSE" and "speaker" in frame.source),
}


def actor(principal: str | None, kind: str = "state", rule: str = "name", role: str = "") -> Actor:
    return Actor(principal or "mention/x", "", kind, role, principal, "", rule)


WORTH: list[tuple[str, str, Factuality, Actor, Actor, bool]] = [
    ("a state and a state", "attack", DONE, actor("CHL"), actor("PER"), True),
    ("a state and an unknown", "attack", DONE, actor("CHL"), actor(None), True),
    ("two unknowns", "attack", DONE, actor(None), actor(None), False),
    ("member of a bloc", "member", DONE, actor("CHL"), actor("EU", "bloc"), True),
    ("member of a state", "member", DONE, actor("CHL"), actor("PER"), False),
    ("a state on itself", "attack", DONE, actor("CHL"), actor("CHL"), False),
    ("its troops on the state", "attack", DONE, actor("CHL", role="military"), actor("CHL"), False),
    ("rebels on the state", "attack", DONE, actor("CHL", role="rebel"), actor("CHL"), True),
    ("a state on its citizens", "attack", DONE, actor("CHL"), actor("CHL", role="civilian"), True),
    ("both sides on themselves", "attack", DONE, actor("CHL"), actor("CHL", rule="plural"), False),
    ("who says it happened accuses", "charge", DONE, actor("CHL"), actor("PER"), True),
    ("who says it may happen does not", "charge", MAYBE, actor("CHL"), actor("PER"), False),
    ("who says it did not happen does not", "charge", NOT, actor("CHL"), actor("PER"), False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("frame", "facts", "source", "target", "worth"), [row[1:] for row in WORTH], ids=[row[0] for row in WORTH]
)
def test_worth_telling(frame: str, facts: Factuality, source: Actor, target: Actor, worth: bool) -> None:
    chosen: Frame = FRAMES[frame]
    assert worth_telling(chosen, facts, source, target) is worth


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
    assert (said.evidence, said.attribution) == (follows.evidence, follows.attribution)
