"""Whether a word is used in the meaning of a frame: its particle, light object, complement, predicative."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extract import clauses, syntax
from ontology.frames import Frame, load_classes
from ontology.grammar import load_grammar

_GRAMMAR = load_grammar()
_COUNTING = frozenset((*_GRAMMAR.measures, *_GRAMMAR.currencies))
_APPEALS = frozenset(load_classes()["appeals"])


def fits(verb: Token, frame: Frame, objects: frozenset[str] | None = None) -> bool:
    """The restrictions of a verb frame: particle, light object, complement, predicative.

    `objects` are the verb's `object_lemmas`, where the caller has many frames to try.
    """
    if frame.particle is not None and not _has_particle(verb, frame.particle):
        return False
    loose = frame.particle is None and not frame.objects and frame.complement is None and not frame.paths
    if loose and clauses.particle(verb) in ("off", "back"):  # "broke off" is not "broke"
        return False
    if frame.objects and (object_lemmas(verb) if objects is None else objects).isdisjoint(frame.objects):
        return False
    if frame.predicatives and not _has_predicative(verb, frame.predicatives):
        return False
    if frame.paths and not any(syntax.oblique(verb, path) for path in frame.paths):
        return False
    return frame.complement is None or bool(clauses.complements(verb, frame.complement))


def _has_particle(verb: Token, particle: str) -> bool:
    if any(child.lower_ == particle and child.dep_ in ("prt", "prep", "advmod") for child in verb.children):
        return True
    return particle == "for" and any(clauses.is_for_to(child) for child in verb.children)


def _has_predicative(verb: Token, lemmas: tuple[str, ...]) -> bool:
    heads = [
        child for child in verb.children if child.dep_ in ("oprd", "attr", "dobj", "acomp", "ccomp", "xcomp")
    ]
    heads += [
        noun
        for child in verb.children
        if child.dep_ == "prep" and child.lower_ == "as"
        for noun in child.children
    ]
    heads += [
        deeper
        for head in heads
        for deeper in head.children
        if deeper.dep_ in ("attr", "dobj", "oprd", "acomp", "appos", "amod")
    ]
    return any(token.lemma_.lower() in lemmas for head in heads for token in clauses.conjuncts(head))


def light_object(verb: Token, frame: Frame) -> Token | None:
    """The direct object that makes the verb this frame's: "sanctions" for impose + sanction."""
    return next((noun for noun in _object_nouns(verb) if noun.lemma_.lower() in frame.objects), None)


def object_lemmas(verb: Token) -> frozenset[str]:
    """The lemmas that a frame's light object may be among."""
    return frozenset(noun.lemma_.lower() for noun in _object_nouns(verb))


def _object_nouns(verb: Token) -> Iterator[Token]:
    """The objects of a verb, each before what it measures: "billions", "aid" in "billions in aid"."""
    for noun in (*syntax.patients(verb), *(child for child in verb.children if child.dep_ == "dobj")):
        yield noun
        if noun.pos_ == "NUM" or noun.lemma_.lower() in _COUNTING:
            yield from syntax.oblique(noun, "of")
            yield from syntax.oblique(noun, "in")


def has_other_object(frame: Frame, trigger: Token) -> bool:
    """ "France and Germany met the deadline": the object is no partner, so they did not meet.

    Nor did they telephone in "issued a call for Iran to yield".
    """
    if frame.kind == "noun":
        asks = any(clauses.is_for_to(child) for child in trigger.children) or syntax.oblique(trigger, "for")
        return trigger.lemma_.lower() in _APPEALS and bool(asks)
    return (
        frame.kind == "verb"
        and not frame.objects
        and trigger.lemma_.lower() not in _GRAMMAR.topical
        and not any(child.lower_ in _GRAMMAR.together for child in trigger.children)
        and bool(syntax.patients(trigger))
        and not clauses.is_passive(trigger)
    )


def consumed(trigger: Token, frame: Frame) -> tuple[int, ...]:
    """Nouns whose own frames the trigger has used up: its light object, and words that a slot spells out."""
    if frame.kind != "verb":
        return ()
    noun = light_object(trigger, frame) if frame.objects else None
    spelt = {word for slot in frame.target if " " in slot for word in slot.split()}
    path = [token.i for token in trigger.subtree if spelt and token.lower_ in spelt and token.pos_ == "NOUN"]
    return (*path, noun.i) if noun is not None else tuple(path)
