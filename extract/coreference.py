"""Coreference: which earlier actors "it", "they", "the bloc" and "the two countries" point back to.

Simple and cautious: subjects of governing and preceding clauses first, never the other argument of
the same verb, nothing where no candidate fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from extract.noun_phrases import clause_verb, coordinated, coordination_head, is_plural
from ontology.anaphora import load_anaphora
from ontology.records import Actor

Actors = tuple[Actor, ...]
Lookup = Callable[[Token], Actors]

_SUBJECTS = ("nsubj", "nsubjpass")
_THINGS = ("state", "territory", "organisation", "bloc", "group", "body", "company")
_COLLECTIVE = ("group", "population", "organisation", "bloc", "body", "company", "media")
_LOOK_BACK = 2  # sentences, for words that fit almost anybody
_LOOK_FAR = 8  # sentences, for words that fit few ("the island")
_REACH_TOGETHER = 4  # sentences, for a pair or coordination that "the two countries" means
_REACH_NEAR = 8
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A head token that stands for actors."""

    token: Token
    actors: Actors
    sentence: int

    @property
    def is_subject(self) -> bool:
        return coordination_head(self.token).dep_ in _SUBJECTS

    @property
    def principals(self) -> tuple[str, ...]:
        return tuple(actor.principal for actor in self.actors)


@dataclass(slots=True)
class History:
    """The actors named so far in one document, by sentence, in text order."""

    sentences: dict[int, list[Entry]] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        self.sentences.setdefault(entry.sentence, []).append(entry)

    def of(self, sentence: int) -> list[Entry]:
        """The entries of a sentence so far."""
        return self.sentences.get(sentence, [])

    def back(self, sentence: int, reach: int | None = None) -> Iterator[Entry]:
        """Entries from the latest to those `reach` sentences before a sentence (None: all)."""
        first = 0 if reach is None else max(0, sentence - reach)
        for number in range(sentence, first - 1, -1):
            yield from reversed(self.of(number))


def is_coargument(one: Token, other: Token) -> bool:
    """True for subject and object of one verb, which differ unless a reflexive says otherwise."""
    if one.dep_ == "poss" or other.dep_ == "poss":
        return False
    first, second = coordination_head(one), coordination_head(other)
    return clause_verb(first).i == clause_verb(second).i


def pronoun(token: Token, sentence: int, history: History, lookup: Lookup) -> Actors:
    """What a personal or possessive pronoun stands for; () when nothing fits."""
    words = load_anaphora()
    if _is_empty(token):
        return ()
    fits = _person_fits if token.lower_ in words.person else (
        _thing_fits if token.lower_ in words.thing else _many_fit
    )  # fmt: skip
    for subject in _subjects_above(token):
        found = _coordination(subject, lookup) if fits is _many_fit else lookup(subject)
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
    if verb.lemma_ not in ("be", "seem", "appear", "become", "take", "remain"):
        return False
    return any(child.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "relcl", "acomp") for child in verb.children)


def _subjects_above(token: Token) -> Iterator[Token]:
    """Subjects of the clauses that govern a pronoun, nearest first, its own clause only for possessives."""
    verb = clause_verb(token)
    own = _subject(verb)
    if token.dep_ == "poss" and own is not None and not _inside(token, own):
        yield own
    for _ in range(_DEPTH):
        previous, verb = verb, verb.head
        if previous.dep_ == "relcl" and verb.i != token.i:
            if not _inside_phrase(token, verb) and not _is_relative_coargument(token, previous):
                yield verb
            verb = clause_verb(verb)
        elif verb.pos_ not in ("VERB", "AUX"):
            verb = clause_verb(verb)
        if verb.i == previous.i:
            return
        subject = _subject(verb)
        if subject is not None and subject.i != token.i and not _inside(token, subject):
            yield subject


def _is_relative_coargument(token: Token, clause: Token) -> bool:
    """True in "rebels who entered the country": the rebels are not the country."""
    subject = _subject(clause)
    if token.dep_ == "poss" or subject is None or subject.tag_ not in ("WDT", "WP"):
        return False
    return clause_verb(token).i == clause.i


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)


def _inside(token: Token, phrase: Token) -> bool:
    return phrase.i == token.i or phrase.is_ancestor(token)


def _inside_phrase(token: Token, noun: Token) -> bool:
    """True for a possessor left of the noun: "its allies, who …"."""
    return token.head.i == noun.i


def _blocks(subject: Token, pronoun_token: Token) -> bool:
    """True when a thing that is no actor is the likelier meaning of "it" ("the plan …, it …")."""
    if subject.pos_ not in ("NOUN", "PROPN") or is_plural(subject):
        return False
    return pronoun_token.head.lemma_ not in load_anaphora().acting_verbs


def _is_unknown(actors: Actors) -> bool:
    """True for "the junta" of nobody knows where: likelier than anybody else, and unresolved."""
    return all(actor.resolved_by == "unresolved" and actor.type in _THINGS for actor in actors)


def _from_before(token: Token, sentence: int, history: History, fits: Callable[[Actors, Token], bool]) -> Actors:
    """The antecedent among earlier clauses: a subject before others, the nearest sentence first."""
    for back in range(_LOOK_BACK + 1):
        entries = [
            entry
            for entry in history.of(sentence - back)
            if not (back == 0 and is_coargument(entry.token, token))
        ]
        for subject in _by_prominence([entry for entry in entries if entry.is_subject]):
            found = _joined(subject, entries) if fits is _many_fit else subject.actors
            if fits(found, subject.token):
                return found
        fitting = [entry for entry in entries if fits(entry.actors, entry.token) and entry.token.dep_ != "poss"]
        if fitting and len({entry.principals for entry in fitting}) == 1:
            return fitting[-1].actors
        if fits is _thing_fits and back and token.dep_ in _SUBJECTS and _blocked_before(token, sentence, entries):
            return ()
    return ()


def _blocked_before(token: Token, sentence: int, entries: list[Entry]) -> bool:
    """True when "it" opens a sentence after one whose subject was a thing."""
    start = token.sent.start
    if not start:
        return False
    subject = _subject(token.doc[start - 1].sent.root)
    return subject is not None and all(entry.token.i != subject.i for entry in entries) and _blocks(subject, token)


def _by_prominence(subjects: list[Entry]) -> list[Entry]:
    """The subject of the main clause first, then the later ones before the earlier."""
    main = [entry for entry in subjects if coordination_head(entry.token).head.dep_ == "ROOT"]
    return main + [entry for entry in reversed(subjects) if entry not in main]


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
    if len(actors) != 1 or actors[0].type not in _THINGS or actors[0].resolved_by in ("place", "unresolved"):
        return False
    return not is_plural(token) or token.pos_ == "PROPN"


def _many_fit(actors: Actors, token: Token) -> bool:
    if any(actor.resolved_by == "place" for actor in actors):
        return False
    return len(actors) > 1 or is_plural(token) or (bool(actors) and actors[0].type in _COLLECTIVE)


def definite(token: Token, modifiers: tuple[str, ...], sentence: int, history: History, lookup: Lookup) -> str | None:
    """The principal that "the bloc", "the island" or "the Baltic state" means; None when nobody fits.

    `modifiers` are the lower-case words between article and noun; those that name no region or kind
    are ignored.
    """
    words = load_anaphora()
    types = words.definite.get(token.lower_)
    if types is None:
        return None
    ids = _fitting_ids(token, modifiers)
    if ids is None and "state" in types:
        return _other_state(token, sentence, history, lookup)
    for entry in history.back(sentence, _LOOK_BACK if ids is None else _LOOK_FAR):
        if is_coargument(entry.token, token) and entry.sentence == sentence:
            continue
        for actor in entry.actors:
            fits = actor.principal in ids if ids is not None else actor.type in types
            if fits and actor.resolved_by != "unresolved":
                return actor.principal
    return None


def _fitting_ids(token: Token, modifiers: tuple[str, ...]) -> frozenset[str] | None:
    """The actors that "island" or "Baltic" allow; None when the words allow any."""
    words = load_anaphora()
    joined = " ".join(modifiers)
    by_region = next((ids for name, ids in words.regions.items() if joined and joined.endswith(name)), None)
    by_kind = words.kinds.get(token.lemma_.lower())
    if by_region is not None and by_kind is not None:
        return by_region & by_kind
    return by_region if by_region is not None else by_kind


def topic(token: Token, sentence: int, history: History, lookup: Lookup) -> str | None:
    """The state that the sentence or the one before is about: whose "the ministry" is."""
    for subject in _subjects_above(token):
        for actor in lookup(subject):
            if _is_topic(actor):
                return actor.principal
    return _earlier_topic(token, sentence, history, frozenset())


def _other_state(token: Token, sentence: int, history: History, lookup: Lookup) -> str | None:
    """Which state "the country" is: none that acts on it in the same clause."""
    if token.dep_ == "poss":
        return topic(token, sentence, history, lookup)
    acting = frozenset(actor.principal for each in _acting_on(token) for actor in lookup(each))
    for subject in _subjects_above(token):
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
        subject = _subject(verb)
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
    for back in range(_LOOK_BACK + 1):
        entries = [
            entry
            for entry in history.of(sentence - back)
            if not (back == 0 and is_coargument(entry.token, token))
            and any(actor.represents for actor in entry.actors)
            and entry.principals[0] not in acting
        ]
        subjects = _by_prominence([entry for entry in entries if entry.is_subject])
        if subjects:
            return subjects[0].principals[0]
        if len({entry.principals for entry in entries}) == 1:
            return entries[-1].principals[0]
    return None


def together(
    count: int | None, token: Token, sentence: int, history: History, lookup: Lookup, fits: Callable[[Actor], bool]
) -> Actors:
    """The last `count` distinct principals that were named together; () when there are none.

    The members of a coordination, or subject and object of one clause, come before those that merely
    stand near each other. `count` None takes a coordination of any size. Whoever acts on the phrase is
    none of them ("Beijing warned the two neighbours").
    """
    actors_above = {actor.principal for subject in _subjects_over(token) for actor in lookup(subject)}

    def fitting(entries: list[Entry]) -> Actors:
        return _distinct(entries, lambda actor: fits(actor) and actor.principal not in actors_above)

    for back in range(_REACH_TOGETHER):
        entries = history.of(sentence - back)
        for groups in (_grouped(entries, _group_key), _grouped(_parties(entries), _clause_key)):
            for group in reversed(groups):
                found = fitting(group)
                if len(found) == count or (count is None and len(found) > 1):
                    return found
    return _nearest(count, sentence, history, fitting) if count is not None else ()


def _subjects_over(token: Token) -> Iterator[Token]:
    """Subjects of the clauses around a phrase, its own clause included unless it is the subject itself."""
    own = _subject(clause_verb(token))
    if own is not None and not _inside(token, own):
        yield own
    if token.dep_ in _SUBJECTS:
        return
    yield from _subjects_above(token)


def _nearest(
    count: int, sentence: int, history: History, fitting: Callable[[list[Entry]], Actors]
) -> Actors:
    """The principals of the last sentences, taken backwards until there are exactly `count`."""
    for back in range(_REACH_NEAR):
        found = fitting([entry for number in range(sentence - back, sentence + 1) for entry in history.of(number)])
        if len(found) >= count:
            return found if len(found) == count else ()
    return ()


def _parties(entries: list[Entry]) -> list[Entry]:
    """Those of some entries that take part in a clause as subject, object or other side."""
    return [entry for entry in entries if entry.is_subject or _is_party(coordination_head(entry.token))]


def _is_party(token: Token) -> bool:
    if token.dep_ in ("dobj", "dative"):
        return True
    return token.dep_ == "pobj" and token.head.lower_ in load_anaphora().party_prepositions


def _group_key(entry: Entry) -> int:
    return coordination_head(entry.token).i


def _clause_key(entry: Entry) -> int:
    return clause_verb(coordination_head(entry.token)).i


def _grouped(entries: list[Entry], key: Callable[[Entry], int]) -> list[list[Entry]]:
    groups: dict[int, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return [groups[name] for name in groups if len(groups[name]) > 1]


def _distinct(entries: list[Entry], fits: Callable[[Actor], bool]) -> Actors:
    """One actor a principal, in text order."""
    found: dict[str, Actor] = {}
    for entry in entries:
        for actor in entry.actors:
            if fits(actor):
                found.setdefault(actor.principal, actor)
    return tuple(found.values())
