"""How sure each way of finding a claim is, as data: `ontology/language/confidence.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ontology.frames import LexiconError

CONFIDENCE_FILE = Path(__file__).parent / "language" / "confidence.toml"
BASE = "base"
_KEYS = ("prior", "weight", "share", "claims")


@dataclass(frozen=True, slots=True)
class Factor:
    """One circumstance that makes a claim less sure.

    `share` is the share of claims that survive it (above 0, up to 1, where it costs nothing), fitted from
    `claims` claims of the gold that meet it. `prior` is what a person guessed, and counts as much as `weight`
    claims.
    """

    name: str
    prior: float
    weight: int
    share: float
    claims: int


@cache
def load_confidence(path: Path = CONFIDENCE_FILE) -> Mapping[str, Factor]:
    """The factors by name, in the order of the file; one of them is "base", which every claim meets.

    Raises:
        LexiconError: a factor lacks a key, a share does not lie between 0 and 1, or there is no base.
    """
    with path.open("rb") as file:
        entries = tomllib.load(file)
    factors = {name: _factor(name, entry, path) for name, entry in entries.items()}
    if BASE not in factors:
        raise LexiconError(f"{path}: no factor {BASE!r}, which every claim meets")
    return factors


def _factor(name: str, entry: Any, path: Path) -> Factor:
    if not isinstance(entry, dict) or set(entry) != set(_KEYS):
        raise LexiconError(f"{path}: factor {name!r} needs just the keys {', '.join(_KEYS)}")
    if not (0 < entry["prior"] < 1 and 0 < entry["share"] <= 1 and entry["weight"] > 0):
        raise LexiconError(
            f"{path}: factor {name!r} needs 0 < prior < 1, 0 < share <= 1 and a weight above 0, not {entry}"
        )
    return Factor(name, *(entry[key] for key in _KEYS))
