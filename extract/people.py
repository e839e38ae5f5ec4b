"""Who a personal name is: a person in office, somebody named earlier in the document, or nobody known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz

from extract.gazetteer import Gazetteer, words_of
from ontology.actors import ReferenceActor
from ontology.records import Actor

_LONG_NAME = 7  # shorter surnames differ by too little to allow for misspelling
_SAME = 84.0


@dataclass(frozen=True, slots=True)
class Known:
    """A person named before: the words of the name, and the title phrase in lower case."""

    words: tuple[str, ...]
    actor: Actor
    title: str


@dataclass(slots=True)
class Register:
    """The people a document has named so far, newest last; belongs to one run over one document."""

    people: list[Known] = field(default_factory=list)

    def add(self, name: str, actor: Actor, title: str) -> None:
        self.people.append(Known(_words(name), actor, title.lower()))

    def find(self, name: str, exact: bool = False) -> Actor | None:
        """The nearest earlier person of this name: more or less fully and, unless `exact`, misspelt."""
        words = _words(name)
        rules = (_contains,) if exact else (_contains, _same_surname, _misspelt)
        found = (known.actor for rule in rules for known in reversed(self.people) if rule(known, words))
        return next(found, None)

    def with_title(self, phrase: str) -> Actor | None:
        """The last person whose title ends like this: "the minister", "the trade commissioner"."""
        endings = (known.actor for known in reversed(self.people) if f" {known.title}".endswith(f" {phrase}"))
        return next(endings, None)


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in words_of(name) if word != "-")


def _contains(known: Known, words: tuple[str, ...]) -> bool:
    one, other = set(known.words), set(words)
    return one >= other or (len(one) > 1 and one <= other)


def _same_surname(known: Known, words: tuple[str, ...]) -> bool:
    return (
        known.words[-1] == words[-1] and len(words[-1]) >= _LONG_NAME and known.actor.represents is not None
    )


def _misspelt(known: Known, words: tuple[str, ...]) -> bool:
    if len(words) > 1 or len(words[0]) < _LONG_NAME:
        return False
    return any(
        other[0] == words[0][0] and len(other) >= _LONG_NAME and fuzz.ratio(other, words[0]) >= _SAME
        for other in known.words
    )


def represented(person: ReferenceActor, day: date | None, actors: Mapping[str, ReferenceActor]) -> str | None:
    """The principal a known person acts for on a day; out of office or on an unknown day, the usual one."""
    held = [term for term in person.terms if day and _covers(term.start, term.end, day)]
    if not held:
        return person.represents or (_principal(person.terms[-1].of, actors) if person.terms else None)
    return _principal(held[-1].of, actors)


def in_office(surname: str, day: date | None, gazetteer: Gazetteer) -> ReferenceActor | None:
    """The only known person of that surname who holds an office on that day."""
    people = gazetteer.surnames.get(surname, ())
    if day is not None:
        people = tuple(
            each for each in people if any(_covers(term.start, term.end, day) for term in each.terms)
        )
    return people[0] if len(people) == 1 else None


def _covers(start: date | None, end: date | None, day: date) -> bool:
    return (start is None or start <= day) and (end is None or day <= end)


def _principal(actor_id: str, actors: Mapping[str, ReferenceActor]) -> str:
    return actors[actor_id].principal if actor_id in actors else actor_id
