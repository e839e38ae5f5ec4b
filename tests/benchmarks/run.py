"""Benchmarks: `make bench`, or `python -m tests.benchmarks.run --write` to renew docs/benchmarks.md.

Every figure stands beside a baseline measured in the same run, because seconds differ between machines
and ratios hardly do.
"""

from __future__ import annotations

import argparse
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks import extraction, load, questions, service, storage
from tests.benchmarks.figures import Section, markdown

REPORT = Path(__file__).parents[2] / "docs" / "benchmarks.md"
_PARTS = ("extraction", "storage", "questions", "service", "load")
_PACKAGES = ("irgraph", "spacy", "pyoxigraph", "rdflib")
_INTRODUCTION = """# Benchmarks

Written by `python -m tests.benchmarks.run --write`; do not edit. Each figure of ours stands beside a baseline
that was measured in the same run on the same data. Ratios are ours over the baseline: for speeds
more is better, for times and sizes less is.
"""


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.run", description=__doc__)
    parser.add_argument("--documents", type=int, default=200, help="texts to extract from (200)")
    parser.add_argument("--claims", type=int, default=20_000, help="generated claims to store (20000)")
    parser.add_argument("--asked", type=int, default=100_000, help="claims to ask questions of (100000)")
    parser.add_argument("--only", choices=_PARTS, help="one part only")
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.name} as well")
    return parser.parse_args()


def _sections(options: argparse.Namespace) -> list[Section]:
    parts = {
        "extraction": lambda: extraction.measure(options.documents),
        "storage": lambda: storage.measure(options.claims),
        "questions": lambda: questions.measure(options.asked),
        "service": lambda: service.measure(options.claims),
        "load": lambda: load.measure(options.claims),
    }
    return [measure() for name, measure in parts.items() if options.only in (None, name)]


def _surroundings() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return f"{date.today():%d %B %Y}. Python {platform.python_version()}, {versions}, {platform.machine()}."


def main() -> None:
    """Measure, print, and with `--write` keep the report."""
    options = _options()
    report = f"{_INTRODUCTION}\n{_surroundings()}\n\n{markdown(_sections(options))}"
    print(report)
    if options.write:
        REPORT.parent.mkdir(exist_ok=True)
        REPORT.write_text(report, encoding="utf-8")


if __name__ == "__main__":
    main()
