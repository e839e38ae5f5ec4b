"""The gazetteer: every name of every reference actor, found in a text by dictionary look-up.

It works on characters, not on a parser's tokens, so that "U.S.-led" or "Guinea-Bissau" are found
however they are tokenised. Names are case-sensitive; a text in capitals ("KYIV") is matched too,
accents are ignored, and a leading "the" is optional.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ontology.actors import ReferenceActor
from ontology.roles import load_roles

_WORD = re.compile(r"\w+|[^\w\s]")
_SHORT = 3  # up to here capitals are an acronym, above they may be a headline's name
_NO_PLURAL = ("s", "sh", "ch", "ese", "se", "x")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a name. `kind` is name, acronym, adjective, demonym, metonym, capital or place."""

    actor: ReferenceActor
    kind: str


@dataclass(frozen=True, slots=True)
class Found:
    """A name at `text[start:end]` with its readings, best first by the order of the files."""

    start: int
    end: int
    readings: tuple[Reading, ...]


def fold(word: str) -> str:
    """The word without accents, with straight apostrophes."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").replace("‘", "'"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def words_of(name: str) -> Words:
    """A name as the units that are compared: runs of letters or digits, and single marks."""
    return tuple(fold(match.group()) for match in _WORD.finditer(name))


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All names by their first word, longest first; all reference actors by id."""

    index: Mapping[str, tuple[tuple[Words, tuple[Reading, ...]], ...]]
    actors: Mapping[str, ReferenceActor]
    surnames: Mapping[str, tuple[ReferenceActor, ...]]

    @classmethod
    def build(cls, actors: Iterable[ReferenceActor]) -> Gazetteer:
        """Index the actors; those that come first win where names clash."""
        listed = tuple(actors)
        names: dict[Words, list[Reading]] = {}
        surnames: dict[str, list[ReferenceActor]] = {}
        for actor in listed:
            for name, kind in _names(actor):
                readings = names.setdefault(words_of(name.removeprefix("the ").removeprefix("The ")), [])
                if all(known.actor.id != actor.id for known in readings):
                    readings.append(Reading(actor, kind))
            if actor.type == "person":
                surnames.setdefault(actor.name.split()[-1], []).append(actor)
        by_id = {actor.id: actor for actor in listed}
        for prefix, owner in load_roles().prefix_adjectives.items():
            if owner in by_id:
                names.setdefault((prefix.capitalize(), "-"), []).append(Reading(by_id[owner], "adjective"))
        for region in load_roles().regions:  # taken whole, "Latin America" hides "America"
            names.setdefault(words_of(region), [])
        return cls(_by_first_word(names), by_id, {name: tuple(people) for name, people in surnames.items()})

    def find(self, text: str) -> Iterator[Found]:
        """All names in a text, longest first at each place, never overlapping."""
        spots = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        exact = [fold(text[start:end]) for start, end in spots]
        shouted = [word.capitalize() if len(word) > _SHORT and word.isupper() else word for word in exact]
        place = 0
        while place < len(exact):
            found = self._longest(exact, place) or (
                self._longest(shouted, place) if shouted[place] != exact[place] else None
            )
            if found is None:
                place += 1
                continue
            name, readings = found
            last = place + len(name) - 1
            end = spots[last - 1 if name[-1] == "-" else last][1]
            if readings:
                yield Found(spots[place][0], end, readings)
            place = last + 1

    def _longest(self, words: list[str], place: int) -> tuple[Words, tuple[Reading, ...]] | None:
        for name, readings in self.index.get(words[place], ()):
            if tuple(words[place : place + len(name)]) == name:
                return name, readings
        return None


def _by_first_word(
    names: Mapping[Words, list[Reading]],
) -> dict[str, tuple[tuple[Words, tuple[Reading, ...]], ...]]:
    index: dict[str, list[tuple[Words, tuple[Reading, ...]]]] = {}
    for name, readings in names.items():
        if name:
            index.setdefault(name[0], []).append((name, tuple(readings)))
    return {first: tuple(sorted(found, key=lambda each: -len(each[0]))) for first, found in index.items()}


def _names(actor: ReferenceActor) -> Iterator[tuple[str, str]]:
    """Every written form of an actor with its kind; the first of two equal forms counts."""
    yield from ((name, "name") for name in actor.names)
    for acronym in actor.acronyms:
        yield acronym, "acronym"
        if acronym.isalpha() and acronym.isupper() and len(acronym) <= _SHORT:
            yield ".".join(acronym) + ".", "acronym"
            yield ".".join(acronym), "acronym"
    yield from ((name, "adjective") for name in actor.adjectives)
    for name in (*actor.demonyms, *actor.adjectives):
        if name in actor.demonyms:
            yield name, "demonym"
        if not name.endswith(_NO_PLURAL):
            yield (
                (name[:-3] + "men" if name.endswith("man") and name in actor.demonyms else name + "s"),
                "demonym",
            )
    if actor.capital:
        yield actor.capital, "capital"
    yield from ((name, "metonym") for name in actor.metonyms)
    yield from ((name, "place") for name in actor.places)
