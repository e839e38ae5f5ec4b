"""Words that point back, in the text: pronouns, "the bloc", "the two countries"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from spacy.tokens import Token

from extract import coreference, descriptions
from extract.history import SUBJECTS
from extract.noun_phrases import antecedent, determiner, is_plural, left_tokens, phrase_start
from extract.scene import Found, Scene, moved
from ontology.anaphora import load_anaphora
from ontology.records import Actor

Fits = Callable[[Actor], bool]

_BORDERING = 2  # how much more a land border counts among possible neighbours
_BODIES = ("organisation", "bloc")
_HALVES = ("North", "South")  # "the North" after "North Korea"
_POINTING = ("the", "these", "those")


def pronoun(scene: Scene, token: Token) -> Found:
    """The antecedent of "it", "he", "their"."""
    if token.lower_ not in load_anaphora().pronouns:
        return ()
    found = coreference.pronoun(token, scene.sentence(token), scene.history, scene.of)
    return tuple(moved(actor, scene.span(token, token), "pronoun") for actor in found)


def whose(scene: Scene, token: Token) -> Found:
    """The noun that a relative possessor takes up: "PAKISTAN, whose army …"."""
    noun = antecedent(token)
    if token.tag_ != "WP$" or noun is None:
        return ()
    return tuple(moved(actor, scene.span(token, token), "pronoun") for actor in scene.of(noun))


def both(scene: Scene, token: Token) -> Found:
    """ "Both agreed", "the two": a number that stands alone."""
    words = load_anaphora()
    if token.lower_ not in words.counts or token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return ()
    if token.lower_ != "both" and determiner(token) != "the":
        return ()
    return _group(scene, token, words.counts[token.lower_], _is_principal)


def together(scene: Scene, token: Token) -> Found:
    """ "The two countries", "both sides", "the leaders"."""
    words = load_anaphora()
    nouns = words.plural_states | words.plural_sides | words.plural_officials | words.plural_persons
    if token.lemma_.lower() not in nouns:
        return ()
    if determiner(token) == "each" and token.dep_ in SUBJECTS:  # "EACH ARMY blamed the other"
        return _group(scene, token, 2, _state_test(scene))
    if not is_plural(token):
        return ()
    left = [each.lower_ for each in reversed(left_tokens(token))]
    number = next((words.counts[each] for each in left if each in words.counts), None)
    if number is None and _is_mutual(token):
        number = 2
    rest = [each for each in left if each not in words.counts and each not in _POINTING]
    ids = words.regions.get(" ".join(rest))
    if not left or (left[0] not in _POINTING and "both" not in left):
        return ()
    if rest and ids is None and not words.neutral.issuperset(rest):
        return ()
    if number is None and any(child.dep_ in ("prep", "relcl", "acl") for child in token.children):
        return ()
    tests = (_within(fits, ids) for fits in _tests(scene, token.lemma_.lower()))
    return next((found for fits in tests if (found := _group(scene, token, number, fits))), ())


def _is_mutual(token: Token) -> bool:
    """ "The countries accused EACH OTHER": two are meant."""
    words = [each.lower_ for each in token.head.subtree] if token.dep_ in SUBJECTS else []
    return any(pair in (("each", "other"), ("one", "another")) for pair in pairwise(words))


def _tests(scene: Scene, lemma: str) -> Iterator[Fits]:
    """What the members must be, the likeliest first: two leaders are people, or else those they lead."""
    words = load_anaphora()
    people = lemma in words.plural_officials | words.plural_persons
    if people:
        yield _is_linked_person
    if lemma in words.plural_states:
        yield _state_test(scene)
    if lemma in words.plural_sides | words.plural_officials:
        yield _is_principal
    if people:
        yield _is_person


def _group(scene: Scene, token: Token, number: int | None, fits: Fits) -> Found:
    found = descriptions.together(number, token, scene.sentence(token), scene.history, scene.of, fits)
    where = scene.span(scene.doc[phrase_start(token)], token)
    return tuple(moved(actor, where, "plural") for actor in found)


def definite(scene: Scene, token: Token) -> Found:
    """ "The bloc", "the Baltic state", "the island"."""
    if determiner(token) not in ("the", "this", "that") or is_plural(token):
        return ()
    if any(child.lower_ in load_anaphora().blocking for child in token.children):
        return ()
    left = left_tokens(token)
    if any(each.i in scene.names for each in left):
        return ()
    modifiers = tuple(each.lower_ for each in reversed(left[:-1]))
    known = scene.gazetteer.actors
    actor = descriptions.definite(
        token, modifiers, scene.sentence(token), scene.history, scene.of,
        lambda principal: known[principal].type if principal in known else None,
    )  # fmt: skip
    if actor is None:
        return ()
    where = scene.span(scene.doc[phrase_start(token)], token)
    return (scene.reference(actor, "definite", where),)


def counterpart(scene: Scene, token: Token) -> Found:
    """ "Its neighbour", "their ally": the state that the report names most besides the possessor."""
    if token.lemma_.lower() not in load_anaphora().relational or is_plural(token):
        return ()
    owner = next((child for child in token.children if child.dep_ == "poss" and child.tag_ == "PRP$"), None)
    if owner is None or any(child.dep_ in ("appos", "prep") for child in token.children):
        return ()
    possessors = {actor.principal for actor in scene.of(owner)}
    is_state = _state_test(scene)
    next_to = _bordering(scene, token, possessors)
    others: Counter[str] = Counter()
    for entry in scene.history.everything():
        for actor in entry.actors:
            if is_state(actor) and _takes_part(actor) and actor.principal not in possessors:
                others[actor.principal] += _BORDERING if actor.principal in next_to else 1
    if not possessors or not others:
        return ()
    where = scene.span(scene.doc[phrase_start(token)], token)
    return (scene.reference(others.most_common(1)[0][0], "definite", where),)


def _bordering(scene: Scene, token: Token, possessors: set[str]) -> frozenset[str]:
    """Who has a land border with the possessor of "its neighbour"."""
    if token.lemma_.lower() not in ("neighbour", "neighbor"):
        return frozenset()
    known = (scene.gazetteer.actors.get(each) for each in possessors)
    return frozenset(each for actor in known if actor for each in actor.neighbours)


def short_name(scene: Scene, token: Token) -> Found:
    """ "The Forum" after "the Pacific Islands Forum": one word of the name stands for all of it."""
    if not token.text[0].isupper() or determiner(token) != "the" or len(left_tokens(token)) > 1:
        return ()
    for entry in scene.history.back(scene.sentence(token)):
        for actor in entry.actors:
            known = scene.gazetteer.actors.get(actor.principal)
            half = token.text in _HALVES and known is not None and known.name.startswith(f"{token.text} ")
            if known and (half or (known.type in _BODIES and token.text in known.name.split())):
                where = scene.span(token, token)
                return (scene.reference(known.id, "definite", where),)
    return ()


def _takes_part(actor: Actor) -> bool:
    """True for an actor that takes part, not for a mere place."""
    return actor.resolved_by not in ("place", "unresolved")


def _is_linked_person(actor: Actor) -> bool:
    return actor.type == "person" and actor.represents is not None


def _is_person(actor: Actor) -> bool:
    return actor.type == "person"


def _is_principal(actor: Actor) -> bool:
    return actor.represents is not None and actor.type != "media"


def _state_test(scene: Scene) -> Fits:
    """True for a state, or whoever acts for one."""
    known = scene.gazetteer.actors

    def is_state(actor: Actor) -> bool:
        principal = known.get(actor.represents or "")
        return principal is not None and principal.type in ("state", "territory")

    return is_state


def _within(fits: Fits, ids: frozenset[str] | None) -> Fits:
    return lambda actor: fits(actor) and (ids is None or actor.principal in ids)
