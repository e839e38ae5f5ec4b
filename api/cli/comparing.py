"""`irgraph snapshot` and `irgraph diff`: a store kept as it is, and what changed since."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import console, options

if TYPE_CHECKING:
    from graph.comparison import Difference, Said

SNAPSHOT_EXAMPLES = options.examples("irgraph snapshot", "irgraph snapshot -o monday.nq")
DIFF_EXAMPLES = options.examples(
    "irgraph diff .irgraph.snapshots/1 .irgraph",
    "irgraph diff monday.nq .irgraph --format patch > week.rdfp",
    "irgraph diff --from 2024-05-01 --to 2024-05-31",
)


class DiffFormat(StrEnum):
    """How a difference is written."""

    text = "text"
    json = "json"
    patch = "patch"


Place = Annotated[str | None, typer.Argument(metavar="STORE|SNAPSHOT", show_default=False)]


def _day(name: str, text: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        name, parser=options.parse_day, metavar="YYYY-MM-DD", help=text
    )
    return option


def snapshot(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="DIR|FILE.nq", help="Where to.", show_default="STORE.snapshots/N"
        ),
    ] = None,
    store: options.Store = None,
) -> None:
    """Keep the store as it is now: a copy of the engine's, or canonical N-Quads for FILE.nq and servers."""
    from graph.snapshots import take_snapshot

    with options.open_named_store(store) as knowledge:
        print(take_snapshot(knowledge, output))


def diff(
    a: Place = None,
    b: Place = None,
    since: Annotated[datetime.date | None, _day("--from", "State by the documents up to this day.")] = None,
    until: Annotated[datetime.date | None, _day("--to", "State by the documents up to this day.")] = None,
    form: Annotated[
        DiffFormat, typer.Option("--format", help="A report, JSON, or RDF Patch.")
    ] = DiffFormat.text,
    store: options.Store = None,
) -> None:
    """Tell what changed from A to B, or in one store (A or --store) from one day to another.

    Relations that are new, gone or flipped (planned to asserted, affirmed to denied), tones that turned
    from cooperation to conflict or back, and actors that were merged or split.
    """
    if a and b and (since or until):
        raise typer.BadParameter("two stores are compared as they are; name one", param_hint="--from/--to")
    if not (a and b) and not (since and until):
        raise typer.BadParameter("name two stores or snapshots, or give --from and --to")
    lines = _between(a, b, form) if a and b else _over_time(a or store, since, until, form)
    for line in lines:
        print(line)


def _between(a: str, b: str, form: DiffFormat) -> Iterator[str]:
    from api.settings import Settings
    from graph.comparison import compare, state_of
    from graph.snapshots import all_quads, open_kept, rdf_patch

    base = Settings().base
    with ExitStack() as opened:
        if form is DiffFormat.patch:
            old, new = (all_quads(opened.enter_context(open_kept(each, base))) for each in (a, b))
            yield from rdf_patch(old, new)
        else:
            before, after = (state_of(opened.enter_context(open_kept(each, base))) for each in (a, b))
            yield from _written(compare(before, after), form)


def _over_time(
    location: str | None, since: datetime.date | None, until: datetime.date | None, form: DiffFormat
) -> Iterator[str]:
    from graph.comparison import compare, state_of
    from graph.snapshots import all_quads, as_of, rdf_patch

    assert since and until
    if since > until:
        raise typer.BadParameter(f"{since} is after {until}", param_hint="--from")
    with options.open_named_store(location) as knowledge:
        if form is DiffFormat.patch:
            with as_of(knowledge, since) as past, as_of(knowledge, until) as later:
                yield from rdf_patch(all_quads(past), all_quads(later))
        else:
            yield from _written(compare(state_of(knowledge, since), state_of(knowledge, until)), form)


def _written(found: Difference, form: DiffFormat) -> Iterator[str]:
    if form is DiffFormat.json:
        yield console.as_json(asdict(found))
    elif found.is_empty:
        yield "nothing changed"
    else:
        yield from _report(found)


def _report(found: Difference) -> Iterator[str]:
    documents = (found.documents_new, found.documents_gone, found.documents_changed)
    counts = zip(map(len, documents), ("new", "gone", "changed"), strict=True)
    yield "documents: " + ", ".join(f"{number} {name}" for number, name in counts)
    for turn in found.turned:
        yield f"\nturned from {turn.was} to {turn.now}: {turn.subject} towards {turn.object}"
        yield from (_quoted(said) for said in (turn.before, turn.after))
    for flip in found.flipped:
        yield f"\nflipped from {flip.before.standing} to {flip.after.standing}: {_triple(flip.after)}"
        yield from (_quoted(said) for said in (flip.before, flip.after))
    for name, listed in (("new", found.new), ("gone", found.gone)):
        for said in listed:
            yield f"\n{name}, {said.standing}: {_triple(said)}"
            yield _quoted(said)
    for one in found.identities:
        yield f"\n{one.kind}: {one.id}, kept as {one.was} before, as {one.now} now"


def _triple(said: Said) -> str:
    return f"{said.subject} {said.kind} {said.object}"


def _quoted(said: Said) -> str:
    return f"    {said.day or 'undated'}  “{said.sentence}”  ({said.document})"
