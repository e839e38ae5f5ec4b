"""The reference actors: states, territories, organisations, bodies, armed groups, people in office.

`ontology/actors/*.toml` holds them as `[[actor]]` tables. `states.toml` is generated from packages
(`scripts/build_states.py` says from which); the other files are written by hand.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ontology.frames import LexiconError
from ontology.terms import ACTOR_TYPES, ROLES

ACTORS_DIR = Path(__file__).parent / "actors"


@dataclass(frozen=True, slots=True)
class Term:
    """One stay in an office: `holder` of `office` of `of` from `start` to `end` (None: still, or unknown)."""

    office: str
    of: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class ReferenceActor:
    """An actor known beforehand.

    `names` are matched case-sensitively as written (the first is the label); `acronyms` likewise;
    `adjectives` ("French") and `demonyms` ("Frenchman") resolve to the actor as modifiers or people;
    `capital` and `metonyms` ("the Kremlin") stand for the actor's government; an entry of
    `metonyms` or a capital that several actors share ("Brussels") is ambiguous and chosen by context.
    `represents` is the principal for a body, person or company; None means the actor is one itself.
    """

    id: str
    name: str
    type: str
    role: str
    represents: str | None
    names: tuple[str, ...]
    acronyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    metonyms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    claimed_by: tuple[str, ...] = ()
    country: str | None = None
    wikidata: str | None = None
    source: str = ""
    example: str = ""

    @property
    def principal(self) -> str:
        return self.represents or self.id


_KEYS = {
    "id", "name", "type", "role", "represents", "aliases", "acronyms", "adjectives", "demonyms", "capital",
    "metonyms", "places", "members", "terms", "claimed_by", "country", "wikidata", "source", "example",
}  # fmt: skip
_ROLE_OF_TYPE = {"state": "state", "territory": "state", "bloc": "organisation", "organisation": "organisation",
                 "group": "rebel", "company": "business", "media": "media", "population": "civilian"}  # fmt: skip


def _term(entry: Mapping[str, Any]) -> Term:
    return Term(entry["office"], entry["of"], entry.get("start"), entry.get("end"))


def actor_from_toml(entry: Mapping[str, Any], origin: str) -> ReferenceActor:
    """Check one `[[actor]]` table and fill its defaults.

    Raises:
        LexiconError: an unknown key, type or role, or a missing id or name.
    """
    where = f"{origin}: actor {entry.get('id', '?')!r}"
    if unknown := set(entry) - _KEYS:
        raise LexiconError(f"{where}: unknown keys {sorted(unknown)}")
    if not entry.get("id") or not entry.get("name"):
        raise LexiconError(f"{where}: id and name are needed")
    if entry.get("type") not in ACTOR_TYPES:
        raise LexiconError(f"{where}: type must be one of {', '.join(ACTOR_TYPES)}")
    role = entry.get("role") or _ROLE_OF_TYPE.get(entry["type"], "government")
    if role not in ROLES:
        raise LexiconError(f"{where}: role must be one of {', '.join(ROLES)}")

    def strings(key: str) -> tuple[str, ...]:
        return tuple(entry.get(key, ()))

    return ReferenceActor(
        id=entry["id"],
        name=entry["name"],
        type=entry["type"],
        role=role,
        represents=entry.get("represents"),
        names=(entry["name"], *strings("aliases")),
        acronyms=strings("acronyms"),
        adjectives=strings("adjectives"),
        demonyms=strings("demonyms"),
        capital=entry.get("capital"),
        metonyms=strings("metonyms"),
        places=strings("places"),
        members=strings("members"),
        terms=tuple(_term(term) for term in entry.get("terms", ())),
        claimed_by=strings("claimed_by"),
        country=entry.get("country"),
        wikidata=entry.get("wikidata"),
        source=entry.get("source", ""),
        example=entry.get("example", ""),
    )


@cache
def load_actors(folder: Path = ACTORS_DIR) -> tuple[ReferenceActor, ...]:
    """All reference actors of a folder, in file order.

    Raises:
        LexiconError: a file is no TOML, an entry is wrong, or two entries share an id.
    """
    actors: dict[str, ReferenceActor] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            entries = tomllib.loads(path.read_text(encoding="utf-8")).get("actor", [])
        except tomllib.TOMLDecodeError as error:
            raise LexiconError(f"{path.name}: not valid TOML: {error}") from error
        for entry in entries:
            actor = actor_from_toml(entry, path.name)
            if actor.id in actors:
                raise LexiconError(f"{path.name}: actor id {actor.id!r} is used twice")
            actors[actor.id] = actor
    return tuple(actors.values())
