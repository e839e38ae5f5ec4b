"""Wording: phrase, modality, polarity and what governs the event → the phrase an analyst would write."""

from __future__ import annotations

import re
from datetime import date

import pytest

from extract.pipeline import load_extractor
from extract.wording import phrase
from ontology.frames import load_frames
from ontology.records import Document, Modality, Polarity

PHRASES: list[tuple[str, Modality, Polarity, str]] = [
    ("holds dialogue with", "asserted", "positive", "holds dialogue with"),
    ("holds dialogue with", "planned", "positive", "plans dialogue with"),
    ("holds a dialogue with", "planned", "positive", "plans dialogue with"),
    ("holds a summit with", "planned", "positive", "plans summit with"),
    ("holds talks with", "planned", "negative", "does not plan talks with"),
    ("holds talks with", "possible", "positive", "may hold talks with"),
    ("holds talks with", "possible", "negative", "may not hold talks with"),
    ("holds talks with", "conditional", "negative", "would not hold talks with"),
    ("holds talks with", "requested", "positive", "is asked to hold talks with"),
    ("holds talks with", "requested", "negative", "is asked not to hold talks with"),
    ("recognises", "asserted", "negative", "does not recognise"),
    ("imposes sanctions on", "planned", "positive", "plans to impose sanctions on"),
    ("imposes sanctions on", "conditional", "positive", "would impose sanctions on"),
    ("is a member of", "asserted", "negative", "is not a member of"),
    ("is a member of", "planned", "positive", "plans to be a member of"),
    ("has an embassy in", "asserted", "negative", "does not have an embassy in"),
    ("has an embassy in", "planned", "positive", "plans to have an embassy in"),
    ("mediates between", "possible", "positive", "may mediate between"),
    ("gives in to", "planned", "positive", "plans to give in to"),
    ("holds hostage", "planned", "positive", "plans to hold hostage"),
    ("launches missiles at", "planned", "positive", "plans to launch missiles at"),
    ("carries out airstrikes on", "planned", "positive", "plans airstrikes on"),
]


@pytest.mark.parametrize(("told", "modality", "polarity", "expected"), PHRASES)
def test_phrase(told: str, modality: Modality, polarity: Polarity, expected: str) -> None:
    assert phrase(told, modality, polarity) == expected


# A governor shows in the phrase of its own subject, and nowhere else.
GOVERNED = [
    ("Chad refuses to meet Togo.", ("TCD", "TGO"), {"rebuffs", "refuses to meet"}),
    ("Chad denied attacking Togo.", ("TCD", "TGO"), {"denies attacking"}),
    ("Mali denied that Chad had attacked Togo.", ("TCD", "TGO"), {"does not attack"}),
    ("Chad is thinking of visiting Togo.", ("TCD", "TGO"), {"considers visiting"}),
    ("Chad vowed not to visit Togo.", ("TCD", "TGO"), {"vows not to visit"}),
    ("Mali called for talks between Chad and Togo.", ("TCD", "TGO"), {"is asked to hold talks with"}),
    ("Chad might agree to visit Togo.", ("TCD", "TGO"), {"may make a commitment to", "may agree to visit"}),
    ("Chad did not vow not to visit Togo.", ("TCD", "TGO"), {"does not vow not to visit"}),
    ("Chad is mulling a ban on Togo.", ("TCD", "TGO"), {"considers ban on"}),
    ("Chad wants Mali to visit Togo.", ("MLI", "TGO"), {"is asked to visit"}),
]


@pytest.mark.parametrize(("text", "pair", "expected"), GOVERNED)
def test_governor_in_front_of_its_own_subjects_claims(
    text: str, pair: tuple[str, str], expected: set[str]
) -> None:
    claims = load_extractor().extract(Document("d", text, date(2023, 3, 1)))
    found = {c.predicate.phrase for c in claims if (c.subject.principal, c.object.principal) == pair}
    assert found == expected


LEFTOVER = re.compile(
    r"[^a-zé' -]|\b(?:or|something|somebody|that|this|they|he|she|it|him|her|his|them|their)\b"
)


def test_phrases_of_the_lexicon_are_in_the_third_person_without_leftovers() -> None:
    phrases = {frame.phrase for frame in load_frames()}
    assert {phrase for phrase in phrases if LEFTOVER.search(phrase)} == set()
    assert {phrase for phrase in phrases if not phrase.split()[0].endswith("s")} == set()
