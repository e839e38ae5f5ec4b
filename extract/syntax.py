"""Deep syntax over a spaCy parse: who stands where, whatever the construction.

Passive, relative clauses, participles, control, raising and coordination are undone here, so that
the frames only speak of deep subjects, objects and prepositions. All functions return head tokens,
coordinated ones spelt out, in text order.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ontology.grammar import load_grammar

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVE = ("which", "that", "who", "whom", "whose")
_GRAMMAR = load_grammar()
_ADDRESSING = ("on", "upon", "for", "to")
_FINITE = ("VBD", "VBZ", "VBP")
_DEPTH = 12


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
                return clause.head
            if clause.head is clause:
                break
            clause = clause.head
    return token


def is_passive(verb: Token) -> bool:
    """True when the surface subject is the deep object."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ == "aux" for child in verb.children):
        return False
    if verb.dep_ in ("acl", "amod"):
        return True
    if verb.dep_ == "advcl":
        return not _children(verb, "dobj", "nsubj")
    if verb.dep_ == "conj" and not _children(verb, *_SUBJECTS):
        return is_passive(verb.head) and not _children(verb, "dobj")
    return False


def _children(token: Token, *deps: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in deps]


def surface_subject(verb: Token, depth: int = 0) -> list[Token]:
    """The subject a reader would supply for this verb, stated or understood; maybe none."""
    if depth > _DEPTH:
        return []
    stated = [child for child in _children(verb, *_SUBJECTS) if child.lower_ not in ("there",)]
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
        return [] if _children(verb, *_SUBJECTS) else [head]
    if verb.dep_ == "amod":
        return [head]
    return []


def conjunct_head(verb: Token) -> Token:
    """What a coordinated verb is really coordinated with.

    In "denied that its troops had shelled the village and accused Armenia" the parser hangs
    "accused" on "shelled"; the tense says that it goes with "denied".
    """
    head = verb.head
    governor = head.head
    if head.dep_ not in ("ccomp", "xcomp") or verb.tag_ not in _FINITE or head.tag_ == verb.tag_:
        return head
    stated = any(child.dep_ in _SUBJECTS for child in verb.children)
    return governor if governor.tag_ == verb.tag_ and not stated else head


def _is_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _is_commanded(verb: Token, governor: Token) -> bool:
    """ "asked Italy to leave" read as an adverbial; "blocked a road to protest" is a purpose."""
    if not _is_infinitive(verb):
        return False
    names = any(child.pos_ in ("PROPN", "PRON") for child in _children(governor, "dobj"))
    return names or governor.lemma_ in _GRAMMAR.prepositional_control


def _clause_subject(token: Token, depth: int) -> list[Token]:
    """The surface subject of the clause that a token belongs to."""
    for _ in range(_DEPTH):
        if token.pos_ in ("VERB", "AUX"):
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
    objects = _children(governor, "dobj", "dative")
    objects = [each for each in objects if each.pos_ in ("PROPN", "PRON", "NOUN")]
    if objects and not is_passive(governor) and governor.lemma_ not in _GRAMMAR.subject_control:
        return objects
    called = [
        noun
        for prep in _children(governor, "prep")
        if prep.lower_ in _ADDRESSING
        for noun in _children(prep, "pobj")
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
    objects = _children(governor, "dobj")
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
    owners = _children(noun, "poss")
    if owners:
        return owners
    modifiers = [
        child
        for child in _children(noun, "amod", "compound", "nmod")
        if child.ent_type_ in ("GPE", "NORP", "ORG")
    ]
    if modifiers:
        return modifiers
    by = [
        pobj
        for prep in _children(noun, "prep", "agent")
        if prep.lower_ in ("by", "of", "from")
        for pobj in _children(prep, "pobj")
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
    return noun_agent(verb.head, depth + 1) if _is_infinitive(verb) else [verb.head]


def agents(verb: Token) -> list[Token]:
    """The deep subject: surface subject of an active verb, by-phrase of a passive one."""
    if not is_passive(verb):
        return surface_subject(verb)
    holders = [verb, *_sharing(verb)]
    found = [phrase for holder in holders if (phrase := _by_phrase(holder))]
    return expand(found[0] if found else [])


def _sharing(verb: Token) -> list[Token]:
    """Participles that share a by-phrase: "seen and heard by all", "was seen by all and heard"."""
    joined = [child for child in _children(verb, "conj") if child.tag_ == "VBN"]
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not _children(verb, *_SUBJECTS):
        joined.append(verb.head)
    return joined


def _by_phrase(verb: Token) -> list[Token]:
    preps = [prep for prep in _children(verb, "agent", "prep") if prep.lower_ == "by"]
    return [noun for prep in preps for noun in _children(prep, "pobj")]


def patients(verb: Token) -> list[Token]:
    """The deep object: direct object of an active verb, surface subject of a passive one."""
    if is_passive(verb):
        return surface_subject(verb)
    found = _children(verb, "dobj")
    if not found and verb.lemma_ not in _GRAMMAR.copulas and verb.pos_ == "VERB":
        found = [child for child in _children(verb, "attr") if child.pos_ in ("NOUN", "PROPN")]
    if not found and verb.dep_ == "relcl" and _children(verb, "nsubj") and not _relative_inside(verb):
        return [verb.head]
    if not found:
        found = _shared_object(verb) or _small_clause_subject(verb)
    return expand([each for each in found if not _is_temporal(each)])


def _small_clause_subject(verb: Token) -> list[Token]:
    """Palau in "helped Palau rebuild the pier", Russia in "holds Russia responsible"."""
    for child in _children(verb, "ccomp"):
        verbless = child.pos_ in ("ADJ", "NOUN")
        bare = child.tag_ == "VB" or (child.tag_ == "VBP" and verb.lemma_ in _GRAMMAR.bare_infinitive)
        if (bare or verbless) and not any(each.dep_ in ("aux", "mark") for each in child.children):
            return _children(child, "nsubj")
    return _what_is_called(verb)


def _what_is_called(verb: Token) -> list[Token]:
    """The step in "welcomed what it called CHAD'S STEP"."""
    for child in _children(verb, "ccomp"):
        if any(each.lower_ == "what" for each in child.children):
            found = _children(child, "oprd", "attr")
            return found or [
                noun
                for prep in _children(child, "prep")
                if prep.lower_ == "as"
                for noun in _children(prep, "pobj")
            ]
    return []


def _relative_inside(verb: Token) -> bool:
    return any(child.lower_ in _RELATIVE or child.tag_ == "WRB" for child in verb.children)


def _shared_object(verb: Token) -> list[Token]:
    """In "condemned and rejected the plan" the object hangs on the last verb only."""
    for child in _children(verb, "conj"):
        if (
            child.pos_ == "VERB"
            and not _children(child, *_SUBJECTS)
            and not is_passive(child)
            and child.i - verb.i <= 3
        ):
            return _children(child, "dobj") or _shared_object(child)
    return []


def _is_temporal(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME")


def after_particle(verb: Token) -> list[Token]:
    """The object of a phrasal verb whose particle was read as a preposition: "backed up GREENLAND"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in _GRAMMAR.particles:
            return expand(_children(child, "pobj"))
    return []


def recipients(verb: Token) -> list[Token]:
    """The indirect object: "gave UKRAINE tanks", also the subject of "Ukraine was given tanks"."""
    found = [child for child in _children(verb, "dative") if child.pos_ != "ADP"]
    objects = _children(verb, "dobj")
    if not found and len(objects) > 1 and objects[0].pos_ in ("PROPN", "PRON"):
        found = objects[:1]  # "lends Angola two billion dollars"
    if not found and is_passive(verb) and _children(verb, "dobj"):
        found = surface_subject(verb)
    return expand(found)


def oblique(token: Token, preposition: str) -> list[Token]:
    """Objects of that preposition on the token, coordinated prepositions and objects included.

    A path of words is followed: "in support of" to the object of "of", "in strike" to the strike.
    """
    first, *path = preposition.split()
    found: list[Token] = []
    for prep in _prepositions(token):
        if prep.lower_ == first:
            nouns = [each for each in _children(prep, "pobj") if not _is_temporal(each)]
            found.extend(_follow(token, nouns, path) if path else nouns)
    return expand(found)


def _follow(token: Token, nouns: list[Token], path: list[str]) -> list[Token]:
    """The end of a path that starts at some nouns; its last preposition may hang on the token itself."""
    word, *rest = path
    matching = [noun for noun in nouns if word in (noun.lower_, noun.lemma_.lower())]
    if not matching or not rest:
        return matching
    preposition = " ".join(rest)
    below = [found for noun in matching for found in oblique(noun, preposition)]
    return below or [found for found in oblique(token, preposition) if found.i > matching[-1].i]


def _prepositions(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in ("prt", "advmod"):  # "pulled back from Iraq" hangs the phrase on "back"
            yield from _children(child, "prep")
        if child.dep_ in ("prep", "agent", "dative") and child.pos_ in (
            "ADP",
            "SCONJ",
            "VERB",
            "ADV",
            "PART",
        ):
            yield child
            yield from (each for each in child.children if each.dep_ == "conj" and each.pos_ == "ADP")
            if child.tag_ != "VBG":  # "according to" is no "to"
                yield from (each for each in child.children if each.dep_ == "prep" and each.pos_ == "ADP")


def complements(verb: Token, kind: str | None = None) -> list[Token]:
    """Clausal complements of a verb, adjective or noun; kind is "inf", "that", "gerund" or None for any."""
    found = []
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "acl", "advcl", "oprd") and child.pos_ in ("VERB", "AUX"):
            if (
                child.dep_ == "acl"
                and not _is_infinitive(child)
                and verb.pos_ == "NOUN"
                and not _marked(child)
            ):
                continue
            if (
                child.dep_ == "advcl"
                and (not _is_infinitive(child) or _marked(child))
                and not is_for_to(child)
            ):
                continue
            if kind is None or complement_kind(child) == kind:
                found.append(child)
        elif child.dep_ == "prep":
            gerunds = [
                each for each in child.children if each.dep_ in ("pcomp", "pobj") and each.tag_ == "VBG"
            ]
            found.extend(gerunds if kind in (None, "gerund") else [])
    return found


def is_for_to(clause: Token) -> bool:
    """ "called FOR Israel TO respect …"."""
    return _is_infinitive(clause) and any(c.lower_ == "for" and c.dep_ == "mark" for c in clause.children)


def _marked(clause: Token) -> bool:
    return any(child.dep_ == "mark" for child in clause.children)


def complement_kind(clause: Token) -> str:
    """How a clause is embedded: "inf", "gerund" or "that"."""
    bare = clause.tag_ == "VB" and not any(
        child.dep_ in ("aux", "nsubj", "mark") for child in clause.children
    )
    if _is_infinitive(clause) or bare:
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
