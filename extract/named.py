"""Names of reference actors in the text: who acts, who merely colours a noun, and what is only a place."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from extract.linking import Match, slug
from extract.noun_phrases import determiner, governing_preposition, role_of
from extract.scene import Found, Scene, Where, new_actor
from ontology.records import Actor
from ontology.roles import load_roles

_STATES = ("state", "territory")
_MODIFIERS = ("amod", "compound", "nmod", "npadvmod")
_DEPTH = 6


def named(scene: Scene, token: Token) -> Found:
    """The actor that a linked name stands for; () where a capital is only a place."""
    match = scene.names[token.i]
    located = _is_located(scene, token, match)
    rule = "place" if located or match.kind == "place" else match.kind
    actor = _linked(scene, token, match, rule)
    if located:
        scene.places[token.i] = actor
        if match.kind in ("capital", "metonym"):
            return ()
    return (actor,)


def _linked(scene: Scene, token: Token, match: Match, rule: str) -> Actor:
    known, where = match.actor, scene.chars(match.first, match.last)
    if known.type in _STATES and _is_people(token, match):
        return _people(scene, token, match, where)
    if match.kind == "place" and (owner := _claimant(scene, match)):
        return scene.reference(owner, "place", where)
    role = "government" if match.kind in ("metonym", "capital") and rule != "place" else ""
    return replace(scene.reference(known.id, rule, where, role), alternatives=match.alternatives)


def _is_people(token: Token, match: Match) -> bool:
    """ "Iranians", and "the French" or "an American" where no noun follows."""
    if match.kind == "demonym":
        return True
    return (
        match.kind == "adjective" and token.dep_ not in _MODIFIERS and determiner(token) in ("the", "a", "an")
    )


def _people(scene: Scene, token: Token, match: Match, where: Where) -> Actor:
    """The people of a state; "ethnic Albanians" are people of the state where the clause is set, if any."""
    if match.acts:
        owner = match.actor.principal
        return new_actor(f"{owner}/people", where.mention, "population", "civilian", owner, "demonym", where)
    name = slug(where.mention)
    place = place_in_clause(scene, token)
    if place:
        return new_actor(f"{place}/{name}", where.mention, "population", "civilian", place, "place", where)
    return new_actor(f"mention/{name}", where.mention, "population", "civilian", None, "unresolved", where)


def _claimant(scene: Scene, match: Match) -> str | None:
    """Whose the words call a place: "the SYRIAN Golan Heights"."""
    before = scene.names.get(match.start - 1)
    if before is None or before.kind != "adjective" or not before.acts:
        return None
    return before.actor.principal if before.actor.type in _STATES else None


def _is_located(scene: Scene, token: Token, match: Match) -> bool:
    """True where a name only says where."""
    if match.kind in ("adjective", "demonym") or match.actor.type not in (*_STATES, "bloc", "organisation"):
        return False
    if match.kind in ("name", "acronym") and match.actor.type not in _STATES:
        return False
    preposition = governing_preposition(token)
    if preposition in load_roles().place_prepositions or _is_dateline(scene, match):
        return True
    if match.kind in ("capital", "place", "metonym") and preposition in load_roles().city_prepositions:
        return True
    return match.kind == "capital" and (_names_place(token) or _is_venue(token, match))


def _names_place(token: Token) -> bool:
    """ "The city of ALGIERS", "in the capital KABUL"."""
    above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token.head
    return token.dep_ in ("pobj", "appos") and above.lemma_.lower() in load_roles().places


def _is_venue(token: Token, match: Match) -> bool:
    """ "The GENEVA talks": a city before a noun that is no actor."""
    return token.dep_ == "compound" and match.acts and role_of(token.head) is None


def _is_dateline(scene: Scene, match: Match) -> bool:
    """ "KYIV (Reuters) —" or "Geneva —" at the head of a sentence."""
    first = scene.doc[match.start]
    if match.kind != "capital" or not first.is_sent_start or match.end >= len(scene.doc):
        return False
    following = scene.doc[match.end]
    if following.text in ("—", "–", "--") or (following.text == "-" and bool(following.whitespace_)):
        return True
    return following.text in ("(", ",") and first.is_upper


def place_in_clause(scene: Scene, token: Token) -> str | None:
    """The only state among the places of a token's clause: "police stormed its embassy in QUITO"."""
    verb = token.head
    for _ in range(_DEPTH):
        if verb.pos_ in ("VERB", "AUX") or verb.head.i == verb.i:
            break
        verb = verb.head
    owners = set()
    for each in verb.subtree:
        if each.i in scene.names and each.i != token.i:
            scene.of(each)
            if (place := scene.places.get(each.i)) and place.represents:
                owners.add(place.represents)
    return owners.pop() if len(owners) == 1 else None
