"""The frame lexicon: which words make an event of which type, and who stands where around them.

A frame is one meaning of one trigger. `ontology/frames/*.toml` holds them; CONTRIBUTING.md shows
how to add one. Slots say where source and target are found around the trigger:

    subj   the (deep) subject: active subject, by-agent of a passive, controller of an infinitive
    obj    the (deep) object: direct object, or subject of a passive
    iobj   the indirect object: "gave UKRAINE tanks", "told IRAN that …"
    comp   the actors inside the clausal complement: "agreed to host FRENCH troops"
    poss   possessor, nationality adjective or compound modifier of an event noun: "RUSSIA's
           invasion", "the RUSSIAN invasion"
    with, against, on, to, …   the object of that preposition, on the trigger or on its light object
    between   both parties of a reciprocal noun: "talks between A and B"
    named     the same, where the words name the actor itself: "claims KUWAIT", not "claims Kuwaiti lives"
    csubj     the stated subject of the clausal complement: "wants CHILE to leave"
    anti      whom a noun is against: "anti-CHINESE protests"
    left      the nearest actor before the trigger: "the QUAD, comprising Japan …"
    speaker   who says so: "X said Y had broken the rules" is X's accusation

A verb frame may be restricted: `object` (lemma of the direct object), `particle` ("off"),
`complement` ("inf", "that", "gerund", "subjunctive": "insists that Chile LEAVE"), `predicative` (lemma
after "call X a …", "is a …"), `path` (a phrase as in slots, "to task": "took Chile TO TASK"). Any frame
may ask for a role of its source, `source_role = ["military"]` for "French SOLDIERS left Mali", and
leave its target to the context: `implicit = true` for "Rabat then recalled its envoy". A `weak` frame gives
way to any event inside its clause: "promised Kyiv to send tanks".

A slot of several words is a path down from the trigger, prepositions and nouns as written: "out of",
"in favour of", "to terms with" end at the object of the last preposition; one that ends with a noun
("to aid": "came to MALI's aid", "came to the aid of MALI") ends at that noun.

`@name` in `object`, `predicative`, `source` and `target` stands for a word class of
`language/classes.toml`: "to @border" is "to border", "to frontier" and so on.

The first slot in a list that holds an actor wins.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ontology.records import Modality, Polarity
from ontology.terms import EVENT_TYPES, STANDING_RELATIONS

FRAMES_DIR = Path(__file__).parent / "frames"
CLASSES_FILE = Path(__file__).parent / "language" / "classes.toml"

_KINDS = ("verb", "noun", "adjective")
_DEFAULT_SOURCE = {"verb": ("subj",), "noun": ("poss", "by"), "adjective": ("subj",)}
_DEFAULT_TARGET = {
    "verb": ("obj",),
    "noun": ("against", "on", "of", "with", "to"),
    "adjective": ("to", "with"),
}
# Where forces are moved, they are moved against whoever is there: "on its border with Iraq".
_TOWARDS = ("against", "towards", "toward", "near", "along", "opposite", "facing", "around")
_KEYS = {
    "id", "verb", "noun", "adjective", "object", "particle", "complement", "type", "mode", "cameo",
    "relation", "source", "target", "reciprocal", "predicative", "path", "source_role", "implicit", "weak",
    "phrase", "polarity", "modality", "example", "claims",
}  # fmt: skip


class LexiconError(ValueError):
    """A lexicon file says something the loader cannot accept; the message names file and entry."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A claim that an example sentence must give: principals, type or relation, status, speaker."""

    subject: str
    type: str
    object: str
    status: str = "asserted"
    speaker: str | None = None

    @classmethod
    def parse(cls, line: str) -> Expected:
        """Read "EU CONSULT TWN planned @EU"; status defaults to asserted, speaker to none."""
        words = line.split()
        speaker = words.pop()[1:] if words[-1].startswith("@") else None
        if len(words) not in (3, 4):
            raise LexiconError(f"expected claim {line!r} is not 'SUBJECT TYPE OBJECT [status] [@SPEAKER]'")
        status = words[3] if len(words) == 4 else "asserted"
        return cls(words[0], words[1], words[2], status, speaker)


@dataclass(frozen=True, slots=True)
class Frame:
    """One meaning of one trigger; see the module docstring for the slots."""

    id: str
    kind: str
    lemmas: tuple[str, ...]
    objects: tuple[str, ...]
    particle: str | None
    complement: str | None
    predicatives: tuple[str, ...]
    paths: tuple[str, ...]
    source_roles: tuple[str, ...]
    implicit: bool
    weak: bool
    type: str | None
    mode: str | None
    cameo: str | None
    relation: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    reciprocal: bool
    phrase: str
    polarity: Polarity
    modality: Modality
    example: str
    claims: tuple[Expected, ...]


@cache
def load_classes(path: Path = CLASSES_FILE) -> Mapping[str, tuple[str, ...]]:
    """The word classes that frames share, by name."""
    return {name: tuple(words) for name, words in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def _strings(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _words(value: Any, where: str) -> tuple[str, ...]:
    """The words of a list with its classes spelt out, each once."""
    found = (spelt for word in _strings(value) for spelt in _spell(word, where))
    return tuple(dict.fromkeys(found))


def _spell(word: str, where: str) -> list[str]:
    before, at, name = word.partition("@")
    if not at:
        return [word]
    name, space, after = name.partition(" ")
    if name not in load_classes():
        raise LexiconError(f"{where}: {CLASSES_FILE.name} has no class {name!r}")
    return [f"{before}{each}{space}{after}" for each in load_classes()[name]]


def frame_from_toml(entry: Mapping[str, Any], origin: str) -> Frame:
    """Check one `[[frame]]` table and fill its defaults.

    Raises:
        LexiconError: an unknown key, type or relation, no trigger, or no example.
    """
    where = f"{origin}: frame {entry.get('id', '?')!r}"
    if unknown := set(entry) - _KEYS:
        raise LexiconError(f"{where}: unknown keys {sorted(unknown)}")
    kinds = [kind for kind in _KINDS if kind in entry]
    if len(kinds) != 1:
        raise LexiconError(f"{where}: needs exactly one of verb, noun, adjective")
    kind = kinds[0]
    event_type, relation = entry.get("type"), entry.get("relation")
    if event_type is None and relation not in STANDING_RELATIONS:
        raise LexiconError(
            f"{where}: without a type, relation must be one of {', '.join(STANDING_RELATIONS)}"
        )
    if event_type is not None and event_type not in EVENT_TYPES:
        raise LexiconError(f"{where}: {event_type!r} is no PLOVER type")
    for key in ("id", "phrase", "example", "claims"):
        if not entry.get(key) and not (key == "claims" and entry.get(key) == []):
            raise LexiconError(f"{where}: {key} is missing")
    source, target = _words(entry.get("source"), where), _words(entry.get("target"), where)
    if event_type == "MOBILIZE" and kind == "verb" and target:
        target = tuple(dict.fromkeys((*target, *_TOWARDS)))
    if event_type == "ASSAULT" and kind == "verb":  # "bombed a hospital in Yemen"
        target = target or ("obj",)
        target = (*target, "in") if "obj" in target and "in" not in target else target
    return Frame(
        id=entry["id"],
        kind=kind,
        lemmas=_strings(entry[kind]),
        objects=_words(entry.get("object"), where),
        particle=entry.get("particle"),
        complement=entry.get("complement"),
        predicatives=_words(entry.get("predicative"), where),
        paths=_words(entry.get("path"), where),
        source_roles=_strings(entry.get("source_role")),
        implicit=bool(entry.get("implicit", False)),
        weak=bool(entry.get("weak", False)),
        type=event_type,
        mode=entry.get("mode"),
        cameo=entry.get("cameo"),
        relation=relation or EVENT_TYPES[event_type or ""][1],
        source=source or _DEFAULT_SOURCE[kind],
        target=target or _DEFAULT_TARGET[kind],
        reciprocal=bool(entry.get("reciprocal", False)),
        phrase=entry["phrase"],
        polarity=entry.get("polarity", "positive"),
        modality=entry.get("modality", "asserted"),
        example=entry["example"],
        claims=tuple(Expected.parse(line) for line in entry["claims"]),
    )


@cache
def load_frames(folder: Path = FRAMES_DIR) -> tuple[Frame, ...]:
    """All frames of a folder, in file order.

    Raises:
        LexiconError: a file is no TOML, an entry is wrong, or two entries share an id.
    """
    frames: dict[str, Frame] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            entries = tomllib.loads(path.read_text(encoding="utf-8")).get("frame", [])
        except tomllib.TOMLDecodeError as error:
            raise LexiconError(f"{path.name}: not valid TOML: {error}") from error
        for entry in entries:
            frame = frame_from_toml(entry, path.name)
            if frame.id in frames:
                raise LexiconError(f"{path.name}: frame id {frame.id!r} is used twice")
            frames[frame.id] = frame
    return tuple(frames.values())
