"""Attribution: who says so. Each row: a text, the word that names the event, the chain outermost first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Token

from extract.reader import Reading

Read = Callable[[str], Reading]
TokenOf = Callable[[str, str], Token]

ROWS: list[tuple[str, str, list[str]]] = [
    # the report itself
    ("Chile attacked Peru.", "attacked", []),
    ("Chile met Peru after the minister said Bolivia had left.", "met", []),
    ("Chile plans to attack Peru.", "attack", []),
    # one speaker
    ("Brazil said Chile had attacked Peru.", "attacked", ["BRA say"]),
    ("Brazil said that Chile had attacked Peru.", "attacked", ["BRA say"]),
    ("Chile had attacked Peru, Brazil said.", "attacked", ["BRA say"]),
    ("Chile, Brazil said, had attacked Peru.", "attacked", ["BRA say"]),
    ("Chile had attacked Peru, said Brazil.", "attacked", ["BRA say"]),
    ("Brazil told Mexico that Chile had attacked Peru.", "attacked", ["BRA tell"]),
    ("Brazil warned that Chile would attack Peru.", "attack", ["BRA warn"]),
    ("Brazil announced plans to visit Peru.", "visit", []),
    ("The Brazilian president claimed on Monday that Chile had attacked Peru.", "attacked", ["BRA claim"]),
    ("In Lima, Brazil's foreign minister insisted that Chile had attacked Peru.", "attacked", ["BRA insist"]),
    ("Brazil confirmed Chile had attacked Peru.", "attacked", ["BRA confirm"]),
    ("Brazil and Mexico said Chile had attacked Peru.", "attacked", ["BRA say"]),
    ("Brazil, which borders Peru, said Chile had attacked Bolivia.", "attacked", ["BRA say"]),
    ("A senior Brazilian diplomat said Chile had attacked Peru.", "attacked", ["BRA say"]),
    ("Brazil's army said Chile had attacked Peru and had seized a port.", "seized", ["BRA say"]),
    # according to, as, for
    ("According to Brazil, Chile attacked Peru.", "attacked", ["BRA according to"]),
    ("Chile attacked Peru, according to Brazil.", "attacked", ["BRA according to"]),
    ("Chile attacked Peru, according to a Brazilian official.", "attacked", ["BRA according to"]),
    ("Chile attacked Peru, as Brazil reported.", "attacked", ["BRA report"]),
    ("Chile, according to Brazil, plans to attack Peru.", "attack", ["BRA according to"]),
    # chains
    ("Reuters reported that Brazil said Chile had attacked Peru.", "attacked", ["REUTERS report", "BRA say"]),
    ("Reuters, citing Brazil, said Chile had attacked Peru.", "attacked", ["REUTERS say", "BRA cite"]),
    (
        "Reuters, citing a Brazilian official, said Mexico had warned that Chile would attack Peru.",
        "attack",
        ["REUTERS say", "BRA cite", "MEX warn"],
    ),
    ("Reuters quoted Brazil as saying Chile had attacked Peru.", "attacked", ["REUTERS quote", "BRA say"]),
    (
        "According to Reuters, Brazil said Chile had attacked Peru.",
        "attacked",
        ["REUTERS according to", "BRA say"],
    ),
    (
        "Brazil said Mexico had told Cuba that Chile attacked Peru.",
        "attacked",
        ["BRA say", "MEX tell"],
    ),
    (
        "Chile attacked Peru, Reuters reported, citing Brazil.",
        "attacked",
        ["REUTERS report", "BRA cite"],
    ),
    # the speaker speaks of itself
    ("Brazil said it had attacked Peru.", "attacked", ["BRA say"]),
    ("Brazil said it would attack Peru.", "attack", ["BRA say"]),
    ("Brazil promised that it would help Peru.", "help", ["BRA promise"]),
    # denial and doubt
    ("Brazil denied that Chile had attacked Peru.", "attacked", ["BRA deny denies"]),
    ("Brazil denied attacking Peru.", "attacking", ["BRA deny denies"]),
    ("Brazil doubted that Chile had attacked Peru.", "attacked", ["BRA doubt doubts"]),
    ("Brazil rejected claims that Chile had attacked Peru.", "attacked", ["BRA reject denies"]),
    (
        "Brazil dismissed Mexican allegations that Chile had attacked Peru.",
        "attacked",
        ["BRA dismiss denies", "MEX allegation"],
    ),
    # nouns
    ("Brazil's claim that Chile had attacked Peru spread fast.", "attacked", ["BRA claim"]),
    ("Brazilian allegations that Chile had attacked Peru spread fast.", "attacked", ["BRA allegation"]),
    ("Brazil's accusation that Chile had attacked Peru spread fast.", "attacked", ["BRA accusation"]),
    ("Brazil's denial that Chile had attacked Peru spread fast.", "attacked", ["BRA denial denies"]),
    ("Brazil accused Chile of attacking Peru.", "attacking", ["BRA accuse"]),
    ("Chile was accused by Brazil of attacking Peru.", "attacking", ["BRA accuse"]),
    ("Brazil's warning that Chile would attack Peru spread fast.", "attack", ["BRA warning"]),
    # quotation marks
    ('"Chile attacked Peru," Brazil said.', "attacked", ["BRA say"]),
    ('Brazil said: "Chile attacked Peru."', "attacked", ["BRA say"]),
    ('"Chile attacked Peru," said Brazil. "It also seized a port of Bolivia."', "seized", ["BRA say"]),
    ('"Chile attacked Peru. It also invaded Bolivia," Brazil said.', "attacked", ["BRA say"]),
    ('The Brazilian president spoke in Lima. "Chile attacked Peru," he said.', "attacked", ["BRA say"]),
    ('"Chile," Brazil said, "attacked Peru."', "attacked", ["BRA say"]),
    ('Brazil said Chile had "attacked" Peru. Mexico invaded Cuba.', "invaded", []),
    ('Brazil said: "Chile attacked Peru. Mexico invaded Cuba.', "invaded", []),
    (
        'Brazil said: "Chile attacked Peru.\n\nMexico was calm. "Cuba invaded Haiti," Jamaica said.',
        "invaded",
        ["JAM say"],
    ),
    ('Chile attacked Peru." Mexico was calm. "Cuba invaded Haiti," Jamaica said.', "invaded", ["JAM say"]),
    # where a speaker's word ends
    ("Brazil, which said Cuba had left, attacked Peru.", "attacked", []),
    ("Brazil said Cuba had left. Chile attacked Peru.", "attacked", []),
    ("Brazil met Chile, which said Cuba had attacked Peru.", "attacked", ["CHL say"]),
    ("Brazil said on Monday it was leaving after Chile attacked Peru.", "attacked", ["BRA say"]),
]


@pytest.mark.parametrize(("text", "trigger", "chain"), ROWS, ids=[row[0] for row in ROWS])
def test_chain(reading: Read, token_of: TokenOf, text: str, trigger: str, chain: list[str]) -> None:
    found = reading(text).chain(token_of(text, trigger))
    links = [
        (link.actor.principal, link.verb, "" if link.stance == "asserts" else link.stance) for link in found
    ]
    assert [" ".join(part for part in link if part) for link in links] == chain


FIRST_PERSONS = [
    ('"We attacked Peru," Brazil said.', "We", "BRA"),
    ('Brazil said: "Our army attacked Peru."', "Our", "BRA"),
    ('"I will visit Peru," the Brazilian president said.', "I", "BRA"),
    ('The Brazilian president was blunt. "We attacked Peru," he said.', "We", "BRA"),
    ("We attacked Peru.", "We", None),
]


@pytest.mark.parametrize(("text", "word", "principal"), FIRST_PERSONS, ids=[row[0] for row in FIRST_PERSONS])
def test_first_person(reading: Read, token_of: TokenOf, text: str, word: str, principal: str | None) -> None:
    found = reading(text).actors.get(token_of(text, word).i, ())
    assert [(actor.principal, actor.resolved_by) for actor in found] == (
        [(principal, "pronoun")] if principal else []
    )
