"""Binding: whom a pronoun cannot mean, because of where it stands.

Fellow arguments of one verb are different actors, who speaks speaks of somebody else, and nobody
expels an envoy of their own.
"""

from __future__ import annotations

from spacy.tokens import Token

from extract.history import SUBJECTS, Lookup, is_inside, subject_of
from extract.noun_phrases import clause_verb
from ontology.anaphora import load_anaphora


def barred(token: Token, kind: str, lookup: Lookup) -> frozenset[str]:
    """The principals (for persons the actor ids) that a pronoun of a kind does not stand for."""
    return _fellow_arguments(token, kind, lookup) | _told_about(token, kind, lookup)


def _fellow_arguments(token: Token, kind: str, lookup: Lookup) -> frozenset[str]:
    """Who else takes part in the verb of a pronoun, and so is not meant by it."""
    verb = clause_verb(token)
    if token.dep_ == "poss" and not _is_turned_outward(token, verb):
        return frozenset()
    others = [
        each for each in verb.children if each.dep_ in (*SUBJECTS, "dobj") and not is_inside(token, each)
    ]
    joined = verb
    if verb.dep_ == "xcomp" and subject_of(verb) is None:  # "refused to meet HIM": not who refused
        ordered = [child for child in verb.head.children if child.dep_ == "dobj" and child.i < verb.i]
        others.extend(ordered)
        joined = verb if ordered else verb.head
    while _shares_subject(joined):  # "called Iran and urged it": one subject
        joined = joined.head
    shared = subject_of(joined)
    if shared is not None and shared not in others and not is_inside(token, shared):
        others.append(shared)
    actors = (
        actor for other in others if other.i < token.i or other.pos_ != "PRON" for actor in lookup(other)
    )
    return frozenset(actor.id if kind == "person" else actor.principal for actor in actors)


def _told_about(token: Token, kind: str, lookup: Lookup) -> frozenset[str]:
    """Chad in ""Chad must yield," IT said": whoever speaks speaks of somebody else."""
    verb = token.head
    before = token.doc[token.i - 1] if token.i else token
    if token.dep_ != "nsubj" or kind == "many" or not (before.text == "," or before.is_quote):
        return frozenset()
    told = [child for child in verb.children if child.dep_ == "ccomp" and child.i < token.i]
    if verb.dep_ == "parataxis" and verb.head.i < token.i:
        told.append(verb.head)
    subjects = (subject for clause in told if (subject := subject_of(clause)) is not None)
    actors = (actor for each in subjects if each.pos_ != "PRON" for actor in lookup(each))
    return frozenset(actor.id if kind == "person" else actor.principal for actor in actors)


def _is_turned_outward(token: Token, verb: Token) -> bool:
    """ "Lima expelled ITS envoy": somebody else's."""
    return token.head.dep_ == "dobj" and verb.lemma_.lower() in load_anaphora().outward_verbs


def _shares_subject(verb: Token) -> bool:
    return (verb.dep_ == "conj" and subject_of(verb) is None) or (verb.dep_ == "advcl" and verb.tag_ == "VBG")
