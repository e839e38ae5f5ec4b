"""The wording of claims: a table of sentences and the phrase that an analyst would write for each."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from extract.pipeline import load_extractor
from ontology.records import Document
from ontology.terms import EVENT_TYPES

TABLE = Path(__file__).parent / "phrases.yaml"
FORMS = {"active", "passive", "nominal", "light-verb", "particle", "infinitive", "control", "modal"} | {
    "negated",
    "possible",
    "conditional",
    "requested",
}
LEFTOVER = re.compile(r"[^a-z é-]|\b(?:he|she|it|they|his|her|their|this|that|very|not only)\b")


class Row(NamedTuple):
    """One sentence, the type of its claim, and the phrase between two principals."""

    type: str
    form: str
    text: str
    subject: str
    object: str
    phrase: str


@cache
def rows() -> tuple[Row, ...]:
    """The whole table."""
    table = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return tuple(Row(type_, **entry) for type_, entries in table.items() for entry in entries)


@cache
def phrases() -> dict[str, set[tuple[str, str, str]]]:
    """What every sentence of the table gives: (subject, phrase, object) by the sentence."""
    documents = [Document(row.text, row.text) for row in rows()]
    return {
        document.id: {
            (c.subject.principal or "", c.predicate.phrase, c.object.principal or "") for c in claims
        }
        for document, claims in load_extractor().extract_many(documents)
        if not isinstance(claims, Exception)
    }


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.text)
def test_phrase_of_sentence(row: Row) -> None:
    assert (row.subject, row.phrase, row.object) in phrases()[row.text]


def test_every_type_and_form_is_in_the_table() -> None:
    assert {row.type for row in rows()} == {*EVENT_TYPES, "standing"}
    assert {row.form for row in rows()} >= FORMS
    assert len({row.text for row in rows()}) == len(rows()) >= 220


def test_no_phrase_has_leftovers() -> None:
    """Capitals, quotes, pronouns and adverbs stay in the sentence."""
    found = {phrase for triples in phrases().values() for _, phrase, _ in triples}
    assert sorted(phrase for phrase in found if LEFTOVER.search(phrase)) == []
