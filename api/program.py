"""Which program reads documents: a digest of all that decides what claims a text gives."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import astuple
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from extract.model import model_name
from ontology.records import Document

_ROOT = Path(__file__).parents[1]
_FOLDERS = ("extract", "ontology")
_ENDINGS = (".py", ".toml", ".ttl")


@cache
def program_digest() -> str:
    """A digest of the rules, the lexicon, the actors, and the parser with its model."""
    digest = hashlib.sha256(repr(_parser()).encode())
    for path in _files():
        digest.update(path.relative_to(_ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for folder in _FOLDERS:
        yield from sorted(path for path in (_ROOT / folder).rglob("*") if path.suffix in _ENDINGS)


def _parser() -> tuple[str, ...]:
    name = model_name()
    try:
        return version("spacy"), name, version(name.replace("_", "-"))
    except PackageNotFoundError:
        return version("spacy"), name


def stamp(document: Document) -> str:
    """A digest of a document as given and of the program: equal stamps mean equal claims."""
    return hashlib.sha256(repr((program_digest(), astuple(document))).encode()).hexdigest()
