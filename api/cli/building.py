"""`irgraph build` and `irgraph retract`: documents into the store, and out of it again."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated

import typer

from api.cli import console, options, sourcing
from api.errors import InputError

BUILD_EXAMPLES = options.examples(
    "irgraph build seeds/",
    "irgraph build reports.jsonl.gz --store /data/graph --workers 4",
    "irgraph build seeds/ --store http://localhost:7878",
    "irgraph build seeds/ --policy policy.toml",
    "irgraph build export.csv --column text=Body",
    "irgraph build https://example.org/news/1 --allow-network",
)
RETRACT_EXAMPLES = options.examples(
    "irgraph retract seeds/eu-taiwan.md", "irgraph stats --documents    lists the ids"
)
_MUCH = 100  # documents after which the store is put in order


def build(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH", help="Files, folders, addresses, or - for standard input.", show_default=False
        ),
    ],
    store: options.Store = None,
    workers: options.Workers = 1,
    date: options.Day = None,
    policy: options.Policy = None,
    columns: sourcing.Columns = None,
    allow_network: sourcing.AllowNetwork = False,
) -> None:
    """Read documents, extract their claims and store them.

    Read are text, Markdown, HTML, PDF, e-mail, JSON Lines, CSV, RSS and Atom; folders and archives of these;
    and, where the network is allowed, addresses of articles and feeds. docs/sources.md has the details.

    Building is idempotent: what is stored already is not read again, a changed document replaces its claims,
    and a build that was interrupted, however rudely, goes on where it was.
    """
    from api import ingest

    tally = console.Tally()
    with (
        sourcing.sources(paths, date, columns, allow_network) as items,
        options.open_named_store(store, create=True, policy=policy) as knowledge,
        console.progress(tally) as renew,
    ):
        # A policy takes effect even if no document is new.
        knowledge.load_reference()
        for step in ingest.ingest(items, ingest.LateExtractor(), knowledge, workers):
            if isinstance(step, ingest.Stored):
                tally.done(step.claims, step.outcome)
            else:
                tally.report(step)
            renew()
        if tally.counts["new"] + tally.counts["changed"] >= _MUCH:
            knowledge.tidy()
    print(tally.outcomes())
    raise typer.Exit(tally.exit_code)


def retract(
    document: Annotated[str, typer.Argument(metavar="DOC", help="Id of the document.", show_default=False)],
    store: options.Store = None,
) -> None:
    """Take a document out of the store, with its claims and every fact that rested on it alone."""
    with options.open_named_store(store) as knowledge:
        if not knowledge.retract(document):
            near = get_close_matches(document, [known.id for known in knowledge.documents()], n=1)
            hint = f"did you mean {near[0]!r}?" if near else "`irgraph stats --documents` lists them"
            raise InputError(f"no document {document!r} in store {knowledge.location!r}: {hint}")
    print(f"{document} retracted")
