"""Coreference of pronouns: which earlier actors "it", "they" and "his" point back to.

Simple and cautious: subjects of governing and preceding clauses first, never the other argument of
the same verb, nothing where no candidate fits.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from extract.history import (
    LOOK_BACK,
    SUBJECTS,
    Actors,
    Entry,
    History,
    Lookup,
    by_prominence,
    is_coargument,
    subject_of,
    subjects_above,
)
from extract.noun_phrases import coordinated, coordination_head, is_plural
from ontology.anaphora import load_anaphora

_THINGS = ("state", "territory", "organisation", "bloc", "group", "body", "company")
_COLLECTIVE = ("group", "population", "organisation", "bloc", "body", "company", "media")


def pronoun(token: Token, sentence: int, history: History, lookup: Lookup) -> Actors:
    """What a personal or possessive pronoun stands for; () when nothing fits."""
    words = load_anaphora()
    if _is_empty(token):
        return ()
    fits = _person_fits if token.lower_ in words.person else (
        _thing_fits if token.lower_ in words.thing else _many_fit
    )  # fmt: skip
    for subject in subjects_above(token):
        found = _coordination(subject, lookup) if fits is _many_fit else lookup(subject)
        if fits is _thing_fits and _has_thing_object(subject, token, lookup):
            return ()
        if found and fits(found, subject):
            return found
        if fits is _thing_fits and (_blocks(subject, token) if not found else _is_unknown(found)):
            return ()
    return _from_before(token, sentence, history, fits)


def _is_empty(token: Token) -> bool:
    """The "it" of "it is clear that": stands for nothing."""
    if token.lower_ != "it" or token.dep_ == "expl":
        return token.dep_ == "expl"
    verb = token.head
    if verb.lemma_ not in load_anaphora().empty_verbs:
        return False
    return any(
        child.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "relcl", "acomp") for child in verb.children
    )


def _blocks(subject: Token, pronoun_token: Token) -> bool:
    """True when a thing that is no actor is the likelier meaning of "it" ("the plan …, it …")."""
    if subject.pos_ not in ("NOUN", "PROPN") or is_plural(subject):
        return False
    return pronoun_token.head.lemma_ not in load_anaphora().acting_verbs


def _has_thing_object(subject: Token, token: Token, lookup: Lookup) -> bool:
    """True where an object "it" more likely means an object: "X dismissed the REPORT and Y praised it"."""
    if token.dep_ not in ("dobj", "pobj"):
        return False
    objects = (child for child in subject.head.children if child.dep_ == "dobj" and child.i < token.i)
    return any(each.pos_ == "NOUN" and not is_plural(each) and not lookup(each) for each in objects)


def _is_unknown(actors: Actors) -> bool:
    """True for "the junta" of nobody knows where: likelier than anybody else, and unresolved."""
    return all(actor.resolved_by == "unresolved" and actor.type in _THINGS for actor in actors)


def _from_before(
    token: Token, sentence: int, history: History, fits: Callable[[Actors, Token], bool]
) -> Actors:
    """The antecedent among earlier clauses: a subject before others, the nearest sentence first."""
    for back in range(LOOK_BACK + 1):
        entries = [
            entry
            for entry in history.of(sentence - back)
            if not (back == 0 and is_coargument(entry.token, token))
        ]
        for subject in by_prominence([entry for entry in entries if entry.is_subject]):
            found = _joined(subject, entries) if fits is _many_fit else subject.actors
            if fits(found, subject.token):
                return found
        fitting = [
            entry for entry in entries if fits(entry.actors, entry.token) and entry.token.dep_ != "poss"
        ]
        if fitting and len({entry.principals for entry in fitting}) == 1:
            return fitting[-1].actors
        if (
            fits is _thing_fits
            and back
            and token.dep_ in SUBJECTS
            and _blocked_before(token, sentence, entries)
        ):
            return ()
    return ()


def _blocked_before(token: Token, sentence: int, entries: list[Entry]) -> bool:
    """True when "it" opens a sentence after one whose subject was a thing."""
    start = token.sent.start
    if not start:
        return False
    subject = subject_of(token.doc[start - 1].sent.root)
    return (
        subject is not None
        and all(entry.token.i != subject.i for entry in entries)
        and _blocks(subject, token)
    )


def _joined(entry: Entry, entries: list[Entry]) -> Actors:
    """All members of the coordination that an entry belongs to."""
    head = coordination_head(entry.token).i
    return tuple(
        actor for each in entries if coordination_head(each.token).i == head for actor in each.actors
    )


def _coordination(first: Token, lookup: Lookup) -> Actors:
    return tuple(actor for token in coordinated(first) for actor in lookup(token))


def _person_fits(actors: Actors, token: Token) -> bool:
    return len(actors) == 1 and actors[0].type == "person" and not is_plural(token)


def _thing_fits(actors: Actors, token: Token) -> bool:
    if len(coordinated(coordination_head(token))) > 1:
        return False
    if len(actors) != 1 or actors[0].type not in _THINGS or actors[0].resolved_by in ("place", "unresolved"):
        return False
    return not is_plural(token) or token.pos_ == "PROPN"


def _many_fit(actors: Actors, token: Token) -> bool:
    if any(actor.resolved_by == "place" for actor in actors):
        return False
    return len(actors) > 1 or is_plural(token) or (bool(actors) and actors[0].type in _COLLECTIVE)
