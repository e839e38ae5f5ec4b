"""What a benchmark reports: a measurement of ours beside a baseline of the same run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

_HEADERS = ("what", "ours", "baseline", "baseline is", "ratio", "target")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report; `ours` and `baseline` are in `unit`; the target says of what it is."""

    what: str
    ours: float
    baseline: float
    unit: str
    against: str
    target: str = ""

    @property
    def ratio(self) -> float:
        """Ours in terms of the baseline: above 1 is better for speeds, below 1 for times and sizes."""
        return self.ours / self.baseline

    def cells(self) -> tuple[str, ...]:
        """The columns of the report as text."""
        ours, baseline = (f"{value:,.4g} {self.unit}" for value in (self.ours, self.baseline))
        return (self.what, ours, baseline, self.against, f"{self.ratio:.3g}", self.target)


@dataclass(frozen=True, slots=True)
class Section:
    """Figures that belong together, and what they were measured on."""

    title: str
    measured_on: str
    figures: tuple[Figure, ...]


def markdown(sections: Sequence[Section]) -> str:
    """The report as Markdown tables, columns padded so that they read well in a terminal too."""
    return "\n".join(line for section in sections for line in _section(section))


def _section(section: Section) -> list[str]:
    rows = [_HEADERS, *(figure.cells() for figure in section.figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADERS))]
    head, *body = (_row(row, widths) for row in rows)
    ruler = _row(tuple("-" * width for width in widths), widths)
    return [f"## {section.title}", "", section.measured_on, "", head, ruler, *body, ""]


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"


def best_of(times: int, action: Callable[[], object]) -> float:
    """Seconds of the fastest of some runs: what the machine can do when nothing else disturbs it."""
    return min(_seconds(action) for _ in range(times))


def _seconds(action: Callable[[], object]) -> float:
    begun = perf_counter()
    action()
    return perf_counter() - begun
