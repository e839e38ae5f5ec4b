"""What reading has to say about an input, besides the documents that it gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """An input that gave no document: its name, what is wrong, what to do."""

    name: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ReadNote:
    """Something to know about an input that did not fail; `skipped` when it was left out on purpose."""

    name: str
    reason: str
    remedy: str
    skipped: bool = False
