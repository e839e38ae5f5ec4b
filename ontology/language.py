"""The language lexicon besides frames: words that shape how an event is told.

`ontology/language/*.toml` holds it:

    operators.toml   governors that turn the event under them into a plan, a denial, a request …
    modals.toml      auxiliaries that do the same
    support.toml     support verbs: their subject is the source of the event noun they carry
    reporting.toml   verbs and nouns of saying: their subject is the speaker of what stands under them
    anaphora.toml    nouns that point back to an event told before: "the seizure", "the allegation"
    topics.toml      words that tell what a claim is about

Each entry carries an example that the test suite runs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from ontology.frames import Expected, LexiconError
from ontology.records import Modality, Polarity, Stance
from ontology.terms import MODALITIES, POLARITIES

LANGUAGE_DIR = Path(__file__).parent / "language"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and all the claims it must give."""

    text: str
    claims: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Operator:
    """What a governor does to the event under it.

    `complements` says where the event stands: "inf", "gerund", "that", "noun" (as its object), or a
    preposition. `modality` None keeps the event's own; `polarity` negative flips it. `judges` means
    the event is only an object of judgement and no claim of its own, `absorbs` that it is part of the
    governor's own event ("threatened to strike" tells a threat). `speaks` makes the governor's
    subject a speaker of the event. With `adverb` the operator counts only beside that word ("has YET to"),
    with `objects` only over one of these words ("rejected CLAIMS that").
    """

    lemmas: tuple[str, ...]
    complements: tuple[str, ...]
    adverb: str | None
    objects: tuple[str, ...]
    modality: Modality | None
    polarity: Polarity
    judges: bool
    absorbs: bool
    speaks: bool
    example: Example

    @property
    def is_restricted(self) -> bool:
        return self.adverb is not None or bool(self.objects)


@dataclass(frozen=True, slots=True)
class Modal:
    """An auxiliary (or adverb) and the modality it gives to its verb."""

    words: tuple[str, ...]
    modality: Modality | None
    polarity: Polarity
    example: Example


@dataclass(frozen=True, slots=True)
class Support:
    """Verbs that carry an event noun as their object without adding an event of their own."""

    lemmas: tuple[str, ...]
    example: Example


@dataclass(frozen=True, slots=True)
class Reporting:
    """Words of saying and the speaker's stance towards what is said."""

    lemmas: tuple[str, ...]
    stance: Stance
    example: Example


@dataclass(frozen=True, slots=True)
class Anaphora:
    """Nouns that, with a definite article, point back to an earlier event of one of the types (any if empty).

    `any_act` nouns ("the step") may also point to an act that evokes no frame: then to its doer.
    `both` nouns ("the deal") belong to all who take part.
    """

    lemmas: tuple[str, ...]
    types: tuple[str, ...]
    any_act: bool
    both: bool
    example: Example


@dataclass(frozen=True, slots=True)
class Language:
    """The whole language lexicon, indexed by lemma or word."""

    operators: Mapping[str, tuple[Operator, ...]]
    modals: Mapping[str, Modal]
    support: frozenset[str]
    reporting: Mapping[str, Reporting]
    anaphora: Mapping[str, Anaphora]
    topics: Mapping[str, str]
    examples: tuple[Example, ...]

    def lemmas(self) -> frozenset[str]:
        """All lemmas that any list names."""
        return frozenset((*self.operators, *self.support, *self.reporting, *self.anaphora))


def _table(folder: Path, name: str) -> list[dict[str, Any]]:
    path = folder / f"{name}.toml"
    try:
        return cast("list[dict[str, Any]]", tomllib.loads(path.read_text(encoding="utf-8")).get("entry", []))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path.name}: not valid TOML: {error}") from error


def _words(entry: Mapping[str, Any], key: str, name: str) -> tuple[str, ...]:
    value = entry.get(key)
    if not value:
        raise LexiconError(f"{name}.toml: an entry has no {key!r}: {dict(entry)}")
    return (value,) if isinstance(value, str) else tuple(value)


def _example(entry: Mapping[str, Any], name: str) -> Example:
    if "example" not in entry or "claims" not in entry:
        raise LexiconError(
            f"{name}.toml: entry {entry.get('lemma') or entry.get('word')} needs example and claims"
        )
    return Example(entry["example"], tuple(Expected.parse(line) for line in entry["claims"]))


def _checked(value: str | None, allowed: tuple[str, ...], name: str) -> Any:
    if value is not None and value not in allowed:
        raise LexiconError(f"{name}.toml: {value!r} is not one of {', '.join(allowed)}")
    return value


def _operator(entry: Mapping[str, Any]) -> Operator:
    return Operator(
        _words(entry, "lemma", "operators"),
        _words(entry, "complement", "operators"),
        entry.get("adverb"),
        tuple(entry.get("object", ())),
        _checked(entry.get("modality"), MODALITIES, "operators"),
        _checked(entry.get("polarity", "positive"), POLARITIES, "operators"),
        bool(entry.get("judges", False)),
        bool(entry.get("absorbs", False)),
        bool(entry.get("speaks", False)),
        _example(entry, "operators"),
    )


def _modal(entry: Mapping[str, Any]) -> Modal:
    modality = _checked(entry.get("modality"), MODALITIES, "modals")
    polarity = _checked(entry.get("polarity", "positive"), POLARITIES, "modals")
    return Modal(_words(entry, "word", "modals"), modality, polarity, _example(entry, "modals"))


@cache
def load_language(folder: Path = LANGUAGE_DIR) -> Language:
    """The language lexicon of a folder.

    Raises:
        LexiconError: a file is no TOML or an entry is incomplete.
    """
    operators = [_operator(entry) for entry in _table(folder, "operators")]
    modals = [_modal(entry) for entry in _table(folder, "modals")]
    support = [
        Support(_words(e, "lemma", "support"), _example(e, "support")) for e in _table(folder, "support")
    ]
    reporting = [
        Reporting(_words(e, "lemma", "reporting"), e.get("stance", "asserts"), _example(e, "reporting"))
        for e in _table(folder, "reporting")
    ]
    anaphora = [
        Anaphora(
            _words(e, "lemma", "anaphora"),
            tuple(e.get("types", ())),
            bool(e.get("any_act", False)),
            bool(e.get("both", False)),
            _example(e, "anaphora"),
        )
        for e in _table(folder, "anaphora")
    ]
    topics = {word: entry["topic"] for entry in _table(folder, "topics") for word in entry["lemma"]}
    by_lemma: dict[str, list[Operator]] = {}
    for operator in operators:
        for lemma in operator.lemmas:
            by_lemma.setdefault(lemma, []).append(operator)
    return Language(
        operators={lemma: tuple(found) for lemma, found in by_lemma.items()},
        modals={word: modal for modal in modals for word in modal.words},
        support=frozenset(lemma for entry in support for lemma in entry.lemmas),
        reporting={lemma: entry for entry in reporting for lemma in entry.lemmas},
        anaphora={lemma: entry for entry in anaphora for lemma in entry.lemmas},
        topics=topics,
        examples=tuple(
            entry.example for group in (operators, modals, support, reporting, anaphora) for entry in group
        ),
    )
