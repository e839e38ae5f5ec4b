"""Positions: the head tokens that stand in a slot around a trigger."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extract import clauses, syntax
from ontology.grammar import load_grammar

_GRAMMAR = load_grammar()
_MODIFIERS = ("poss", "amod", "compound", "nmod", "npadvmod", "nummod")


def modifiers(noun: Token) -> Iterator[Token]:
    """Tokens that stand before a noun and may name its owner, hyphenated ones included."""
    for child in noun.children:
        if child.dep_ in _MODIFIERS and child.i < noun.i:
            yield child
            yield from (each for each in clauses.conjuncts(child) if each is not child)
            if child.tag_ in ("VBN", "JJ", "VBG") or child.dep_ in ("compound", "poss", "nmod"):
                yield from modifiers(child)


def slot_tokens(trigger: Token, carrier: Token | None, slot: str) -> list[Token]:
    """Head tokens in a slot of a verbal trigger, or of a noun or adjective and the verb that carries it."""
    verb = trigger if trigger.pos_ in ("VERB", "AUX") else None
    if verb is not None and verb.dep_ == "aux":
        verb = verb.head
    if slot == "subj":
        holder = verb or carrier
        return syntax.agents(holder) if holder is not None else []
    if slot == "obj" and verb is None and carrier is not None:  # "CHILE was placed under sanctions"
        return [token for token in syntax.patients(carrier) if token.i != trigger.i]
    if slot == "obj":
        return (syntax.patients(verb) or syntax.after_particle(verb)) if verb else []
    if slot == "iobj":
        holder = verb or carrier
        return syntax.recipients(holder) if holder else []
    if slot == "named":
        return syntax.patients(verb) if verb else []
    if slot == "csubj":
        return [
            child
            for clause in clauses.complements(trigger)
            for child in clause.children
            if child.dep_ == "nsubj"
        ]
    if slot == "poss":
        before = [token for token in modifiers(trigger) if not _is_target(token)]
        return _possessors(trigger) or before
    if slot == "anti":
        return [token for token in modifiers(trigger) if _is_target(token)]
    found = syntax.oblique(trigger, slot) or _below(trigger, slot)
    if not found and carrier is not None:
        found = syntax.oblique(carrier, slot)
    if not found and verb is not None:
        found = _on_object(verb, slot) or _on_agent(verb, slot)
    return found


def _possessors(noun: Token) -> list[Token]:
    """ "SEOUL'S trade-body complaint": a possessor acts, whatever else stands before the noun."""
    return clauses.expand([child for child in noun.children if child.dep_ == "poss"])


def _is_target(modifier: Token) -> bool:
    """ "anti-AMERICAN": whom the noun is against."""
    before = modifier.doc[max(0, modifier.i - 2) : modifier.i]
    return len(before) == 2 and before[0].lower_ == "anti" and before[1].text in "-‐‑"


def _on_agent(verb: Token, preposition: str) -> list[Token]:
    """In "were called up by the army against the rebels" the phrase may hang on the agent."""
    if preposition in _GRAMMAR.owner_prepositions or not clauses.is_passive(verb):
        return []
    return [found for agent in syntax.agents(verb) for found in syntax.oblique(agent, preposition)]


def _below(noun: Token, preposition: str) -> list[Token]:
    """In "an upgrade of relations with Taiwan" the phrase hangs one noun below the trigger."""
    if noun.pos_ != "NOUN":
        return []
    return [found for below in syntax.oblique(noun, "of") for found in syntax.oblique(below, preposition)]


def _on_object(verb: Token, preposition: str) -> list[Token]:
    """In "imposed a ban on imports from China" the phrase may hang on the object or below it."""
    found: list[Token] = []
    for patient in (
        child for child in verb.children if child.dep_ in ("dobj", "nsubjpass", "csubjpass", "dative")
    ):
        found = syntax.oblique(patient, preposition)
        for prep in patient.children if not found else ():
            for noun in (each for each in prep.children if prep.dep_ == "prep" and each.dep_ == "pobj"):
                found = found or syntax.oblique(noun, preposition)
        if found:
            break
    return found
