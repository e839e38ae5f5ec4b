"""Coreference of descriptions: "the bloc", "the Baltic state", "the two countries", whose "the ministry"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

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
    is_inside,
    subject_of,
    subjects_above,
)
from extract.noun_phrases import clause_verb, coordination_head
from ontology.anaphora import load_anaphora
from ontology.records import Actor

_LOOK_FAR = 8  # sentences, for words that fit few ("the island")
_REACH_TOGETHER = 2  # sentences, for a coordination that "the two countries" means
_REACH_NEAR = 8
_DEPTH = 8


def definite(
    token: Token,
    modifiers: tuple[str, ...],
    sentence: int,
    history: History,
    lookup: Lookup,
    type_of: Callable[[str], str | None],
) -> str | None:
    """The principal that "the bloc", "the island" or "the Baltic state" means; None when nobody fits.

    `modifiers` are the lower-case words between article and noun; those that name no region or kind
    are ignored. `type_of` gives the type of a principal by its id.
    """
    words = load_anaphora()
    types = words.definite.get(token.lower_)
    if types is None:
        return None
    ids = _fitting_ids(token, modifiers)
    if ids is None and "state" in types:
        return _other_state(token, sentence, history, lookup)
    if ids is None and (own := _spoken_for(token, types, lookup, type_of)) is not None:
        return own
    for entry in history.back(sentence, LOOK_BACK if ids is None else _LOOK_FAR):
        if is_coargument(entry.token, token) and entry.sentence == sentence:
            continue
        for actor in entry.actors:
            fits = actor.principal in ids if ids is not None else _is_itself(actor, types)
            if fits and actor.resolved_by != "unresolved":
                return actor.principal if ids is not None or "state" in types else actor.id
    return None


def _spoken_for(
    token: Token, types: frozenset[str], lookup: Lookup, type_of: Callable[[str], str | None]
) -> str | None:
    """In "the EU's trade chief said the bloc would wait" the bloc is whom the speaker speaks for."""
    for subject in subjects_above(token):
        for actor in lookup(subject):
            if actor.resolved_by != "unresolved" and type_of(actor.principal) in types:
                return actor.principal
    return None


def _is_itself(actor: Actor, types: frozenset[str]) -> bool:
    """True for an organisation or group named as such, not for people who act for one."""
    acts_for_one = actor.id.startswith(f"{actor.represents}/")
    return actor.type in types and actor.resolved_by not in ("role", "body", "place") and not acts_for_one


def _fitting_ids(token: Token, modifiers: tuple[str, ...]) -> frozenset[str] | None:
    """The actors that "island" or "Baltic" allow; None when the words allow any."""
    words = load_anaphora()
    joined = " ".join(modifiers)
    by_region = next((ids for name, ids in words.regions.items() if joined and joined.endswith(name)), None)
    by_kind = words.kinds.get(token.lemma_.lower())
    if by_region is not None and by_kind is not None:
        return by_region & by_kind
    return by_region if by_region is not None else by_kind


def topic(
    token: Token, sentence: int, history: History, lookup: Lookup, but: frozenset[str] = frozenset()
) -> str | None:
    """The state that the sentence or the one before is about, but none of some: whose "the ministry" is."""
    for subject in subjects_above(token):
        for actor in lookup(subject):
            if _is_topic(actor) and actor.principal not in but:
                return actor.principal
    return _earlier_topic(token, sentence, history, but)


def _other_state(token: Token, sentence: int, history: History, lookup: Lookup) -> str | None:
    """Which state "the country" is: none that acts on it in the same clause."""
    if token.dep_ == "poss":
        return topic(token, sentence, history, lookup)
    acting = frozenset(actor.principal for each in _acting_on(token) for actor in lookup(each))
    for subject in subjects_above(token):
        for actor in lookup(subject):
            if _is_topic(actor) and actor.principal not in acting and _is_country(actor):
                return actor.principal
    here = [entry for entry in history.of(sentence) if not is_coargument(entry.token, token)]
    for entry in reversed(here):
        if _is_country(entry.actors[0]) and entry.principals[0] not in acting:
            return entry.principals[0]
    return _earlier_topic(token, sentence, history, acting)


def _acting_on(token: Token) -> Iterator[Token]:
    """The subject of the clause around a token and, where that has none of its own, of the clause above."""
    verb = clause_verb(token)
    for _ in range(_DEPTH):
        subject = subject_of(verb)
        if subject is not None and subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
            yield verb.head
            return
        if subject is not None:
            yield subject
            return
        if verb.dep_ in ("acl", "relcl"):
            yield verb.head
        if verb.head.i == verb.i:
            return
        verb = clause_verb(verb)


def _is_topic(actor: Actor) -> bool:
    return actor.represents is not None and actor.resolved_by not in ("place", "unresolved")


def _is_country(actor: Actor) -> bool:
    return actor.type in ("state", "territory")


def _earlier_topic(token: Token, sentence: int, history: History, acting: frozenset[str]) -> str | None:
    """The principal of the last main subject that acts for somebody, or the only one in a sentence."""
    for back in range(LOOK_BACK + 1):
        entries = [
            entry
            for entry in history.of(sentence - back)
            if not (back == 0 and is_coargument(entry.token, token))
            and (principal := _represented(entry)) is not None
            and principal not in acting
        ]
        subjects = by_prominence([entry for entry in entries if entry.is_subject])
        if subjects:
            return _represented(subjects[0])
        if len({entry.principals for entry in entries}) == 1:
            return _represented(entries[-1])
    return None


def _represented(entry: Entry) -> str | None:
    """The first principal among the actors of an entry, leaving out those whom nobody could link."""
    return next((actor.principal for actor in entry.actors if actor.represents is not None), None)


def together(
    count: int | None,
    token: Token,
    sentence: int,
    history: History,
    lookup: Lookup,
    fits: Callable[[Actor], bool],
) -> Actors:
    """The last `count` distinct principals that were named together; () when there are none.

    The members of a coordination close by come first, then those whom the report is
    about. `count` None takes a coordination of any size. Whoever acts on the phrase is
    none of them ("Beijing warned the two neighbours").
    """
    actors_above = {actor.principal for subject in _subjects_over(token) for actor in lookup(subject)}

    def fitting(entries: list[Entry]) -> Actors:
        return _distinct(entries, lambda actor: fits(actor) and actor.principal not in actors_above)

    for back in range(_REACH_TOGETHER):
        for group in reversed(_grouped(history.of(sentence - back), _group_key)):
            found = fitting(group)
            if len(found) == count or (count is None and len(found) > 1):
                return found
    if count is None:
        return ()
    return _protagonists(count, sentence, history, fitting) or _nearest(count, sentence, history, fitting)


def _protagonists(
    count: int, sentence: int, history: History, fitting: Callable[[list[Entry]], Actors]
) -> Actors:
    """Those whom the report has named most often so far, where no further one is named as often."""
    entries = [entry for number in range(sentence + 1) for entry in history.all_of(number)]
    times = Counter(principal for entry in entries for principal in set(entry.principals))
    ranked = sorted(fitting(entries), key=lambda actor: -times[actor.principal])
    if len(ranked) < count:
        return ()
    clear = len(ranked) == count or times[ranked[count - 1].principal] > times[ranked[count].principal]
    chosen = {actor.principal for actor in ranked[:count]}
    return tuple(actor for actor in fitting(entries) if actor.principal in chosen) if clear else ()


def _subjects_over(token: Token) -> Iterator[Token]:
    """Subjects of the clauses around a phrase, its own clause included unless it is the subject itself."""
    own = subject_of(clause_verb(token))
    if own is not None and not is_inside(token, own):
        yield own
    if token.dep_ in SUBJECTS:
        return
    yield from subjects_above(token)


def _nearest(count: int, sentence: int, history: History, fitting: Callable[[list[Entry]], Actors]) -> Actors:
    """The principals of the last sentences, taken backwards until there are exactly `count`."""
    for back in range(_REACH_NEAR):
        found = fitting(
            [entry for number in range(sentence - back, sentence + 1) for entry in history.all_of(number)]
        )
        if len(found) >= count:
            return found if len(found) == count else ()
    return ()


def _group_key(entry: Entry) -> int:
    return coordination_head(entry.token).i


def _grouped(entries: list[Entry], key: Callable[[Entry], int]) -> list[list[Entry]]:
    groups: dict[int, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return [
        found for found in groups.values() if len({name for each in found for name in each.principals}) > 1
    ]


def _distinct(entries: list[Entry], fits: Callable[[Actor], bool]) -> Actors:
    """One actor a principal, in text order."""
    found: dict[str, Actor] = {}
    for entry in entries:
        for actor in entry.actors:
            if fits(actor):
                found.setdefault(actor.principal, actor)
    return tuple(found.values())
