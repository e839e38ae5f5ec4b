"""Clauses and coordinations over a spaCy parse: what belongs together, before anybody asks who does what.

Coordinated tokens are spelt out, relative pronouns replaced by their nouns, passives and complement
clauses told apart. `syntax` and `subjects` build on it.
"""

from __future__ import annotations

from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVE = ("which", "that", "who", "whom", "whose")
_DEPTH = 12


def children_of(token: Token, *deps: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in deps]


def conjuncts(token: Token) -> list[Token]:
    """The token and everything coordinated below it: "A, B and C" from A."""
    found = [token]
    for child in token.children:
        if (child.dep_ == "conj" and child.pos_ != "VERB") or (child.dep_ == "appos" and _lists(child)):
            found.extend(conjuncts(child))
    return found


def _lists(token: Token) -> bool:
    """True for a conjunct that the parser called an apposition: "A, B and C" read as A (B and C)."""
    return token.pos_ == "PROPN" and any(child.dep_ == "cc" for child in token.children)


def expand(tokens: list[Token]) -> list[Token]:
    """All conjuncts of some tokens, each once, relative pronouns replaced by what they refer to."""
    found: dict[int, Token] = {}
    for token in tokens:
        for each in conjuncts(antecedent(token)):
            found.setdefault(each.i, each)
    return [found[i] for i in sorted(found)]


def antecedent(token: Token) -> Token:
    """For a relative pronoun, the noun it stands for; any other token is itself."""
    if token.lower_ in _RELATIVE and token.tag_ in ("WDT", "WP", "WP$", "IN"):
        clause = token.head
        for _ in range(_DEPTH):
            if clause.dep_ == "relcl":
                return equated(clause.head)
            if clause.head is clause:
                break
            clause = clause.head
    return token


def equated(noun: Token) -> Token:
    """Chad in "Chad is the only STATE that objects": who is called so, rather than the word."""
    names = [child for child in noun.head.children if child.dep_ == "nsubj" and child.pos_ == "PROPN"]
    return names[0] if noun.dep_ == "attr" and noun.head.lemma_ == "be" and names else noun


def is_passive(verb: Token) -> bool:
    """True when the surface subject is the deep object."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ == "aux" for child in verb.children):
        return False
    if verb.dep_ in ("acl", "amod"):
        return True
    if verb.dep_ == "advcl":
        return not children_of(verb, "dobj", "nsubj")
    if verb.dep_ == "conj" and not children_of(verb, *_SUBJECTS):
        return is_passive(verb.head) and not children_of(verb, "dobj")
    return False


def is_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def complements(verb: Token, kind: str | None = None) -> list[Token]:
    """Clausal complements of a verb, adjective or noun; None for any kind.

    Kinds are "inf", "that", "gerund", and "subjunctive" for that-clauses that are a wish.
    """
    found = []
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "acl", "advcl", "oprd") and child.pos_ in ("VERB", "AUX"):
            if (
                child.dep_ == "acl"
                and not is_infinitive(child)
                and verb.pos_ == "NOUN"
                and not _marked(child)
            ):
                continue
            if (
                child.dep_ == "advcl"
                and (not is_infinitive(child) or _marked(child))
                and not is_for_to(child)
            ):
                continue
            wished = kind == "subjunctive" and is_subjunctive(child)
            if kind is None or wished or complement_kind(child) == kind:
                found.append(child)
        elif child.dep_ == "prep":
            gerunds = [
                each for each in child.children if each.dep_ in ("pcomp", "pobj") and each.tag_ == "VBG"
            ]
            found.extend(gerunds if kind in (None, "gerund") else [])
    return found


def is_for_to(clause: Token) -> bool:
    """ "called FOR Israel TO respect …"."""
    return is_infinitive(clause) and any(c.lower_ == "for" and c.dep_ == "mark" for c in clause.children)


def _marked(clause: Token) -> bool:
    return any(child.dep_ == "mark" for child in clause.children)


def is_subjunctive(clause: Token) -> bool:
    """ "Insists that Chad LEAVE": a wish, where "insists that Chad leaves" is a statement."""
    marked = any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)
    return clause.tag_ == "VB" and marked and not any(child.dep_ == "aux" for child in clause.children)


def complement_kind(clause: Token) -> str:
    """How a clause is embedded: "inf", "gerund" or "that"."""
    bare = clause.tag_ == "VB" and not any(
        child.dep_ in ("aux", "nsubj", "mark") for child in clause.children
    )
    if is_infinitive(clause) or bare:
        return "inf"
    if clause.tag_ == "VBG" and not any(child.dep_ in ("aux", "nsubj") for child in clause.children):
        return "gerund"
    return "that"


def particle(verb: Token) -> str | None:
    """The particle of a phrasal verb: "off" in "broke off"."""
    for child in verb.children:
        if child.dep_ == "prt":
            return str(child.lower_)
    return None


def clause_of(token: Token) -> Token:
    """The nearest verb at or above a token (the token itself when none is above)."""
    current = token
    for _ in range(_DEPTH):
        if current.pos_ in ("VERB", "AUX"):
            return current
        if current.head is current:
            return token
        current = current.head
    return token
