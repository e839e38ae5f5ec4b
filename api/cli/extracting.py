"""`irgraph extract`: claims to standard output; nothing is stored."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table

from api.cli import console, options, sourcing
from ontology.records import Claim, to_json

EXAMPLES = options.examples(
    "irgraph extract report.txt --date 2023-03-17",
    "irgraph extract reports.jsonl --workers 4 > claims.jsonl",
    'echo "The EU plans to launch a dialogue with Taiwan." | irgraph extract --format table',
)


class ClaimFormat(StrEnum):
    """How claims are written."""

    jsonl = "jsonl"
    table = "table"


def extract(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE|-", help="Files, folders or addresses; - is standard input.", show_default=False
        ),
    ] = None,
    date: options.Day = None,
    form: Annotated[
        ClaimFormat, typer.Option("--format", help="One JSON object a line, or a table.")
    ] = ClaimFormat.jsonl,
    workers: options.Workers = 1,
    columns: sourcing.Columns = None,
    allow_network: sourcing.AllowNetwork = False,
) -> None:
    """Extract claims and write them to standard output; nothing is stored.

    A claim says who does what to whom, with the words that say so. Read are JSON Lines with "id", "text",
    "date", "title", "publisher", "url", "author", of which only "text" is needed; CSV with such columns;
    text, Markdown, HTML, PDF, e-mail, RSS and Atom; folders and archives of these (docs/sources.md).
    """
    if not files and sys.stdin.isatty():
        raise typer.BadParameter("name a file, or - to type a text and end it with Ctrl-D", param_hint="FILE")
    from api import ingest

    tally, table = console.Tally(), console.columns(*_COLUMNS)
    with (
        sourcing.sources(files or ["-"], date, columns, allow_network) as items,
        console.progress(tally) as renew,
    ):
        for step in ingest.extracted(items, ingest.default_extractor(), workers):
            if isinstance(step, ingest.Extracted):
                tally.done(len(step.claims))
                for claim in step.claims:
                    _write(claim, form, table)
            else:
                tally.report(step)
            renew()
    if form is ClaimFormat.table:
        console.show(table)
    raise typer.Exit(tally.exit_code)


_COLUMNS = ("subject", "does", "object", "status", "said by", "date", "confidence", "sentence")


def _write(claim: Claim, form: ClaimFormat, table: Table) -> None:
    if form is ClaimFormat.jsonl:
        console.write_json(to_json(claim))
        return
    said_by = ", ".join(link.actor.name for link in claim.attribution)
    date = claim.date and (
        claim.date.start if claim.date.start == claim.date.end else f"{claim.date.start} – {claim.date.end}"
    )
    sentence = " ".join(claim.evidence.text.split())
    console.add_row(
        table,
        claim.subject.principal,
        claim.predicate.phrase,
        claim.object.principal,
        claim.status,
        said_by,
        date,
        f"{claim.confidence:.2f}",
        sentence,
    )
