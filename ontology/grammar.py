"""Closed lists of English grammar: `ontology/language/grammar.toml` says what each is for."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from ontology.frames import LexiconError

GRAMMAR_FILE = Path(__file__).parent / "language" / "grammar.toml"


@dataclass(frozen=True, slots=True)
class Grammar:
    """The lists of the file, under the same names and in its order."""

    subject_control: tuple[str, ...]
    prepositional_control: tuple[str, ...]
    calling_nouns: tuple[str, ...]
    object_gerund: tuple[str, ...]
    charging: tuple[str, ...]
    speaking: tuple[str, ...]
    giving: tuple[str, ...]
    offering: tuple[str, ...]
    together: tuple[str, ...]
    unsplit: tuple[str, ...]
    bloodless: tuple[str, ...]
    listing: tuple[str, ...]
    echoing: tuple[str, ...]
    issuing: tuple[str, ...]
    contrasting: tuple[str, ...]
    abetting: tuple[str, ...]
    pointing: tuple[str, ...]
    elsewhere: tuple[str, ...]
    resuming: tuple[str, ...]
    negative_determiners: tuple[str, ...]
    clause_marks: tuple[str, ...]
    condition_marks: tuple[str, ...]
    inverted_conditions: tuple[str, ...]
    negative_prepositions: tuple[str, ...]
    first_person: tuple[str, ...]
    document_nouns: tuple[str, ...]
    place_slots: tuple[str, ...]
    owner_prepositions: tuple[str, ...]
    opposite_numbers: tuple[str, ...]
    circumstance: tuple[str, ...]
    temporal: tuple[str, ...]
    copulas: tuple[str, ...]
    going_to: tuple[str, ...]
    topical: tuple[str, ...]
    talks: tuple[str, ...]
    takes_in: tuple[str, ...]
    using: tuple[str, ...]
    making: tuple[str, ...]
    belonging: tuple[str, ...]
    sports: tuple[str, ...]
    bare_infinitive: tuple[str, ...]
    scheduling: tuple[str, ...]
    carrying: tuple[str, ...]
    measures: tuple[str, ...]
    currencies: tuple[str, ...]
    particles: tuple[str, ...]
    quoting: tuple[str, ...]


@cache
def load_grammar(path: Path = GRAMMAR_FILE) -> Grammar:
    """The lists of a grammar file.

    Raises:
        LexiconError: a list is missing or unknown.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    names = {field.name for field in fields(Grammar)}
    if set(data) != names:
        raise LexiconError(f"{path.name}: missing or unknown lists: {sorted(set(data) ^ names)}")
    return Grammar(**{name: tuple(data[name]) for name in names})
