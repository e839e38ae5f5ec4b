"""Echoes: clauses that only say that somebody did the same, "as did Norway", "Chile followed suit"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from extract import syntax
from extract.arguments import Actors, fillers
from extract.events import Event
from extract.own_words import own_words
from ontology.grammar import load_grammar

_GRAMMAR = load_grammar()
_FINITE = ("VBD", "VBZ", "VBP", "VBN")
_AUXILIARIES = ("do", "have")
_OPENING = ("as", "so")
_LEMMAS = frozenset((*_AUXILIARIES, *(words.split()[0] for words in _GRAMMAR.echoing)))


def echo(verb: Token, events: Sequence[Event], actors: Actors) -> Event | None:
    """The event that a clause repeats with a subject of its own; None where it tells something else."""
    if verb.lemma_ not in _LEMMAS or not (_is_inverted(verb) or _is_same_again(verb)):
        return None
    model = _model(verb)
    told = next((event for event in reversed(events) if model in (event.trigger, event.carrier)), None)
    if told is None or not told.targets or not _is_plain(told, verb):
        return None
    sources = fillers(syntax.agents(verb), actors, "subj")
    own = {each.actor.principal for each in (*sources, *told.sources)}
    targets = tuple(
        replace(each, token=verb, how="anaphora") for each in told.targets if each.actor.principal not in own
    )
    frame = replace(told.frame, phrase=own_words(told))
    return Event(frame, verb, None, sources, targets) if sources and targets else None


def _is_inverted(verb: Token) -> bool:
    """ "AS DID Norway", "SO HAS Norway": the subject stands behind the auxiliary."""
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    opening = [
        child for child in verb.children if child.dep_ in ("mark", "advmod") and child.lower_ in _OPENING
    ]
    behind = bool(subjects) and subjects[0].i == verb.i + 1 + _article(subjects[0])
    return verb.lemma_ in _AUXILIARIES and behind and bool(opening) and opening[0].i == verb.i - 1


def _article(noun: Token) -> int:
    return noun.i - noun.left_edge.i


def _is_same_again(verb: Token) -> bool:
    """ "DID THE SAME", "FOLLOWED SUIT"."""
    objects = (child.lower_ for child in verb.children if child.dep_ in ("dobj", "advmod"))
    return any(f"{verb.lemma_} {word}" in _GRAMMAR.echoing for word in objects)


def _model(verb: Token) -> Token:
    """The verb whose deed is repeated: the one above, or the one of the sentence before."""
    if verb.dep_ != "ROOT":
        return verb.head
    before = [child for child in verb.children if child.dep_ in ("ccomp", "parataxis") and child.i < verb.i]
    if before:  # "Chile left; Peru did the same"
        return before[-1]
    start = verb.sent.start
    return verb.doc[start - 1].sent.root if start else verb


def _is_plain(event: Event, verb: Token) -> bool:
    """Only what was told as done by its own verb is done again."""
    model = event.carrier or event.trigger
    hedged = any(child.dep_ == "neg" or child.tag_ == "MD" for child in model.children)
    return model.tag_ in _FINITE and not hedged and event.trigger.i < verb.i
