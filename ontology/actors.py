"""The reference actors: states, territories, organisations, bodies, armed groups, people in office.

`ontology/actors/*.toml` holds them as `[[actor]]` tables. `states.toml` is generated from packages
(`scripts/build_states.py` says from which); the other files are written by hand. Bodies that every
state has ("the Chinese foreign ministry") are patterns instead, `[[body]]` tables of the same files.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
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
    `neighbours` are the states with a common land border.
    `country` is the state that a group or medium operates in or out of, which it need not act for.
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
    neighbours: tuple[str, ...] = ()
    country: str | None = None
    wikidata: str | None = None
    source: str = ""
    example: str = ""

    @property
    def principal(self) -> str:
        return self.represents or self.id


@dataclass(frozen=True, slots=True)
class BodyPattern:
    """A body that every state or organisation has, under any of its `heads` (lower case).

    Joined with the name or adjective of a principal it is the actor that `body_of` gives.
    """

    id: str
    name: str
    role: str
    heads: tuple[str, ...]
    example: str


_KEYS = {
    "id", "name", "type", "role", "represents", "aliases", "acronyms", "adjectives", "demonyms", "capital",
    "metonyms", "places", "members", "terms", "claimed_by", "neighbours", "country", "wikidata",
    "source", "example",
}  # fmt: skip
_BODY_KEYS = {"id", "name", "role", "heads", "example"}
_ROLE_OF_TYPE = {
    "state": "state", "territory": "state", "bloc": "organisation", "organisation": "organisation",
    "group": "rebel", "company": "business", "media": "media", "population": "civilian",
}  # fmt: skip


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
        neighbours=strings("neighbours"),
        country=entry.get("country"),
        wikidata=entry.get("wikidata"),
        source=entry.get("source", ""),
        example=entry.get("example", ""),
    )


def body_from_toml(entry: Mapping[str, Any], origin: str) -> BodyPattern:
    """Check one `[[body]]` table.

    Raises:
        LexiconError: a missing or unknown key, an unknown role, or a head that is not in lower case.
    """
    where = f"{origin}: body {entry.get('id', '?')!r}"
    if wrong := set(entry) ^ _BODY_KEYS:
        raise LexiconError(f"{where}: missing or unknown keys {sorted(wrong)}")
    if entry["role"] not in ROLES:
        raise LexiconError(f"{where}: role must be one of {', '.join(ROLES)}")
    if shouted := [head for head in entry["heads"] if head != head.lower()]:
        raise LexiconError(f"{where}: heads must be in lower case, not {shouted}")
    return BodyPattern(entry["id"], entry["name"], entry["role"], tuple(entry["heads"]), entry["example"])


def body_of(pattern: BodyPattern, owner: ReferenceActor) -> ReferenceActor:
    """The body of one principal: `body/chn-foreign-ministry`, which represents `CHN`."""
    return ReferenceActor(
        id=f"body/{owner.principal.lower()}-{pattern.id}",
        name=f"{pattern.name} of {owner.name}",
        type="body",
        role=pattern.role,
        represents=owner.principal,
        names=(f"{pattern.name} of {owner.name}",),
    )


def _tables(folder: Path, key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(file name, table) for every `[[key]]` table of a folder, in file order."""
    for path in sorted(folder.glob("*.toml")):
        try:
            entries = tomllib.loads(path.read_text(encoding="utf-8")).get(key, [])
        except tomllib.TOMLDecodeError as error:
            raise LexiconError(f"{path.name}: not valid TOML: {error}") from error
        yield from ((path.name, entry) for entry in entries)


@cache
def load_actors(folder: Path = ACTORS_DIR) -> tuple[ReferenceActor, ...]:
    """All reference actors of a folder, in file order.

    Raises:
        LexiconError: a file is no TOML, an entry is wrong, or two entries share an id.
    """
    actors: dict[str, ReferenceActor] = {}
    for origin, entry in _tables(folder, "actor"):
        actor = actor_from_toml(entry, origin)
        if actor.id in actors:
            raise LexiconError(f"{origin}: actor id {actor.id!r} is used twice")
        actors[actor.id] = actor
    return tuple(actors.values())


@cache
def load_bodies(folder: Path = ACTORS_DIR) -> Mapping[str, BodyPattern]:
    """The body patterns of a folder by head phrase.

    Raises:
        LexiconError: a file is no TOML, an entry is wrong, or two patterns share an id or a head.
    """
    ids: set[str] = set()
    heads: dict[str, BodyPattern] = {}
    for origin, entry in _tables(folder, "body"):
        body = body_from_toml(entry, origin)
        if twice := sorted({*body.heads} & {*heads}):
            raise LexiconError(f"{origin}: heads {twice} of body {body.id!r} belong to another body")
        if body.id in ids:
            raise LexiconError(f"{origin}: body id {body.id!r} is used twice")
        ids.add(body.id)
        heads |= dict.fromkeys(body.heads, body)
    return heads
