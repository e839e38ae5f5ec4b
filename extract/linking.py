"""Linking: which reference actor a name in the text means.

A name found by the gazetteer becomes one `Match` on the parser's tokens. Ambiguous names are chosen
by context: an actor that the document also names without ambiguity wins ("Brussels" beside "NATO"),
else the order in `coreference.toml`, else names before metonyms before capitals before places.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extract.gazetteer import Found, Gazetteer, Reading, fold
from extract.noun_phrases import root_of
from ontology.actors import ReferenceActor
from ontology.anaphora import load_anaphora
from ontology.roles import load_roles

_KIND_ORDER = ("name", "acronym", "metonym", "adjective", "demonym", "capital", "place")
_NEXT_WORD = re.compile(r"-(\w+)")
_WORD_BEFORE = re.compile(r"(\w+)([-\s])$")
_SHORT = 3
_LOOK_BACK = 12  # characters, enough for "counter-" and "ethnic "
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A linked name: tokens `[start, end)`, its head token, characters `[first, last)` of `doc.text`.

    `acts` is False where the name only colours its noun: "Iran-backed", "pro-Iranian", "Panama-flagged".
    """

    start: int
    end: int
    root: int
    first: int
    last: int
    kind: str
    actor: ReferenceActor
    alternatives: tuple[str, ...]
    acts: bool


def slug(words: str) -> str:
    """Lower-case ASCII words joined by hyphens: "Wang Mei-hua" -> "wang-mei-hua"."""
    return _NOT_SLUG.sub("-", fold(words).lower()).strip("-")


def find_matches(doc: Doc, gazetteer: Gazetteer) -> list[Match]:
    """All linked names of a text, in order."""
    text = doc.text  # spaCy builds it anew at each call
    starts = [token.idx for token in doc]
    found = [each for each in gazetteer.find(text) if _is_name(doc, text, starts, each)]
    named = Counter(each.readings[0].actor.id for each in found if len(each.readings) == 1)
    return [_match(doc, text, starts, each, named) for each in found]


def _token_at(doc: Doc, starts: list[int], position: int) -> Token:
    return doc[bisect_right(starts, position) - 1]


def _is_name(doc: Doc, text: str, starts: list[int], found: Found) -> bool:
    """False for an acronym that is a shouted word ("WHAT IS NEXT") or a currency."""
    after = _NEXT_WORD.match(text, found.end)
    if after and after.group(1) in load_roles().oceans:  # "the Indo-Pacific", "Euro-Atlantic"
        return False
    if found.end - found.start > _SHORT or found.readings[0].kind != "acronym":
        return True
    token = _token_at(doc, starts, found.start)
    if text[found.end : found.end + 2].lstrip().startswith("$"):  # "US $50 million"
        return False
    neighbours = [doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(doc)]
    shouted = bool(neighbours) and all(len(each) > 1 and each.is_upper for each in neighbours)
    return not shouted


def _match(doc: Doc, text: str, starts: list[int], found: Found, named: Counter[str]) -> Match:
    reading = choose(text[found.start : found.end], found.readings, named)
    first, last = _token_at(doc, starts, found.start), _token_at(doc, starts, found.end - 1)
    return Match(
        start=first.i,
        end=last.i + 1,
        root=root_of(doc, first.i, last.i + 1).i,
        first=found.start,
        last=found.end,
        kind=reading.kind,
        actor=reading.actor,
        alternatives=tuple(each.actor.id for each in found.readings if each.actor.id != reading.actor.id),
        acts=_acts(text, found),
    )


_CLEARLY = 2  # times that a reading must be named more often to beat the usual order


def choose(name: str, readings: tuple[Reading, ...], named: Counter[str]) -> Reading:
    """The likeliest reading of a name in a document that names some actors unambiguously."""
    if len(readings) == 1:
        return readings[0]
    order = load_anaphora().ambiguous.get(name, ())
    return min(readings, key=lambda each: _unlikeliness(each, order, named))


def _unlikeliness(
    reading: Reading, order: Iterable[str], named: Counter[str]
) -> tuple[int, int, int, int, str]:
    listed = list(order)
    rank = listed.index(reading.actor.id) if reading.actor.id in listed else len(listed)
    times = named[reading.actor.id]
    return (int(times == 0), -(times // _CLEARLY), rank, _KIND_ORDER.index(reading.kind), reading.actor.id)


def _acts(text: str, found: Found) -> bool:
    roles = load_roles()
    after = _NEXT_WORD.match(text, found.end)
    if after and after.group(1).islower() and after.group(1) not in roles.acting:
        return False
    before = _WORD_BEFORE.search(text[max(0, found.start - _LOOK_BACK) : found.start])
    if before is None:
        return True
    word, joint = before.group(1).lower(), before.group(2)
    return word not in (roles.excluding_prefixes if joint == "-" else roles.excluding_words)
