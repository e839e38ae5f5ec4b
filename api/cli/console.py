"""What the commands share at the terminal: results on standard output, all else on standard error."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

from extract.reports import ReadFailure, ReadNote

_PLAIN_WIDTH = 200


def complain(message: str) -> None:
    """One line on standard error."""
    print(f"irgraph: {message}", file=sys.stderr)


def columns(*names: str, title: str | None = None) -> Table:
    """A table whose long cells wrap."""
    table = Table(title=title, title_justify="left")
    for name in names:
        table.add_column(name, overflow="fold")
    return table


def add_row(table: Table, *cells: object) -> None:
    """A row of plain text: square brackets in it are no mark-up."""
    table.add_row(*(Text("" if cell is None else str(cell)) for cell in cells))


def show(table: Table) -> None:
    """A table on standard output, as wide as the terminal, or wide and plain where there is none."""
    if sys.stdout.isatty():
        Console().print(table)
        return
    plain = Console(width=_PLAIN_WIDTH, no_color=True)
    with plain.capture() as capture:
        plain.print(table)
    print("\n".join(line.rstrip() for line in capture.get().splitlines()))


def as_json(data: Any) -> str:
    """One line of JSON, keys in their own order."""
    return json.dumps(data, ensure_ascii=False)


def write_json(data: Any) -> None:
    """One line of JSON on standard output: UTF-8, keys in their own order."""
    print(as_json(data))


class Tally:
    """Counts what happens to a batch and names what did not work."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._started = time.monotonic()

    def done(self, claims: int, outcome: str = "extracted") -> None:
        """A document went through."""
        self.counts.update({"documents": 1, "claims": claims, outcome: 1})

    def report(self, item: ReadFailure | ReadNote) -> None:
        """An input failed, or there is something to know about it: say so."""
        if isinstance(item, ReadFailure):
            self.counts["failed"] += 1
        elif item.skipped:
            self.counts["skipped"] += 1
        prefix = "note: " if isinstance(item, ReadNote) else ""
        complain(f"{prefix}{item.name} {item.reason}; {item.remedy}")

    @property
    def exit_code(self) -> int:
        """1 when an input failed."""
        return 1 if self.counts["failed"] else 0

    def outcomes(self) -> str:
        """What became of a batch that was stored: "1 new, 0 changed, 2 unchanged, 0 failed"."""
        names = ("new", "changed", "unchanged", "failed", *(("skipped",) if self.counts["skipped"] else ()))
        return ", ".join(f"{self.counts[name]} {name}" for name in names)

    def line(self) -> str:
        """The progress line; it holds a rate, so it is never part of a result."""
        documents, claims, rejects = (self.counts[name] for name in ("documents", "claims", "failed"))
        rate = documents / max(time.monotonic() - self._started, 1e-9)
        return f"{documents} documents · {rate:.1f}/s · {claims} claims · {rejects} rejects"


@contextmanager
def progress(tally: Tally) -> Iterator[Callable[[], None]]:
    """A live line on standard error while a batch runs, renewed by calling what this gives.

    Nothing is shown where standard error is no terminal.
    """
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
        transient=True,
    )
    with bar:
        task = bar.add_task(tally.line(), total=None)
        yield lambda: bar.update(task, description=tally.line())
