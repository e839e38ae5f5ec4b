"""The role lexicon: nouns that say what an actor is, and the small words around them.

`ontology/language/roles.toml` explains each key; every entry carries a tested example.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ontology.frames import LexiconError
from ontology.terms import ROLES

ROLES_FILE = Path(__file__).parent / "language" / "roles.toml"
_KINDS = ("person", "body", "group", "population", "media", "company", "organisation")
_KEYS = {
    "words", "role", "kind", "title", "local", "home", "owned", "relational", "prepositions", "proper",
    "gender", "example", "actor",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """One entry of the lexicon; the keys are explained at the top of `roles.toml`."""

    words: tuple[str, ...]
    role: str
    kind: str
    title: bool
    local: bool
    home: bool
    proper: bool
    owned: bool
    relational: bool
    gender: str | None
    prepositions: frozenset[str]
    example: str
    actor: str


@dataclass(frozen=True, slots=True)
class RoleLexicon:
    """All role nouns by word (one or two words, lower case) and the word lists beside them."""

    entries: tuple[Role, ...]
    words: Mapping[str, Role]
    names: Mapping[str, Role]
    partitives: frozenset[str]
    places: frozenset[str]
    regions: tuple[str, ...]
    waters: frozenset[str]
    treaties: frozenset[str]
    usual_owners: Mapping[str, list[str]]
    generic: frozenset[str]
    no_actors: frozenset[str]
    qualifiers: frozenset[str]
    acting: frozenset[str]
    excluding_words: frozenset[str]
    excluding_prefixes: frozenset[str]
    oceans: frozenset[str]
    tying: frozenset[str]
    prefix_adjectives: Mapping[str, str]
    title_complements: frozenset[str]
    name_particles: frozenset[str]
    honorifics: frozenset[str]
    place_prepositions: frozenset[str]
    city_prepositions: frozenset[str]


def _role(entry: Mapping[str, Any], prepositions: Mapping[str, list[str]]) -> Role:
    where = f"roles.toml: role {entry.get('words', ['?'])[0]!r}"
    if unknown := set(entry) - _KEYS:
        raise LexiconError(f"{where}: unknown keys {sorted(unknown)}")
    if entry.get("role") not in ROLES or entry.get("kind") not in _KINDS:
        raise LexiconError(f"{where}: role must be one of {', '.join(ROLES)}; kind of {', '.join(_KINDS)}")
    if not entry.get("example") or not entry.get("actor"):
        raise LexiconError(f"{where}: example and actor are needed")
    local = bool(entry.get("local", False))
    allowed = (
        *prepositions["owner"],
        *entry.get("prepositions", ()),
        *(prepositions["local"] if local else ()),
    )
    return Role(
        words=tuple(entry["words"]),
        role=entry["role"],
        kind=entry["kind"],
        title=bool(entry.get("title", False)),
        local=local,
        home=bool(entry.get("home", False)),
        proper=bool(entry.get("proper", False)),
        owned=bool(entry.get("owned", False)),
        relational=bool(entry.get("relational", False)),
        gender=entry.get("gender"),
        prepositions=frozenset(allowed),
        example=entry["example"],
        actor=entry["actor"],
    )


def _by_word(entries: tuple[Role, ...], proper: bool) -> dict[str, Role]:
    """Each word's entry; the first entry that lists a word keeps it."""
    found: dict[str, Role] = {}
    for entry in entries:
        if entry.proper == proper:
            for word in entry.words:
                found.setdefault(word, entry)
    return found


@cache
def load_roles(path: Path = ROLES_FILE) -> RoleLexicon:
    """The role lexicon of a file.

    Raises:
        LexiconError: the file is no TOML, or an entry is wrong.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path.name}: not valid TOML: {error}") from error
    entries = tuple(_role(entry, data["prepositions"]) for entry in data["role"])
    return RoleLexicon(
        entries=entries,
        words=_by_word(entries, proper=False),
        names=_by_word(entries, proper=True),
        partitives=frozenset(data["partitives"]["words"]),
        places=frozenset(data["places"]["words"]),
        generic=frozenset(data["generic"]["words"]),
        no_actors=frozenset(data["no_actors"]["words"]),
        regions=tuple(data["regions"]["names"]),
        waters=frozenset(data["waters"]["words"]),
        treaties=frozenset(data["treaties"]["words"]),
        usual_owners=data["usual_owners"],
        qualifiers=frozenset(data["qualifiers"]["words"]),
        acting=frozenset(data["hyphens"]["acting"]),
        excluding_words=frozenset(data["hyphens"]["excluding_words"]),
        excluding_prefixes=frozenset(data["hyphens"]["excluding_prefixes"]),
        oceans=frozenset(data["hyphens"]["oceans"]),
        tying=frozenset(data["hyphens"]["tying"]),
        prefix_adjectives=data["adjectives"],
        title_complements=frozenset(data["titles"]["complements"]),
        name_particles=frozenset(data["names"]["particles"]),
        honorifics=frozenset(data["names"]["excluded"]),
        place_prepositions=frozenset(data["prepositions"]["place"]),
        city_prepositions=frozenset(data["prepositions"]["city"]),
    )
