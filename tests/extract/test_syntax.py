"""Deep syntax: one row a construction, verb → who does it, to whom."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from extract import clauses, syntax

ROLES = [
    # sentence, verb, deep subjects, deep objects
    ("France attacked Spain.", "attacked", ["France"], ["Spain"]),
    ("Spain was attacked by France.", "attacked", ["France"], ["Spain"]),
    ("Spain was attacked on Monday.", "attacked", [], ["Spain"]),
    ("France and Italy attacked Spain and Malta.", "attacked", ["France", "Italy"], ["Spain", "Malta"]),
    ("France wants to attack Spain.", "attack", ["France"], ["Spain"]),
    ("France wants Italy to attack Spain.", "attack", ["Italy"], ["Spain"]),
    ("France urged Italy to attack Spain.", "attack", ["Italy"], ["Spain"]),
    ("France promised Italy to attack Spain.", "attack", ["France"], ["Spain"]),
    ("France accused Italy of attacking Spain.", "attacking", ["Italy"], ["Spain"]),
    ("France left Malta after attacking Spain.", "attacking", ["France"], ["Spain"]),
    ("France, which attacked Spain, denied everything.", "attacked", ["France"], ["Spain"]),
    ("The country that France attacked is Spain.", "attacked", ["France"], ["country"]),
    ("France condemned and attacked Spain.", "condemned", ["France"], ["Spain"]),
    ("France met Italy and attacked Spain.", "attacked", ["France"], ["Spain"]),
    ("The ships seized by Iran belong to Greece.", "seized", ["Iran"], ["ships"]),
    ("France is expected to attack Spain.", "attack", ["France"], ["Spain"]),
    ("France is ready to attack Spain.", "attack", ["France"], ["Spain"]),
    ("France called on Italy to attack Spain.", "attack", ["Italy"], ["Spain"]),
]


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


@pytest.mark.parametrize(("sentence", "verb", "agents", "patients"), ROLES, ids=[row[0] for row in ROLES])
def test_roles(nlp: Language, sentence: str, verb: str, agents: list[str], patients: list[str]) -> None:
    token = word(nlp(sentence), verb)
    assert [each.text for each in syntax.agents(token)] == agents
    assert [each.text for each in syntax.patients(token)] == patients


OBLIQUES = [
    ("France imposed sanctions on Iran and Syria.", "sanctions", "on", ["Iran", "Syria"]),
    ("France met with Iran.", "met", "with", ["Iran"]),
    ("France gave tanks to Ukraine.", "gave", "to", ["Ukraine"]),
    ("France acted in support of Ukraine.", "acted", "in support of", ["Ukraine"]),
    ("The talks between Iran and Iraq failed.", "talks", "between", ["Iran", "Iraq"]),
]


@pytest.mark.parametrize(
    ("sentence", "holder", "preposition", "expected"), OBLIQUES, ids=[row[0] for row in OBLIQUES]
)
def test_oblique(nlp: Language, sentence: str, holder: str, preposition: str, expected: list[str]) -> None:
    assert [each.text for each in syntax.oblique(word(nlp(sentence), holder), preposition)] == expected


COMPLEMENTS = [
    ("France agreed to host Italy.", "agreed", "inf", ["host"]),
    ("France said that Italy left.", "said", "that", ["left"]),
    ("France accused Italy of leaving.", "accused", "gerund", ["leaving"]),
    ("France agreed to host Italy.", "agreed", "that", []),
]


@pytest.mark.parametrize(("sentence", "governor", "kind", "expected"), COMPLEMENTS)
def test_complements(nlp: Language, sentence: str, governor: str, kind: str, expected: list[str]) -> None:
    assert [each.text for each in clauses.complements(word(nlp(sentence), governor), kind)] == expected
