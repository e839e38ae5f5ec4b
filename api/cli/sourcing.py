"""What `build` and `extract` read: options worded once, and the one switch that lets them use the network."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from extract.reading import ReadItem

Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=HEADER",
        help="Column of a table that holds a field: text=Body. May be given again.",
        show_default=False,
    ),
]
AllowNetwork = Annotated[
    bool,
    typer.Option(
        "--allow-network", envvar="IRGRAPH_ALLOW_NETWORK", help="Read http(s) addresses: articles and feeds."
    ),
]


def parse_column(value: str) -> tuple[str, str]:
    """The field and the header of a `FIELD=HEADER` option.

    Raises:
        typer.BadParameter: there is no such field.
    """
    from extract.records_in import FIELDS

    name, _, header = value.partition("=")
    if name not in FIELDS or not header:
        fields = ", ".join(FIELDS)
        raise typer.BadParameter(f"{value!r} is no FIELD=HEADER; fields are {fields}", param_hint="--column")
    return name, header


@contextmanager
def sources(
    paths: Sequence[str], date: datetime.date | None, columns: list[str] | None, allow_network: bool
) -> Iterator[Iterator[ReadItem]]:
    """What the paths hold; the network is used while the context lasts, and only where it is allowed."""
    from api import ingest

    named = dict(map(parse_column, columns or ()))
    if not allow_network:
        yield ingest.read(paths, date, sys.stdin.buffer, columns=named)
        return
    from api.feeds.articles import address_reader
    from api.feeds.fetching import Fetcher, Policy
    from api.settings import Settings

    settings = Settings()
    policy = Policy(allow_private=settings.allow_private, max_bytes=settings.max_file_bytes)
    with Fetcher(policy) as fetcher:
        yield ingest.read(paths, date, sys.stdin.buffer, columns=named, fetch=address_reader(fetcher))
