"""`irgraph watch`: feeds polled for news, and the news ingested."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import console, options

if TYPE_CHECKING:
    from api.feeds.config import FeedConfig
    from api.feeds.watching import Watch

EXAMPLES = options.examples(
    "irgraph watch feeds.toml",
    "irgraph watch feeds.toml --once --store /data/graph    for cron",
)


def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.toml", help="Which feeds.", show_default=False)],
    store: options.Store = None,
    once: Annotated[bool, typer.Option("--once", help="Poll every feed once, now, and end.")] = False,
    state: Annotated[
        Path | None,
        typer.Option(help="File that remembers what was polled.", show_default="beside the store"),
    ] = None,
) -> None:
    """Poll RSS and Atom feeds, read the articles behind new entries and store their claims, until Ctrl-C.

    Asks each host slowly and only for what changed, obeys robots.txt, and goes on where it was stopped.
    Addresses that are private are refused unless the file says allow_private = true (docs/sources.md).
    """
    from api import ingest
    from api.feeds.config import load_config
    from api.feeds.fetching import Fetcher
    from api.feeds.state import WatchState, state_file
    from api.feeds.watching import Watch
    from api.settings import Settings
    from extract.readers.base import Options

    settings, config = Settings(), load_config(feeds)
    memory = WatchState.load(state or state_file(store or settings.store, feeds))
    with Fetcher(config.policy(settings.max_file_bytes)) as fetcher:
        watching = Watch(
            config,
            memory,
            fetcher,
            Options(limits=ingest.limits_of(settings)),
            ingest.LateExtractor(),
            lambda: options.open_named_store(store, create=True),
            time.time,
        )
        raise typer.Exit(_once(watching) if once else _on_and_on(watching))


def _once(watching: Watch) -> int:
    return _round(watching, watching.due(at_once=True)).exit_code


def _on_and_on(watching: Watch) -> int:
    """Rounds until Ctrl-C, or until no feed is left to watch."""
    try:
        while (rest := watching.rest()) is not None:
            time.sleep(rest)
            _round(watching, watching.due(at_once=False))
    except KeyboardInterrupt:
        console.complain("stopped; the next watch goes on from here")
        return 0
    console.complain("every feed is gone for good; put others into the feeds file")
    return 1


def _round(watching: Watch, feeds: list[FeedConfig]) -> console.Tally:
    from api.ingest import Stored

    tally = console.Tally()
    with console.progress(tally) as renew:
        for step in watching.round(feeds):
            if isinstance(step, Stored):
                tally.done(step.claims, step.outcome)
            else:
                tally.report(step)
            renew()
    resting = len(watching.config.feed) - len(feeds)
    rest = f", {resting} resting" if resting else ""
    print(f"{len(feeds)} feeds polled{rest}: {tally.outcomes()}", flush=True)
    return tally
