"""Cutting texts at evidence, and the sentence around it."""

import pytest

from api.highlight import context, pieces
from ontology.records import Actor, Claim, Evidence, Mention, Predicate

ACTOR = Actor("EU", "EU", "bloc", "organisation", None, "EU", "name")
PREDICATE = Predicate("consults", "CONSULT", None, None, "consults", "consult")


def claim(name: str, text: str, words: str) -> Claim:
    start = text.index(words)
    evidence = Evidence("d", start, start + len(words), words)
    nothing = Mention(start, start, "")
    return Claim(
        ACTOR, PREDICATE, ACTOR, "asserted", "positive", (), None, None, (), 1.0, evidence, nothing, name
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], [("abcdef", "")]),
        (["abcdef"], [("abcdef", "1")]),
        (["cd"], [("ab", ""), ("cd", "1"), ("ef", "")]),
        (["abc", "cde"], [("ab", "1"), ("c", "12"), ("de", "2"), ("f", "")]),
        (["bcde", "cd"], [("a", ""), ("b", "1"), ("cd", "12"), ("e", "1"), ("f", "")]),
        (["cd", "cd"], [("ab", ""), ("cd", "12"), ("ef", "")]),
    ],
)
def test_pieces_name_the_claims_that_cover_them(words: list[str], expected: list[tuple[str, str]]) -> None:
    claims = [claim(str(number), "abcdef", part) for number, part in enumerate(words, start=1)]
    found = pieces("abcdef", claims)
    assert [(piece.text, "".join(sorted(c.id for c in piece.claims))) for piece in found] == expected


def test_an_empty_text_has_no_pieces() -> None:
    assert pieces("", []) == []


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("One. Two three four. Five.", "three", ("Two ", " four.")),
        ("One. Two three. Five.", "Two three.", ("", "")),
        ("He said “go home.” Then he left.", "go home", ("He said “", ".”")),
        ("Headline\nTwo three", "three", ("Two ", "")),
        ("no end at all", "end", ("no ", " at all")),
        ("é ü. “Ö two” three! x", "two", ("“Ö ", "” three!")),
    ],
)
def test_context_is_the_rest_of_the_sentence(text: str, words: str, expected: tuple[str, str]) -> None:
    start = text.index(words)
    assert context(text, start, start + len(words)) == expected


def test_context_of_endless_text_is_short() -> None:
    before, after = context("a" * 5000, 2500, 2600)
    assert (len(before), len(after)) == (400, 400)
