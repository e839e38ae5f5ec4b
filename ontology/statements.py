"""Dated statements about the reference actors: memberships, contested status, parents, seats, codes.

`ontology/statements/*.toml` holds them. A `[[statement]]` says one relation of each of its `subjects` to
each of its `objects` (or to a `value`); a `[[codes]]` table gives codes of one scheme by actor. Each names
its source. `view` tells whose view a statement is: contested status is never said plainly.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from ontology.frames import LexiconError

STATEMENTS_DIR = Path(__file__).parent / "statements"
RELATIONS = (
    "hasMember",
    "claimedBy",
    "recognisedBy",
    "administeredBy",
    "heldPartOf",
    "hasParent",
    "hasSeat",
    "status",
    "identifier",
    "geonames",
)
LITERAL_RELATIONS = ("status", "identifier", "geonames")
ALWAYS_A_VIEW = ("heldPartOf", "status")
_KEYS = {"relation", "subjects", "objects", "value", "start", "end", "view", "source"}
_CODE_KEYS = {"relation", "scheme", "end", "source", "values"}


@dataclass(frozen=True, slots=True)
class Statement:
    """One relation of an actor, with the first and last day on which it holds (None: unknown, or still).

    `object` is an actor's id, or the text of a status, code or GeoNames id. `view` is the actor whose
    view this is, None for a plain report of what the objects themselves did.
    """

    subject: str
    relation: str
    object: str
    source: str
    start: date | None = None
    end: date | None = None
    view: str | None = None

    def holds_on(self, day: date | None) -> bool:
        """Whether it holds on a day; without a day, whether nothing ended it."""
        if day is None:
            return self.end is None
        return (self.start or day) <= day <= (self.end or day)


def _statements(entry: Mapping[str, Any], origin: str) -> Iterator[Statement]:
    where = f"{origin}: statement {entry.get('relation', '?')} of {entry.get('subjects', '?')}"
    if unknown := set(entry) - _KEYS:
        raise LexiconError(f"{where}: unknown keys {sorted(unknown)}")
    if entry.get("relation") not in RELATIONS:
        raise LexiconError(f"{where}: relation must be one of {', '.join(RELATIONS)}")
    is_literal = entry["relation"] in LITERAL_RELATIONS
    if is_literal == ("objects" in entry) or is_literal != ("value" in entry):
        raise LexiconError(
            f"{where}: {'a value' if is_literal else 'objects'} must be given, and nothing else"
        )
    if not entry.get("source"):
        raise LexiconError(f"{where}: a source is needed")
    if entry["relation"] in ALWAYS_A_VIEW and not entry.get("view"):
        raise LexiconError(f"{where}: a view is needed, for nobody's view is a fact")
    if entry.get("start") and entry.get("end") and entry["start"] > entry["end"]:
        raise LexiconError(f"{where}: it ends before it starts")
    days = entry.get("start"), entry.get("end"), entry.get("view")
    for subject, object_ in product(entry["subjects"], entry.get("objects") or (entry["value"],)):
        yield Statement(subject, entry["relation"], object_, entry["source"], *days)


def _codes(entry: Mapping[str, Any], origin: str) -> Iterator[Statement]:
    where = f"{origin}: codes {entry.get('scheme', '?')!r}"
    if wrong := (set(entry) - _CODE_KEYS) | (_CODE_KEYS - {"end"} - set(entry)):
        raise LexiconError(f"{where}: missing or unknown keys {sorted(wrong)}")
    for actor, code in entry["values"].items():
        value = f"{entry['scheme']}:{code}" if entry["scheme"] else code
        yield Statement(actor, entry["relation"], value, entry["source"], end=entry.get("end"))


@cache
def load_statements(folder: Path = STATEMENTS_DIR) -> tuple[Statement, ...]:
    """All statements of a folder, sorted by subject, relation and object.

    Raises:
        LexiconError: a file is no TOML, or an entry is wrong.
    """
    found: list[Statement] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise LexiconError(f"{path.name}: not valid TOML: {error}") from error
        for entry in tables.get("statement", ()):
            found.extend(_statements(entry, path.name))
        for entry in tables.get("codes", ()):
            found.extend(_codes(entry, path.name))
    return tuple(sorted(found, key=_order))


def _order(one: Statement) -> tuple[str, ...]:
    return one.subject, one.relation, one.object, str(one.start), str(one.end), one.view or "", one.source
