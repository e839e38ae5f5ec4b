"""Arguments: the actors in the slots around a trigger.

Each row: a sentence, the trigger, the slot, and its fillers as "PRINCIPAL how".
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Token

from extract.arguments import Filler, fillers, inside, nearest_left, places_only
from extract.factuality import carrier_of
from extract.positions import slot_tokens
from extract.reader import Reading
from ontology.language import load_language

Read = Callable[[str], Reading]
TokenOf = Callable[[str, str], Token]

SLOTS = [
    # the doer
    ("Chile attacked Peru.", "attacked", "subj", ["CHL direct"]),
    ("Peru was attacked by Chile.", "attacked", "subj", ["CHL direct"]),
    ("Chile and Bolivia attacked Peru.", "attacked", "subj", ["CHL direct", "BOL direct"]),
    ("The army of Chile attacked Peru.", "attacked", "subj", ["CHL direct"]),
    ("Chilean soldiers attacked Peru.", "attacked", "subj", ["CHL direct"]),
    ("Chile, which borders Peru, attacked Bolivia.", "attacked", "subj", ["CHL direct"]),
    ("Chile launched an attack on Peru.", "attack", "subj", ["CHL direct"]),
    ("A ship of Chile attacked Peru.", "attacked", "subj", ["CHL owner"]),
    # whom
    ("Chile attacked Peru.", "attacked", "obj", ["PER direct"]),
    ("Peru was attacked by Chile.", "attacked", "obj", ["PER direct"]),
    ("Chile attacked Peru and Bolivia.", "attacked", "obj", ["PER direct", "BOL direct"]),
    ("Chile rejected Peru's proposal.", "rejected", "obj", ["PER owner"]),
    ("Chile rejected the Peruvian proposal.", "rejected", "obj", ["PER owner"]),
    ("Chile rejected a proposal from Peru.", "rejected", "obj", ["PER owner"]),
    ("Chile rejected the terms of a proposal by Peru.", "rejected", "obj", ["PER owner"]),
    ("Chile rejected a plan to invade Peru.", "rejected", "obj", ["PER owner"]),
    ("Chile rejected the proposal.", "rejected", "obj", []),
    ("Chile offered Peru a loan.", "offered", "iobj", ["PER direct"]),
    ("Peru was given tanks by Chile.", "given", "iobj", ["PER direct"]),
    # prepositions, on the trigger or on its light object
    ("Chile imposed sanctions on Peru.", "imposed", "on", ["PER direct"]),
    ("Chile imposed a ban on imports from Peru.", "imposed", "from", ["PER direct"]),
    ("Chile held talks with Peru and Bolivia.", "talks", "with", ["PER direct", "BOL direct"]),
    ("Chile supplied weapons to Peruvian rebels.", "supplied", "to", ["PER direct"]),
    ("Talks between Chile and Peru failed.", "Talks", "between", ["CHL direct", "PER direct"]),
    # owners of an event noun
    ("Chile's invasion of Peru failed.", "invasion", "poss", ["CHL direct"]),
    ("The Chilean invasion of Peru failed.", "invasion", "poss", ["CHL direct"]),
    ("The Chilean invasion of Peru failed.", "invasion", "of", ["PER direct"]),
]


def told(found: tuple[Filler, ...]) -> list[str]:
    return [f"{filler.actor.principal} {filler.how}" for filler in found]


@pytest.mark.parametrize(
    ("sentence", "trigger", "slot", "expected"), SLOTS, ids=[f"{r[2]}: {r[0]}" for r in SLOTS]
)
def test_slot(
    reading: Read, token_of: TokenOf, sentence: str, trigger: str, slot: str, expected: list[str]
) -> None:
    token = token_of(sentence, trigger)
    tokens = slot_tokens(token, carrier_of(token, load_language()), slot)
    assert told(fillers(tokens, reading(sentence).actors, slot)) == expected


INSIDE = [
    ("Chile agreed to host Peru.", "agreed", ["PER inside"]),
    ("Chile demanded that Peru leave.", "demanded", ["PER inside"]),
    ("Chile agreed to trade with Peru.", "agreed", ["PER inside"]),
    ("Chile agreed to Peru's terms.", "agreed", []),
    ("Chile promised that Chile would leave Peru.", "promised", ["PER inside"]),
]


@pytest.mark.parametrize(("sentence", "trigger", "expected"), INSIDE, ids=[row[0] for row in INSIDE])
def test_inside_leaves_out_the_doer(
    reading: Read, token_of: TokenOf, sentence: str, trigger: str, expected: list[str]
) -> None:
    seen = reading(sentence)
    assert told(inside(token_of(sentence, trigger), seen.actors, frozenset({"CHL"}))) == expected


def test_fillers_without_owners_takes_actors_only(reading: Read, token_of: TokenOf) -> None:
    sentence = "Chile rejected Peru's proposal."
    tokens = slot_tokens(token_of(sentence, "rejected"), None, "obj")
    assert fillers(tokens, reading(sentence).actors, "obj", owners=False) == ()


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("Mercosur, comprising Chile and Peru, met.", "comprising", "Mercosur"),
        ("After Chile left, comprising nobody.", "comprising", "Chile"),
        ("Nobody came. Comprising Chile, it fell.", "Comprising", None),
    ],
)
def test_nearest_left_stays_in_the_sentence(
    reading: Read, token_of: TokenOf, sentence: str, word: str, expected: str | None
) -> None:
    seen = reading(sentence)
    found = [token.text for token in nearest_left(token_of(sentence, word), seen.actors)]
    assert found == ([expected] if expected else [])


def test_a_place_alone_is_no_doer(reading: Read, token_of: TokenOf) -> None:
    sentence = "Fighting went on in Peru."
    token = token_of(sentence, "Peru")
    place = reading(sentence).places[token.i]
    assert place.principal == "PER"
    assert places_only(Filler(place, token, "in", "direct"))
    assert not places_only(Filler(place, token, "in", "owner"))
