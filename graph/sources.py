"""Sources: on which day and on whose account a report says something, copies of it taken into account.

A copy speaks for whoever printed the text first, on the day on which it was first printed. So a wire
story that twenty papers print is one source, while a paper's own report stays a source of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol


class Voice(Protocol):
    """What tells whose word a claim is: its document, its source, the document's publisher and day."""

    @property
    def document(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def printed_by(self) -> str: ...
    @property
    def published(self) -> date | None: ...


class Print(NamedTuple):
    """A document as its copies need to know it: its day and its publisher (or itself)."""

    day: date | None
    printed_by: str


Copies = Mapping[str, Mapping[str, Print]]
"""For each document that has copies: these, by id."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What tells sources apart.

    Attributes:
        copies: which documents are copies of one another.
        outlets: the name of each known medium by each of its names, in lower case.
    """

    copies: Copies
    outlets: Mapping[str, str]

    def _first_print(self, report: Voice) -> Print:
        prints = {report.document: Print(report.published, report.printed_by)}
        prints.update(self.copies.get(report.document, {}))
        return prints[min(prints, key=lambda document: (prints[document].day or date.max, document))]

    def day(self, report: Voice) -> date | None:
        """The day that stands in where the words give none: the one on which the text was first printed."""
        return self._first_print(report).day

    def source(self, report: Voice) -> str:
        """Who speaks: the medium that the report cites, else whoever printed the text first."""
        own = report.source == report.printed_by
        name = self._first_print(report).printed_by if own else report.source
        return self.outlets.get(name.casefold(), name)

    def independent(self, reports: Iterable[Voice]) -> tuple[str, ...]:
        """The independent sources of some reports, in the order of the alphabet."""
        return tuple(sorted({self.source(report) for report in reports}))
