"""The history of a document: who was named where, and which clauses govern a word that points back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from extract.noun_phrases import clause_verb, coordination_head
from ontology.records import Actor

Actors = tuple[Actor, ...]
Lookup = Callable[[Token], Actors]

LOOK_BACK = 2  # sentences, for words that fit almost anybody
SUBJECTS = ("nsubj", "nsubjpass")
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A head token that stands for actors; `modifier` where it only colours a noun ("German goods")."""

    token: Token
    actors: Actors
    sentence: int
    modifier: bool = False

    @property
    def is_subject(self) -> bool:
        return coordination_head(self.token).dep_ in SUBJECTS

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
        """The entries of a sentence so far, without mere modifiers."""
        return [entry for entry in self.sentences.get(sentence, ()) if not entry.modifier]

    def all_of(self, sentence: int) -> list[Entry]:
        """The same with modifiers."""
        return self.sentences.get(sentence, [])

    def everything(self) -> Iterator[Entry]:
        """All entries so far in text order, modifiers included."""
        for entries in self.sentences.values():
            yield from entries

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


def subjects_above(token: Token) -> Iterator[Token]:
    """Subjects of the clauses that govern a pronoun, nearest first, its own clause only for possessives."""
    verb = clause_verb(token)
    own = subject_of(verb)
    if token.dep_ == "poss" and own is not None and not is_inside(token, own):
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
        subject = subject_of(verb)
        if subject is not None and subject.i != token.i and not is_inside(token, subject):
            yield subject


def _is_relative_coargument(token: Token, clause: Token) -> bool:
    """True in "rebels who entered the country", "the boat that IT seized": the two are not the same."""
    if token.head.i == clause.i and token.dep_ in SUBJECTS:
        return True
    subject = subject_of(clause)
    if token.dep_ == "poss" or subject is None or subject.tag_ not in ("WDT", "WP"):
        return False
    return clause_verb(token).i == clause.i


def subject_of(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def is_inside(token: Token, phrase: Token) -> bool:
    return phrase.i == token.i or phrase.is_ancestor(token)


def _inside_phrase(token: Token, noun: Token) -> bool:
    """True for a possessor left of the noun: "its allies, who …"."""
    return token.head.i == noun.i


def by_prominence(subjects: list[Entry]) -> list[Entry]:
    """The subject of the main clause first, then the later ones before the earlier."""
    main = [entry for entry in subjects if coordination_head(entry.token).head.dep_ == "ROOT"]
    return main + [entry for entry in reversed(subjects) if entry not in main]
