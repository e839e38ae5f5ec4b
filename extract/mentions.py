"""Mentions: the actors that noun phrases stand for.

A noun phrase is read as a whole: "a senior Indian diplomat" is a diplomat of India. Values of
`Actor.resolved_by`:

    name, acronym, metonym, capital   a name of a reference actor
    adjective, demonym                "Chinese", "the Iranians"
    title                             a personal name whose title phrase says for whom it acts
    role, body                        a role noun or institution with its owner ("French soldiers")
    apposition                        "Wang Yi, China's foreign minister"
    surname                           a person named more fully before, or known to be in office
    pronoun, definite, plural         "it", "the bloc", "the two countries"
    context                           a title without a country: the state the report is about there
    place                             a place, taken for the state it lies in
    unresolved                        a person or role that nobody could link
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extract.anaphors import both, counterpart, definite, pronoun, short_name, together, whose
from extract.gazetteer import Gazetteer
from extract.history import Entry
from extract.linking import Match, find_matches
from extract.named import named
from extract.person_mentions import person, share_appositions
from extract.role_phrases import partitive, place_noun, role_phrase
from extract.scene import Found, Scene
from extract.titles import find_people
from ontology.records import Actor, Document
from ontology.roles import load_roles

Actors = dict[int, tuple[Actor, ...]]
Rule = Callable[[Scene, Token], Found]

_MODIFIERS = ("compound", "amod", "nmod", "npadvmod")


@dataclass(frozen=True, slots=True)
class Mentions:
    """`actors` by head token index; `places` likewise: where things happen, not who acts."""

    actors: Actors
    places: dict[int, Actor]


def find_actors(doc: Doc, document: Document, gazetteer: Gazetteer, offset: Callable[[int], int]) -> Actors:
    """The actors of a parsed document by the head token of their noun phrase.

    `offset` maps a character position of `doc.text` to one of `document.text`.
    """
    return find_mentions(doc, document, gazetteer, offset).actors


def find_places(
    doc: Doc, document: Document, gazetteer: Gazetteer, offset: Callable[[int], int]
) -> dict[int, Actor]:
    """The places of a parsed document by head token, each as the state that it lies in."""
    return find_mentions(doc, document, gazetteer, offset).places


def find_mentions(
    doc: Doc, document: Document, gazetteer: Gazetteer, offset: Callable[[int], int]
) -> Mentions:
    """Actors and places in one pass over the document, in text order."""
    scene = Scene(doc, document, gazetteer, offset, _resolve)
    _index(scene)
    for token in doc:
        if found := scene.of(token):
            modifier = token.dep_ in _MODIFIERS
            scene.history.add(Entry(token, found, scene.sentence(token), modifier))
    share_appositions(scene)
    return Mentions(
        actors={i: scene.actors[i] for i in sorted(scene.actors)},
        places={i: scene.places[i] for i in sorted(scene.places)},
    )


def _index(scene: Scene) -> None:
    """Find all names first, so that every rule knows which tokens belong to one."""
    matches = find_matches(scene.doc, scene.gazetteer)
    for found in find_people(scene.doc, matches):
        scene.people[found.root] = found
        scene.inner.update(range(found.start, found.end))
    for match in matches:
        if match.actor.type != "person" and match.start not in scene.inner and not _names_thing(scene, match):
            scene.names[match.root] = match
            scene.inner.update(range(match.start, match.end))
    scene.inner |= _title_tokens(scene)
    scene.inner -= scene.names.keys() | scene.people.keys()
    for number, sentence in enumerate(scene.doc.sents):
        scene.sentences.extend([number] * len(sentence))


def _names_thing(scene: Scene, match: Match) -> bool:
    return _in_waters(scene, match) or _in_treaty(scene, match)


def _in_treaty(scene: Scene, match: Match) -> bool:
    """ "The Vienna Convention", "the Minsk accords" belong to nobody."""
    if match.kind not in ("capital", "metonym", "place") or match.end >= len(scene.doc):
        return False
    return scene.doc[match.end].lower_ in load_roles().treaties


def _in_waters(scene: Scene, match: Match) -> bool:
    """ "The South China Sea", "the Sea of Japan" belong to nobody."""
    token = scene.doc[match.root]
    above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token.head
    return token.dep_ in (*_MODIFIERS, "pobj") and (above.is_title and above.lower_ in load_roles().waters)


def _title_tokens(scene: Scene) -> set[int]:
    """Words of titles, which are no actors of their own; possessors among them are."""
    titled = (found for found in scene.people.values() if found.title)
    tokens = {i for found in titled for i in range(found.window, found.start)}
    return {i for i in tokens if scene.doc[i].dep_ != "poss"}


def _resolve(scene: Scene, token: Token) -> Found:
    return next((found for rule in _rules(scene, token) if (found := rule(scene, token))), ())


def _rules(scene: Scene, token: Token) -> Iterator[Rule]:
    """The rules that may apply to a token, in the order in which they are tried."""
    if token.i in scene.people:
        yield person
    elif token.i in scene.names:
        yield named
    elif token.i in scene.inner:
        return
    elif token.pos_ == "PRON" or token.tag_ in ("PRP$", "WP$"):
        yield from (pronoun, whose, both)
    elif token.pos_ in ("NUM", "DET"):
        yield from (both, partitive)
    elif token.pos_ in ("NOUN", "PROPN", "ADJ") and token.dep_ not in ("compound", "amod"):
        yield from (together, partitive, place_noun, counterpart, short_name, role_phrase, definite)
