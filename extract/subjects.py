"""Subjects that a reader supplies: control, raising, gerunds, coordination, and whose a plan is.

"China wants Turkey to ratify" makes Turkey ratify; "after signing" is done by whoever signs.
"""

from __future__ import annotations

from spacy.tokens import Token

from extract.clauses import children_of, complement_kind, equated, expand, is_infinitive, is_passive
from ontology.grammar import load_grammar

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_GRAMMAR = load_grammar()
_ADDRESSING = ("on", "upon", "for", "to")
_FINITE = ("VBD", "VBZ", "VBP")
_DEPTH = 12


def surface_subject(verb: Token, depth: int = 0) -> list[Token]:
    """The subject a reader would supply for this verb, stated or understood; maybe none."""
    if depth > _DEPTH:
        return []
    stated = [child for child in children_of(verb, *_SUBJECTS) if child.lower_ not in ("there",)]
    if stated:
        return expand(stated)
    return expand(_understood_subject(verb, depth + 1))


def _understood_subject(verb: Token, depth: int) -> list[Token]:
    head = verb.head
    if head is verb:
        return []
    if verb.dep_ == "conj":
        joined = conjunct_head(verb)
        return _understood_subject(joined, depth) if joined.pos_ == "NOUN" else surface_subject(joined, depth)
    if verb.dep_ in ("xcomp", "ccomp"):
        return controller(head, depth) if verb.dep_ == "xcomp" or complement_kind(verb) == "inf" else []
    if verb.dep_ in ("advcl", "oprd", "dep", "prep"):
        return controller(head, depth) if _is_commanded(verb, head) else _clause_subject(head, depth)
    if verb.dep_ in ("pcomp", "pobj"):
        return _gerund_subject(verb, depth)
    if verb.dep_ == "acl":
        return _modifier_subject(verb, depth)
    if verb.dep_ == "relcl":
        return [] if children_of(verb, *_SUBJECTS) else [equated(head)]
    if verb.dep_ == "amod":
        return [head]
    return []


def conjunct_head(verb: Token) -> Token:
    """What a coordinated verb is really coordinated with.

    In "denied that its troops had shelled the village and accused Armenia" the parser hangs
    "accused" on "shelled"; the tense says that it goes with "denied", and so does the meaning: who speaks
    goes on speaking.
    """
    head = verb.head
    governor = head.head.head if head.dep_ == "acl" else head.head
    if head.dep_ not in ("ccomp", "xcomp", "acl") or verb.tag_ not in _FINITE:
        return head
    stated = any(child.dep_ in _SUBJECTS for child in verb.children)
    if governor.tag_ != verb.tag_ or stated:
        return head
    speaks = verb.lemma_.lower() in _GRAMMAR.speaking and head.lemma_.lower() not in _GRAMMAR.speaking
    return governor if head.tag_ != verb.tag_ or speaks else head


def _is_commanded(verb: Token, governor: Token) -> bool:
    """ "asked Italy to leave" read as an adverbial; "blocked a road to protest" is a purpose."""
    if not is_infinitive(verb):
        return False
    names = any(child.pos_ in ("PROPN", "PRON") for child in children_of(governor, "dobj"))
    return names or governor.lemma_ in _GRAMMAR.prepositional_control


def _clause_subject(token: Token, depth: int) -> list[Token]:
    """The surface subject of the clause that a token belongs to."""
    for _ in range(_DEPTH):
        if token.pos_ in ("VERB", "AUX") or children_of(token, *_SUBJECTS):
            return surface_subject(token, depth)
        if token.head is token:
            return []
        token = token.head
    return []


def controller(governor: Token, depth: int = 0) -> list[Token]:
    """Who does what an infinitive under this governor says: its object if it has one, else its subject."""
    if governor.pos_ in ("ADJ", "NOUN", "PROPN", "ADV") and governor.dep_ in (
        "acomp",
        "attr",
        "oprd",
        "advmod",
    ):
        return surface_subject(governor.head, depth)
    objects = children_of(governor, "dobj", "dative")
    objects = [each for each in objects if each.pos_ in ("PROPN", "PRON", "NOUN")]
    if objects and not is_passive(governor) and governor.lemma_ not in _GRAMMAR.subject_control:
        return objects
    called = [
        noun
        for prep in children_of(governor, "prep")
        if prep.lower_ in _ADDRESSING
        for noun in children_of(prep, "pobj")
    ]
    if called and governor.lemma_ in _GRAMMAR.prepositional_control:
        return called
    return surface_subject(governor, depth)


def _gerund_subject(verb: Token, depth: int) -> list[Token]:
    """Subject of "harassing" in "accused Tehran of harassing" (object) or "after signing" (subject)."""
    prep = verb.head
    governor = prep.head
    if governor.pos_ == "NOUN":
        return noun_agent(governor, depth + 1)
    objects = children_of(governor, "dobj")
    if prep.lower_ in _GRAMMAR.object_gerund:
        if is_passive(governor):
            return surface_subject(governor, depth)
        if objects:
            return objects
    return _clause_subject(governor, depth)


def noun_agent(noun: Token, depth: int = 0) -> list[Token]:
    """Whose plan, decision or accusation a noun is: possessor, else the subject of its verb."""
    if depth > _DEPTH:
        return []
    owners = children_of(noun, "poss")
    if owners:
        return owners
    modifiers = [
        child
        for child in children_of(noun, "amod", "compound", "nmod")
        if child.ent_type_ in ("GPE", "NORP", "ORG")
    ]
    if modifiers:
        return modifiers
    by = [
        pobj
        for prep in children_of(noun, "prep", "agent")
        if prep.lower_ in ("by", "of", "from")
        for pobj in children_of(prep, "pobj")
    ]
    if by:
        return by
    return (
        _clause_subject(noun.head, depth + 1)
        if noun.dep_ in ("dobj", "attr", "pobj", "acomp", "oprd")
        else []
    )


def _modifier_subject(verb: Token, depth: int) -> list[Token]:
    """Subject of a verb that modifies a noun: the noun itself, or for "plan to …" its agent."""
    if not is_infinitive(verb):
        return [equated(verb.head)]
    return _called_on(verb.head) or noun_agent(verb.head, depth + 1)


def _called_on(noun: Token) -> list[Token]:
    """ "An invitation to ITALY to come": who is to act is who is spoken to."""
    if noun.lemma_.lower() not in _GRAMMAR.calling_nouns:
        return []
    return [
        called
        for prep in children_of(noun, "prep")
        if prep.lower_ in _ADDRESSING
        for called in children_of(prep, "pobj")
    ]
