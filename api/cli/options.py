"""Options and arguments that several commands take, worded once."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from graph.store import KnowledgeStore


def examples(*lines: str) -> str:
    """The end of a help text: commands to copy, one a line."""
    return "\n\n".join(("[bold]Examples[/bold]", *lines))


Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="IRGRAPH_STORE",
        metavar="DIR|URL",
        help="Folder of the store, or address of a SPARQL 1.1 server.",
        show_default=".irgraph",
    ),
]
Workers = Annotated[int, typer.Option("--workers", min=1, help="Processes that extract at the same time.")]


def parse_day(value: str) -> datetime.date:
    """The day of a `YYYY-MM-DD` option.

    Raises:
        typer.BadParameter: it is none.
    """
    try:
        return datetime.date.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is no day; write YYYY-MM-DD") from error


Day = Annotated[
    datetime.date | None,
    typer.Option(
        "--date",
        parser=parse_day,
        metavar="YYYY-MM-DD",
        help="Day of publication of texts that give none; relative dates count from it.",
    ),
]


Policy = Annotated[
    Path | None,
    typer.Option(
        "--policy",
        envvar="IRGRAPH_POLICY",
        metavar="FILE.toml",
        help="Which claims make facts: min_confidence, min_sources, modalities. The store keeps it.",
        show_default="the store's own",
    ),
]


def open_named_store(
    location: str | None, *, create: bool = False, policy: Path | None = None
) -> KnowledgeStore:
    """The store of `--store`, or of the settings where that is not given; likewise the policy.

    Raises:
        StoreError: it is missing (without `create`), locked, unreachable or no store.
        PolicyError: the policy cannot be used.
    """
    from api.settings import Settings
    from graph.policies import load_policy
    from graph.store import open_store

    settings = Settings()
    file = policy or settings.policy
    stated = load_policy(file) if file else None
    return open_store(location or settings.store, base=settings.base, create=create, policy=stated)
