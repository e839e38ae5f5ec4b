"""The words that point back: pronouns, "the bloc", "the two countries".

`ontology/language/coreference.toml` holds them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.frames import LexiconError

ANAPHORA_FILE = Path(__file__).parent / "language" / "coreference.toml"


@dataclass(frozen=True, slots=True)
class Anaphora:
    """The lists of `coreference.toml` as sets, by the names used there."""

    person: frozenset[str]
    thing: frozenset[str]
    many: frozenset[str]
    masculine: frozenset[str]
    feminine: frozenset[str]
    possessive: frozenset[str]
    acting_verbs: frozenset[str]
    paper_verbs: frozenset[str]
    giving_verbs: frozenset[str]
    outward_verbs: frozenset[str]
    addressing_verbs: frozenset[str]
    empty_verbs: frozenset[str]
    agentive: frozenset[str]
    relational: frozenset[str]
    counts: Mapping[str, int]
    plural_states: frozenset[str]
    plural_sides: frozenset[str]
    plural_officials: frozenset[str]
    plural_persons: frozenset[str]
    neutral: frozenset[str]
    blocking: frozenset[str]
    party_prepositions: frozenset[str]
    definite: Mapping[str, frozenset[str]]
    kinds: Mapping[str, frozenset[str]]
    regions: Mapping[str, frozenset[str]]
    ambiguous: Mapping[str, tuple[str, ...]]

    @property
    def pronouns(self) -> frozenset[str]:
        return self.person | self.thing | self.many


def _sets(table: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in table.items()}


def _definite(table: Mapping[str, list[str]], types: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """Head noun -> the actor types it may mean."""
    found: dict[str, frozenset[str]] = {}
    for key, words in table.items():
        for word in words:
            found[word] = found.get(word, frozenset()) | frozenset(types[key])
    return found


@cache
def load_anaphora(path: Path = ANAPHORA_FILE) -> Anaphora:
    """The lists of a file.

    Raises:
        LexiconError: the file is no TOML or a table is missing.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        types = data["definite"].pop("types")
        return Anaphora(
            **_sets(data["pronouns"]),
            counts=data["counts"],
            plural_states=frozenset(data["plural"]["states"]),
            plural_sides=frozenset(data["plural"]["sides"]),
            plural_officials=frozenset(data["plural"]["officials"]),
            plural_persons=frozenset(data["plural"]["persons"]),
            neutral=frozenset(data["plural"]["neutral"]),
            party_prepositions=frozenset(data["plural"]["party_prepositions"]),
            blocking=frozenset(data["blocking"]["words"]),
            definite=_definite(data["definite"], types),
            kinds=_sets(data["kinds"]),
            regions=_sets(data["regions"]),
            ambiguous={key: tuple(values) for key, values in data["ambiguous"].items()},
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise LexiconError(f"{path.name}: not valid: {error!r}") from error
