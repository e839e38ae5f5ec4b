"""Count why claims were missed or wrong, as somebody judged it, for docs/error-analysis.md.

Usage: python -m scripts.error_causes

The judgements are `docs/data/error-causes.yaml`; `python -m scripts.list_errors` shows the errors of today.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from scripts.update_evaluation import filled

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "error-analysis.md"
JUDGEMENTS = ROOT / "docs" / "data" / "error-causes.yaml"
MARK = "causes"


@cache
def judgements() -> Mapping[str, Any]:
    """The whole file: when it was judged, what the causes mean, and the cause of each error."""
    loaded: Mapping[str, Any] = yaml.safe_load(JUDGEMENTS.read_text(encoding="utf-8"))
    return loaded


def cause(file: str, document: str, error: str) -> str | None:
    """What was judged about an error, or None."""
    found: str | None = judgements()["errors"].get(file, {}).get(document, {}).get(error)
    return found


def _judged() -> Iterator[tuple[str, str, str]]:
    """File, "missed" or "spurious", and cause of each error."""
    for file, documents in judgements()["errors"].items():
        for errors in documents.values():
            yield from ((file, error.split()[0], reason) for error, reason in errors.items())


def table() -> str:
    """The counts as a Markdown table, one column a file, one row a cause."""
    counts = Counter(_judged())
    files = list(judgements()["errors"])
    lines = [
        f"| cause | {' | '.join(files)} | missed | spurious | all | share |",
        f"|---|{'--:|' * (len(files) + 4)}",
    ]
    for reason in (*judgements()["causes"], "all"):
        met = {key: number for key, number in counts.items() if reason in (key[2], "all")}
        cells = [
            *(sum(number for key, number in met.items() if key[0] == file) for file in files),
            *(
                sum(number for key, number in met.items() if key[1] == kind)
                for kind in ("missed", "spurious")
            ),
            sum(met.values()),
        ]
        share = f"{100 * cells[-1] / counts.total():.0f} %"
        lines.append(f"| {reason} | {' | '.join(map(str, cells))} | {share} |")
    return "\n".join(lines)


def main() -> int:
    """Write the table."""
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), {MARK: table()}), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
