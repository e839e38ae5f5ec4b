"""Deep syntax over a spaCy parse: who stands where, whatever the construction.

Passive, relative clauses, participles, control, raising and coordination are undone here, so that
the frames only speak of deep subjects, objects and prepositions. All functions return head tokens,
coordinated ones spelt out, in text order.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extract.clauses import children_of, expand, is_passive
from extract.subjects import surface_subject
from ontology.grammar import load_grammar

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVE = ("which", "that", "who", "whom", "whose")
_GRAMMAR = load_grammar()


def agents(verb: Token) -> list[Token]:
    """The deep subject: surface subject of an active verb, by-phrase of a passive one."""
    if not is_passive(verb):
        return surface_subject(verb)
    holders = [verb, *_sharing(verb)]
    found = [phrase for holder in holders if (phrase := _by_phrase(holder))]
    return expand(found[0] if found else [])


def _sharing(verb: Token) -> list[Token]:
    """Participles that share a by-phrase: "seen and heard by all", "was seen by all and heard"."""
    joined = [child for child in children_of(verb, "conj") if child.tag_ == "VBN"]
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not children_of(verb, *_SUBJECTS):
        joined.append(verb.head)
    return joined


def _by_phrase(verb: Token) -> list[Token]:
    preps = [prep for prep in children_of(verb, "agent", "prep") if prep.lower_ == "by"]
    return [noun for prep in preps for noun in children_of(prep, "pobj")]


def patients(verb: Token) -> list[Token]:
    """The deep object: direct object of an active verb, surface subject of a passive one."""
    if is_passive(verb):
        return surface_subject(verb)
    found = children_of(verb, "dobj")
    if not found and verb.lemma_ not in _GRAMMAR.copulas and verb.pos_ == "VERB":
        found = [child for child in children_of(verb, "attr") if child.pos_ in ("NOUN", "PROPN")]
    if not found and verb.dep_ == "relcl" and children_of(verb, "nsubj") and not _relative_inside(verb):
        return [verb.head]
    if not found:
        found = _shared_object(verb) or _small_clause_subject(verb)
    return expand([each for each in found if not _is_temporal(each)])


def _small_clause_subject(verb: Token) -> list[Token]:
    """Palau in "helped Palau rebuild the pier", Russia in "holds Russia responsible"."""
    for child in children_of(verb, "ccomp"):
        verbless = child.pos_ in ("ADJ", "NOUN")
        bare = child.tag_ == "VB" or (child.tag_ == "VBP" and verb.lemma_ in _GRAMMAR.bare_infinitive)
        if (bare or verbless) and not any(each.dep_ in ("aux", "mark") for each in child.children):
            return children_of(child, "nsubj")
    return _what_is_called(verb)


def _what_is_called(verb: Token) -> list[Token]:
    """The step in "welcomed what it called CHAD'S STEP"."""
    for child in children_of(verb, "ccomp"):
        if any(each.lower_ == "what" for each in child.children):
            found = children_of(child, "oprd", "attr")
            return found or [
                noun
                for prep in children_of(child, "prep")
                if prep.lower_ == "as"
                for noun in children_of(prep, "pobj")
            ]
    return []


def _relative_inside(verb: Token) -> bool:
    return any(child.lower_ in _RELATIVE or child.tag_ == "WRB" for child in verb.children)


def _shared_object(verb: Token) -> list[Token]:
    """In "condemned and rejected the plan" the object hangs on the last verb only."""
    for child in children_of(verb, "conj"):
        if (
            child.pos_ == "VERB"
            and not children_of(child, *_SUBJECTS)
            and not is_passive(child)
            and child.i - verb.i <= 3
        ):
            return children_of(child, "dobj") or _shared_object(child)
    return []


def _is_temporal(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME")


def after_particle(verb: Token) -> list[Token]:
    """The object of a phrasal verb whose particle was read as a preposition: "backed up GREENLAND"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in _GRAMMAR.particles:
            return expand(children_of(child, "pobj"))
    return []


def recipients(verb: Token) -> list[Token]:
    """The indirect object: "gave UKRAINE tanks", also the subject of "Ukraine was given tanks"."""
    found = [child for child in children_of(verb, "dative") if child.pos_ != "ADP"]
    objects = children_of(verb, "dobj")
    if not found and len(objects) > 1 and objects[0].pos_ in ("PROPN", "PRON"):
        found = objects[:1]  # "lends Angola two billion dollars"
    if not found and is_passive(verb) and children_of(verb, "dobj"):
        found = surface_subject(verb)
    return expand(found)


def oblique(token: Token, preposition: str) -> list[Token]:
    """Objects of that preposition on the token, coordinated prepositions and objects included.

    A path of words is followed: "in support of" to the object of "of", "in strike" to the strike.
    """
    first, _, rest = preposition.partition(" ")
    found: list[Token] = []
    for prep in _prepositions(token):
        if prep.lower_ == first:
            nouns = [each for each in children_of(prep, "pobj") if not _is_temporal(each)]
            found.extend(_follow(token, nouns, rest.split()) if rest else nouns)
    return expand(found) if found else found


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
            yield from children_of(child, "prep")
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
