"""Gold: texts with the claims that a careful analyst would draw from them.

Three forms, told apart by their content (see the README beside the shared gold):

- reports: YAML list of `{id, date, text | file, claims, optional}`;
- sentences of our own: YAML list of `{text, claims}`, an id is made from file and position;
- PLOVER gold standard records: JSON list with `source`, `target`, `event` and `text`.

A claim is `[subject, TYPE|TYPE, object, status, speaker]` or the words "EU CONSULT TWN planned @EU".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ontology.records import Document

# Classes of the coding scheme of 2016 under today's names.
_FOLDED = {"INVESTIGATE": "ACCUSE", "DISAPPROVE": "ACCUSE", "DEMAND": "REQUEST", "FIGHT": "ASSAULT"}
_PLACEHOLDERS = frozenset({"IGO", "NGO", "IMG"})
_ENDINGS = (".yaml", ".yml", ".json")


class GoldError(ValueError):
    """A gold file cannot be used; the message names file and entry."""


@dataclass(frozen=True, slots=True)
class GoldLine:
    """One claim to find, with any of its types; `speaker` is None where the report itself asserts it."""

    subject: str
    types: tuple[str, ...]
    object: str
    status: str = "asserted"
    speaker: str | None = None

    def __str__(self) -> str:
        speaker = f" @{self.speaker}" if self.speaker else ""
        return f"{self.subject} {'|'.join(self.types)} {self.object} {self.status}{speaker}"


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with the claims to find, and those that earn neither credit nor penalty."""

    document: Document
    claims: tuple[GoldLine, ...]
    optional: tuple[GoldLine, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A sentence with one event class and the (source, target) pairs between which it may be found."""

    document: Document
    pairs: tuple[tuple[str, str], ...]
    event_type: str


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One file: documents or sentences, never both."""

    name: str
    documents: tuple[GoldDocument, ...] = ()
    sentences: tuple[GoldSentence, ...] = ()


def load_gold(path: Path) -> list[GoldSet]:
    """The gold of a file, or of all YAML and JSON files of a folder in sorted order.

    Raises:
        GoldError: there is none, or an entry cannot be used.
    """
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.suffix in _ENDINGS)
        if not files:
            raise GoldError(f"{path}: a folder without .yaml or .json gold; see `irgraph evaluate --help`")
        return [load_file(file) for file in files]
    return [load_file(path)]


def load_file(path: Path) -> GoldSet:
    """The gold of one file.

    Raises:
        GoldError: it is missing, no list of entries, or an entry cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8")
        entries = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise GoldError(f"{path}: cannot be read as gold: {reason}") from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise GoldError(
            f"{path}: gold is a list of entries with text and claims; see `irgraph evaluate --help`"
        )
    if entries and "event" in entries[0]:
        sentences = (_sentence(entry, path) for entry in entries)
        return GoldSet(path.name, sentences=tuple(sentence for sentence in sentences if sentence.pairs))
    return GoldSet(
        path.name, documents=tuple(_document(entry, path, n) for n, entry in enumerate(entries, 1))
    )


def _document(entry: Mapping[str, Any], path: Path, number: int) -> GoldDocument:
    name = str(entry.get("id") or f"{path.stem}#{number}")
    try:
        text = entry["text"] if "text" in entry else (path.parent / entry["file"]).read_text(encoding="utf-8")
        claims = tuple(_line(line) for line in entry["claims"] or ())
        optional = tuple(_line(line) for line in entry.get("optional") or ())
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise GoldError(f"{path}: entry {name!r} cannot be used: {error}") from error
    return GoldDocument(Document(name, text, _day(entry.get("date"))), claims, optional)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else date.fromisoformat(value) if isinstance(value, str) else None


def _line(line: str | list[str | None]) -> GoldLine:
    if isinstance(line, str):
        words: list[str | None] = [*line.split()]
        speaker = str(words.pop())[1:] if str(words[-1]).startswith("@") else None
        line = [*words, *["asserted"][len(words) - 3 :], speaker]
    if len(line) != 5 or not all(line[:4]):
        raise ValueError(f"{line} is not [subject, types, object, status, speaker]")
    subject, types, target, status, said = line
    return GoldLine(str(subject), tuple(str(types).split("|")), str(target), str(status), said)


def _codes(actors: object) -> list[str]:
    """The countries among a record's actors; "" and null name none."""
    listed = actors if isinstance(actors, list) else []
    return [
        actor["code"] for actor in listed if len(actor["code"]) == 3 and actor["code"] not in _PLACEHOLDERS
    ]


def _sentence(entry: Mapping[str, Any], path: Path) -> GoldSentence:
    """A record's pairs: each source with each target, or the members of a compound actor among themselves."""
    try:
        sources, targets = _codes(entry["source"]), _codes(entry.get("target"))
        if not entry.get("target"):
            targets = sources
        pairs = dict.fromkeys(
            (source, target) for source in sources for target in targets if source != target
        )
        document = Document(str(entry["id"]), entry["text"], _day(entry.get("date")))
        return GoldSentence(document, tuple(pairs), _FOLDED.get(entry["event"], entry["event"]))
    except (KeyError, TypeError, ValueError) as error:
        raise GoldError(f"{path}: record {entry.get('id')!r} cannot be used: {error}") from error
