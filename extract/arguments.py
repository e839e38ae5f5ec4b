"""Arguments: from a slot of a frame to the actors that fill it.

A slot names a place around a trigger; `positions` gives its tokens, and here tokens become the actors
they stand for. Where a noun is no actor itself, its owner is taken: "rejected Iran's
proposal" is about Iran, "fired on a Philippine boat" about the Philippines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from extract import clauses, syntax
from extract.positions import modifiers
from ontology.frames import load_classes
from ontology.grammar import load_grammar
from ontology.records import Actor

Actors = Mapping[int, tuple[Actor, ...]]
How = Literal["direct", "owner", "inside", "anaphora"]

_GRAMMAR = load_grammar()
_APPEALS = frozenset(load_classes()["appeals"])
_PACTS = frozenset(load_classes()["pacts"])
_CAMPAIGNS = frozenset(load_classes()["campaigns"])
_DEEDS = frozenset(load_classes()["deeds"])
_TRUCES = frozenset(load_classes()["truces"])
_CRAFT = frozenset(load_classes()["craft"])
_REACH = 80  # tokens
_OWNER_DEPTH = 3
_PLACE_ONLY = "place"


@dataclass(frozen=True, slots=True)
class Filler:
    """An actor in a slot: the token it was found at, and whether it is that noun or owns it."""

    actor: Actor
    token: Token
    slot: str
    how: How


def fillers(
    tokens: Iterable[Token], actors: Actors, slot: str, owners: bool = True, but: frozenset[str] = frozenset()
) -> tuple[Filler, ...]:
    """The actors that some head tokens stand for, in order, each principal's words once.

    `but` are principals that own nothing here: in "Kuwait guards its frontier with Iraq" the frontier that
    Kuwait acts on is Iraq's.
    """
    found: list[Filler] = []
    for token in tokens:
        direct = actors.get(token.i, ())
        if not any(actor.represents for actor in direct):
            if members := _members(token, actors, slot):
                found.extend(members)
                continue
            direct = _named_beside(token, actors) or direct
        ours = _ours(token, actors, slot) if not any(actor.represents for actor in direct) else []
        if ours:
            found.extend(ours)
        elif direct:
            found.extend(Filler(actor, token, slot, "direct") for actor in direct)
        elif owners:
            found.extend(
                owners_of(token, actors, slot, 0, but)
                or _explained(token, actors, slot, but)
                or _same_craft(token, actors, slot, but)
            )
    return _distinct(found)


def _explained(name: Token, actors: Actors, slot: str, but: frozenset[str]) -> list[Filler]:
    """Chad's in "the Sao, the CHADIAN airline": a name that means nobody, and what it is beside it."""
    beside = (child for child in name.children if child.dep_ == "appos" and child.pos_ == "NOUN")
    nouns = beside if name.pos_ == "PROPN" else ()
    return [owner for noun in nouns for owner in owners_of(noun, actors, slot, _OWNER_DEPTH, but)]


def _same_craft(noun: Token, actors: Actors, slot: str, but: frozenset[str]) -> list[Filler]:
    """China's "the ship" after "a Chinese ship", "the crew" after "a Danish ferry"."""
    lemma = noun.lemma_.lower()
    if lemma not in _CRAFT or noun.dep_ not in ("nsubj", "nsubjpass", "dobj"):
        return []
    if [child.lower_ for child in noun.children if child.i < noun.i] != ["the"]:
        return []
    before = [token for token in noun.doc[max(0, noun.i - _REACH) : noun.i] if token.lemma_.lower() in _CRAFT]
    for earlier in sorted(before, key=lambda token: (token.lemma_.lower() != lemma, -token.i)):
        found = [actor for token in modifiers(earlier) for actor in actors.get(token.i, ())]
        if found and found[0].principal not in but:
            return [Filler(found[0], noun, slot, "owner")]
    return []


def _ours(noun: Token, actors: Actors, slot: str) -> list[Filler]:
    """ "OUR ministry's network", "OUR police": the speaker's, whoever they are."""
    return [
        Filler(actor, noun, slot, "owner")
        for token in noun.subtree
        if token.dep_ == "poss" and token.lower_ in _GRAMMAR.first_person
        for actor in actors.get(token.i, ())
    ]


def _members(noun: Token, actors: Actors, slot: str) -> list[Filler]:
    """ "Allies INCLUDING Japan and Chile": who is meant among nobody in particular."""
    if noun.tag_ != "NNS":
        return []
    such = [
        each for prep in noun.children if _is_such_as(prep) for each in prep.children if each.dep_ == "pobj"
    ]
    return [
        Filler(actor, each, slot, "direct")
        for each in (
            *clauses.expand(such),
            *(each for word in _GRAMMAR.listing for each in syntax.oblique(noun, word)),
        )
        for actor in actors.get(each.i, ())
        if actor.represents
    ]


def _is_such_as(preposition: Token) -> bool:
    """ "Leaders SUCH AS Chad's"."""
    return preposition.lower_ == "as" and preposition.doc[preposition.i - 1].lower_ == "such"


def _named_beside(noun: Token, actors: Actors) -> tuple[Actor, ...]:
    """Burundi in "its neighbour Burundi": a noun that means nobody is whom the name beside it means."""
    for child in noun.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN" and child.i in actors:
            return actors[child.i]
    return ()


def _distinct(found: Iterable[Filler]) -> tuple[Filler, ...]:
    each_once = {(each.actor.id, each.token.i): each for each in found}.values()
    at = {each.token.i: each.actor.principal for each in each_once}
    return tuple(each for each in each_once if not _is_renamed(each, at))


def _is_renamed(filler: Filler, at: Mapping[int, str]) -> bool:
    """ "EU envoy JOSEP BORRELL", "France's minister, Y": the office beside the name is nobody else."""
    token = filler.token
    named = [child for child in token.children if child.dep_ == "appos" and child.i in at]
    if any(at[child.i] == filler.actor.principal for child in named):
        return filler.actor.type != "person"
    return token.tag_ == "NNS" and any(_follows(child, token) for child in named)


def _follows(name: Token, noun: Token) -> bool:
    """ "NATO allies GREECE and Turkey": a name directly behind a plural says who they are."""
    return name.pos_ == "PROPN" and name.i == noun.i + 1


def owners_of(
    noun: Token, actors: Actors, slot: str, depth: int = 0, but: frozenset[str] = frozenset()
) -> list[Filler]:
    """Whose thing a noun is: possessor or nationality first, then of/by/from/between phrases."""
    if depth > _OWNER_DEPTH or noun.pos_ in ("PRON", "VERB", "AUX"):
        return []
    near = [
        Filler(actor, noun, slot, "owner")
        for token in modifiers(noun)
        for actor in actors.get(token.i, ())
        if actor.principal not in but and not _is_topic(noun, token, actor)
    ]
    if near:
        return list({each.actor.principal: each for each in reversed(near)}.values())[::-1]
    own = any(actor.principal in but for token in modifiers(noun) for actor in actors.get(token.i, ()))
    for preposition in _owning(noun, own):
        for token in syntax.oblique(noun, preposition):
            direct = [
                Filler(actor, noun, slot, "owner")
                for actor in actors.get(token.i, ())
                if actor.principal not in but
                and (preposition != "in" or actor.type in ("state", "territory"))
            ]
            if direct:
                return [
                    Filler(actor, noun, slot, "owner")
                    for each in syntax.oblique(noun, preposition)
                    for actor in actors.get(each.i, ())
                ]
            if preposition in ("of", "by", "from") or noun.pos_ == "NUM":  # "two billion dollars in US goods"
                deeper = owners_of(token, actors, slot, depth + 1, but)
                if deeper:
                    return deeper
    if own:
        return []
    destined = (each for each in _destined(noun, actors, slot) if each.actor.principal not in but)
    return _planned(noun, actors, slot, depth) or list(destined)


def _is_topic(noun: Token, modifier: Token, actor: Actor) -> bool:
    """ "A GAZA ceasefire proposal": a place before a proposal is what it is about."""
    proposed = noun.lemma_.lower() in _APPEALS or noun.lemma_.lower() in _PACTS
    return proposed and modifier.dep_ == "compound" and _only_places((actor,))


def _owning(noun: Token, own: bool) -> tuple[str, ...]:
    """The prepositions that lead from a noun to its owner; `own` where its possessor is somebody barred."""
    lemma = noun.lemma_.lower()
    if lemma in _DEEDS:  # the killing OF a Nigerian is not Niger's
        return ("by",)
    if lemma in _CAMPAIGNS or lemma in _TRUCES:  # an intervention IN Niger is not Niger's
        return ("by", "of", "from", "between", "with")
    if own and lemma not in _GRAMMAR.opposite_numbers:  # but "his colleague in Niger" is Niger's
        return ("with", "of")
    return (*_GRAMMAR.owner_prepositions, "to") if lemma in _GRAMMAR.going_to else _GRAMMAR.owner_prepositions


def authors_of(noun: Token, actors: Actors, slot: str) -> list[Filler]:
    """Who did what a noun names: "the RUSSIAN shelling", "an ambush by REBELS"."""
    doers = [
        *modifiers(noun),
        *(each for word in ("by", "from", "with") for each in syntax.oblique(noun, word)),
    ]
    return [Filler(actor, noun, slot, "owner") for each in doers for actor in actors.get(each.i, ())]


def _destined(noun: Token, actors: Actors, slot: str) -> list[Filler]:
    """Whose thing a clause on it says: "goods DESTINED for Russia", "charges that Russia LEVELLED"."""
    for clause in (child for child in noun.children if child.dep_ in ("acl", "relcl")):
        holders = _holders(noun.lemma_.lower(), clause)
        found = [Filler(actor, noun, slot, "owner") for each in holders for actor in actors.get(each.i, ())]
        if found:
            return found
    return []


def _holders(noun: str, clause: Token) -> list[Token]:
    subjects = [child for child in clause.children if child.dep_ == "nsubj"]
    if subjects and noun in _PACTS:  # "an agreement that Turkey signed with Libya" is both states'
        return clauses.expand([*subjects, *syntax.oblique(clause, "with")])
    if subjects and noun in _CRAFT and clause.lemma_.lower() in _GRAMMAR.using:
        return subjects
    if subjects:
        made = noun in _APPEALS and clause.lemma_.lower() in _GRAMMAR.belonging
        return subjects if made and not _is_content(clause) else []
    if clause.tag_ == "VBN" and clause.lemma_.lower() in _GRAMMAR.making:
        return syntax.oblique(clause, "by")
    if clause.tag_ not in ("VBN", "VBG") or clause.lemma_.lower() not in _GRAMMAR.belonging:
        return []
    return [found for word in (*_GRAMMAR.owner_prepositions, "to") for found in syntax.oblique(clause, word)]


def _planned(noun: Token, actors: Actors, slot: str, depth: int) -> list[Filler]:
    """Whom a plan, bid or threat is about: "plans to forge ties with the EU"."""
    for clause in clauses.complements(noun, "inf") if noun.pos_ == "NOUN" else ():
        for token in syntax.patients(clause):
            direct = [Filler(actor, noun, slot, "owner") for actor in actors.get(token.i, ())]
            found = direct or owners_of(token, actors, slot, depth + 1)
            if found:
                return found
        obliques = _clause_obliques(clause, actors, owners=False)
        if obliques:
            return [Filler(each.actor, noun, slot, "owner") for each in obliques]
    return []


def _is_content(clause: Token) -> bool:
    """ "Claims that Chile had attacked PERU" tells what is claimed, not who claims it."""
    return any(
        child.dep_ in ("dobj", "attr", "acomp", "nsubjpass") and child.tag_ != "WDT"
        for child in clause.children
    )


def inside(trigger: Token, actors: Actors, but: frozenset[str] = frozenset()) -> tuple[Filler, ...]:
    """Actors in the clausal complement: stated subject, object, prepositions, else whoever it names.

    `but` are the principals to leave out: a threat is not directed at who utters it.
    """
    unknown: tuple[Filler, ...] = ()
    for clause in clauses.complements(trigger):
        if _acts_unknown(clause, actors):
            continue
        for finder in (_clause_subject, _clause_objects, _clause_obliques, _clause_anyone):
            found = tuple(each for each in finder(clause, actors) if each.actor.principal not in but)
            if any(each.actor.represents for each in found):
                return found
            unknown = unknown or found
    return unknown


def _acts_unknown(clause: Token, actors: Actors) -> bool:
    """ "demanded that the Board meet Chad": whoever is to act has an unknown name, and is not Chad.

    Nor does Chad act in "warned that any intervention in Chad would …".
    """
    subjects = [child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")]
    return any(each.pos_ == "PROPN" and each.i not in actors for each in subjects) or any(
        each.lemma_.lower() in _CAMPAIGNS and not owners_of(each, actors, "comp") for each in subjects
    )


def _clause_subject(clause: Token, actors: Actors) -> tuple[Filler, ...]:
    stated = [child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")]
    return _as_inside(fillers(clauses.expand(stated), actors, "comp"))


def _clause_objects(clause: Token, actors: Actors) -> tuple[Filler, ...]:
    return _as_inside(fillers([*syntax.recipients(clause), *syntax.patients(clause)], actors, "comp"))


def _clause_obliques(clause: Token, actors: Actors, owners: bool = True) -> tuple[Filler, ...]:
    holders = [clause, *(child for child in clause.children if child.dep_ in ("dobj", "attr", "xcomp"))]
    for holder in holders:
        for prep in holder.children:
            if prep.dep_ == "prep" and prep.lower_ not in _GRAMMAR.circumstance:
                nouns = clauses.expand([each for each in prep.children if each.dep_ == "pobj"])
                found = fillers(nouns, actors, "comp", owners)
                if found:
                    return _as_inside(found)
    return ()


def _clause_anyone(clause: Token, actors: Actors) -> tuple[Filler, ...]:
    asides = (child for child in clause.children if child.dep_ == "advcl" and _is_aside(child))
    beside = {each.i for child in asides for each in child.subtree}
    for token in clause.subtree:
        if token.i in beside:  # "fears that the dam will fail, while SUDAN is worried"
            continue
        if token.i in actors and token.i != clause.i and not _only_places(actors[token.i]):
            return _as_inside(fillers(clauses.conjuncts(token), actors, "comp", owners=False))
    return ()


def _is_aside(clause: Token) -> bool:
    return any(child.lower_ in _GRAMMAR.contrasting for child in clause.children)


def _only_places(actors: tuple[Actor, ...]) -> bool:
    return all(actor.resolved_by == _PLACE_ONLY for actor in actors)


def _as_inside(found: tuple[Filler, ...]) -> tuple[Filler, ...]:
    return tuple(Filler(each.actor, each.token, each.slot, "inside") for each in found)


def nearest_left(trigger: Token, actors: Actors) -> list[Token]:
    """The nearest actor before a trigger in its sentence: "the Quad, comprising Japan …"."""
    for i in range(trigger.i - 1, trigger.sent.start - 1, -1):
        if i in actors:
            return [trigger.doc[i]]
    return []


def places_only(filler: Filler) -> bool:
    """True for an actor that the words only name as a place ("in Iraq")."""
    actor = filler.actor
    return (
        actor.resolved_by == _PLACE_ONLY and filler.how == "direct" and actor.type in ("state", "territory")
    )
