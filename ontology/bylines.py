"""What a report says of itself: `ontology/language/bylines.toml`, with the examples that the tests run."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.frames import LexiconError

BYLINES_FILE = Path(__file__).parent / "language" / "bylines.toml"
_LISTS = ("agencies", "bylines", "joins", "credits")


@dataclass(frozen=True, slots=True)
class BylineExample:
    """A text, and the parts of it that are no report, in order."""

    text: str
    furniture: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BylineWords:
    """The lists of the file under the same names."""

    agencies: tuple[str, ...]
    bylines: tuple[str, ...]
    joins: tuple[str, ...]
    credits: tuple[str, ...]
    examples: tuple[BylineExample, ...]


@cache
def load_bylines(path: Path = BYLINES_FILE) -> BylineWords:
    """The words of datelines and bylines.

    Raises:
        LexiconError: the file is no TOML, or a list or an example is missing or wrong.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        lists = {name: tuple(map(str, data[name])) for name in _LISTS}
        examples = (BylineExample(entry["text"], tuple(entry["furniture"])) for entry in data["example"])
        return BylineWords(**lists, examples=tuple(examples))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path.name}: not valid TOML: {error}") from error
    except (KeyError, TypeError) as error:
        raise LexiconError(f"{path.name}: {error} is missing or wrong") from error
