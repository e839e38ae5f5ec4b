"""How claims are put into words, as data: `ontology/language/wording.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ontology.frames import LexiconError

WORDING_FILE = Path(__file__).parent / "language" / "wording.toml"
_FORMS = ("base", "gerund", "noun")
_LEAD_KEYS = {"word", "relation", "adverb", "phrase", "takes"}


@dataclass(frozen=True, slots=True)
class Lead:
    """What a governor puts in front of the event under it: "refuses to", "denies", "calls for".

    `relations` say how the event hangs on one of the `words`, `takes` which form follows: "base",
    "gerund" or "noun". With `adverb` the governor counts only beside that word ("has YET to").
    """

    words: tuple[str, ...]
    relations: tuple[str, ...]
    adverb: str | None
    phrase: str
    takes: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The lists of the file; `leads` by the lemma of their governor, the restricted ones first."""

    light_verbs: tuple[str, ...]
    event_nouns: tuple[str, ...]
    carrying_verbs: tuple[str, ...]
    stand_ins: tuple[str, ...]
    owned_as_of: tuple[str, ...]
    prepositions: frozenset[str]
    particles: frozenset[str]
    vague_nouns: frozenset[str]
    broad_nouns: frozenset[str]
    never_alone: frozenset[str]
    mass_nouns: frozenset[str]
    irregular: Mapping[str, str]
    doubling: frozenset[str]
    leads: Mapping[str, tuple[Lead, ...]]


def _lead(entry: Mapping[str, Any], origin: str) -> Lead:
    missing = {"word", "relation", "phrase", "takes"} - set(entry)
    if missing or set(entry) - _LEAD_KEYS or entry["takes"] not in _FORMS:
        raise LexiconError(f"{origin}: a lead needs word, relation, phrase, takes ({_FORMS}): {dict(entry)}")
    return Lead(
        tuple(entry["word"]), tuple(entry["relation"]), entry.get("adverb"), entry["phrase"], entry["takes"]
    )


def _by_word(leads: list[Lead]) -> dict[str, tuple[Lead, ...]]:
    found: dict[str, tuple[Lead, ...]] = {}
    for lead in sorted(leads, key=lambda each: each.adverb is None):
        for word in lead.words:
            found[word] = (*found.get(word, ()), lead)
    return found


@cache
def load_wording(path: Path = WORDING_FILE) -> Wording:
    """The wording lists of a file.

    Raises:
        LexiconError: a list is missing, or a lead is incomplete.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return Wording(
            tuple(data["light_verbs"]),
            tuple(data["event_nouns"]),
            tuple(data["carrying_verbs"]),
            tuple(data["stand_ins"]),
            tuple(data["owned_as_of"]),
            frozenset(data["prepositions"]),
            frozenset(data["particles"]),
            frozenset(data["vague_nouns"]),
            frozenset(data["broad_nouns"]),
            frozenset(data["never_alone"]),
            frozenset(data["mass_nouns"]),
            data["irregular"],
            frozenset(data["spelling"]["doubling"]),
            _by_word([_lead(entry, path.name) for entry in data["lead"]]),
        )
    except KeyError as error:
        raise LexiconError(f"{path.name}: {error.args[0]} is missing") from error
