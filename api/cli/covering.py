"""`irgraph coverage`: which words of a corpus the lexicon does not know yet."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Annotated

import typer

from api.cli import console, options

EXAMPLES = options.examples(
    "irgraph coverage reports/",
    "irgraph coverage ../shared/corpus/voa_dev.jsonl --top 50",
)


def coverage(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE|DIR|-", help="Texts, JSON Lines or folders; - is standard input."),
    ],
    top: Annotated[int, typer.Option(min=1, help="How many of the most frequent to list.")] = 30,
    date: options.Day = None,
) -> None:
    """List the verbs that link two actors and are in no frame, most frequent first, with a sentence each.

    They are what the lexicon lacks: CONTRIBUTING.md shows how to add a frame for one.
    """
    from api import ingest
    from extract.coverage import Unknown, unknown_triggers
    from extract.pipeline import load_extractor
    from ontology.records import Document

    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Unknown] = {}
    tally = console.Tally()
    for item in ingest.read(files, date, sys.stdin.buffer):
        if not isinstance(item, Document):
            tally.report(item)
            continue
        for unknown in unknown_triggers(load_extractor(), item):
            key = (unknown.lemma, unknown.slot)
            counts[key] += 1
            first.setdefault(key, unknown)
    table = console.columns("verb", "slot", "count", "between", "sentence")
    for key, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:top]:
        example = first[key]
        between = f"{example.subject} – {example.object}"
        console.add_row(table, *key, str(number), between, " ".join(example.sentence.split()))
    console.show(table)
    raise typer.Exit(tally.exit_code)
