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


@dataclass(slots=True)
class Register:
    """The people a document has named so far, newest last; belongs to one run over one document."""

    people: list[tuple[frozenset[str], Actor, str]] = field(default_factory=list)

    def add(self, name: str, actor: Actor, title: str) -> None:
        self.people.append((frozenset(words_of(name)), actor, title))

    def find(self, name: str) -> Actor | None:
        """The nearest earlier person whose name contains this one, or is this one misspelt."""
        words = frozenset(words_of(name))
        for known, actor, _ in reversed(self.people):
            if words <= known or (len(known) > 1 and known <= words):
                return actor
        if len(words) == 1:
            return self._misspelt(next(iter(words)))
        return None

    def _misspelt(self, word: str) -> Actor | None:
        if len(word) < _LONG_NAME:
            return None
        for known, actor, _ in reversed(self.people):
            for other in sorted(known):
                if other[0] == word[0] and len(other) >= _LONG_NAME and fuzz.ratio(other, word) >= _SAME:
                    return actor
        return None

    def with_title(self, word: str) -> Actor | None:
        """The last person who was called by a title: "the minister"."""
        return next((actor for _, actor, title in reversed(self.people) if title == word), None)


def represented(person: ReferenceActor, day: date | None, actors: Mapping[str, ReferenceActor]) -> str | None:
    """The principal a known person acts for on a day; on an unknown day, or between offices, the usual one."""
    held = [term for term in person.terms if day and _covers(term.start, term.end, day)]
    if not held:
        return person.represents or (_principal(person.terms[-1].of, actors) if person.terms else None)
    return _principal(held[-1].of, actors)


def in_office(surname: str, day: date | None, gazetteer: Gazetteer) -> ReferenceActor | None:
    """The only known person of that surname who holds an office on that day."""
    people = gazetteer.surnames.get(surname, ())
    if day is not None:
        people = tuple(each for each in people if any(_covers(term.start, term.end, day) for term in each.terms))
    return people[0] if len(people) == 1 else None


def _covers(start: date | None, end: date | None, day: date) -> bool:
    return (start is None or start <= day) and (end is None or day <= end)


def _principal(actor_id: str, actors: Mapping[str, ReferenceActor]) -> str:
    return actors[actor_id].principal if actor_id in actors else actor_id
