"""`irgraph export`: the network or the whole graph as a file."""

from __future__ import annotations

import datetime
import io
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import options
from api.errors import InputError

if TYPE_CHECKING:
    from graph.filters import ClaimFilter
    from graph.store import KnowledgeStore

EXAMPLES = options.examples(
    "irgraph export -o graph.gexf",
    "irgraph export --format csv --actor CHN --from 2022-01-01 > china.csv",
    "irgraph export --format trig -o backup.trig",
    "irgraph export --view UN -o graph.gexf",
)

_EVERYTHING = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"


class ExportFormat(StrEnum):
    """The first five hold the network of principals, the others every statement of the store."""

    gexf = "gexf"
    graphml = "graphml"
    csv = "csv"
    parquet = "parquet"
    json = "json"
    ttl = "ttl"
    trig = "trig"
    nq = "nq"
    jsonld = "jsonld"


def export(
    form: Annotated[
        ExportFormat | None,
        typer.Option(
            "--format", help="Network, or RDF from ttl on.", show_default="by the ending of FILE, else gexf"
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write; else standard output."),
    ] = None,
    store: options.Store = None,
    actor: Annotated[str | None, typer.Option(metavar="ID", help="Subject or object, such as USA.")] = None,
    subject: Annotated[str | None, typer.Option(metavar="ID", help="The one who acts.")] = None,
    object_: Annotated[
        str | None, typer.Option("--object", metavar="ID", help="The one towards whom.")
    ] = None,
    event_type: Annotated[str | None, typer.Option(help="A PLOVER type or standing relation.")] = None,
    modality: Annotated[str | None, typer.Option(help="asserted where not given.")] = None,
    polarity: Annotated[str | None, typer.Option(help="positive where not given.")] = None,
    since: Annotated[
        datetime.date | None,
        typer.Option("--from", parser=options.parse_day, metavar="YYYY-MM-DD", help="Of this day or later."),
    ] = None,
    until: Annotated[
        datetime.date | None,
        typer.Option("--to", parser=options.parse_day, metavar="YYYY-MM-DD", help="Of this day or earlier."),
    ] = None,
    source: Annotated[str | None, typer.Option(help="A publisher, or a document's id.")] = None,
    min_confidence: Annotated[float | None, typer.Option(min=0, max=1, help="At least so sure.")] = None,
    view: Annotated[
        str | None, typer.Option(metavar="UN|ISO|ID", help="Whose view of contested polities the nodes bear.")
    ] = None,
) -> None:
    """Write the network for Gephi and other tools, or the whole graph as RDF.

    The filters choose the claims that the network is made of; RDF comes whole. With --view, contested
    polities bear their status as that viewpoint sees it (gexf, graphml, json), on the day of --to if given.
    """
    from graph.filters import ClaimFilter
    from graph.paging import FilterError

    try:
        wanted = ClaimFilter(
            actor, subject, object_, event_type, modality, polarity, since, until, source, min_confidence
        )
    except FilterError as error:
        raise typer.BadParameter(str(error)) from error
    with options.open_named_store(store) as knowledge:
        data = _exported(knowledge, form or _by_ending(output), wanted, view)
    _write(data, output)


def _by_ending(output: Path | None) -> ExportFormat:
    ending = output.suffix.removeprefix(".").lower() if output else ""
    return ExportFormat(ending) if ending in list(ExportFormat) else ExportFormat.gexf


def _exported(knowledge: KnowledgeStore, form: ExportFormat, wanted: ClaimFilter, view: str | None) -> bytes:
    from api.networks import load_network
    from graph.export import NETWORK_FORMATS, RDF_FORMATS
    from graph.export.rdf import Statements
    from graph.filters import ClaimFilter
    from graph.viewpoint import seen_by, seen_network
    from ontology.namespaces import prefixes

    stream = io.BytesIO()
    if form in NETWORK_FORMATS:
        _require_known(knowledge, wanted)
        network = load_network(knowledge, wanted)
        views = seen_by(knowledge, network, view, wanted.to)
        NETWORK_FORMATS[form].write(seen_network(network, views), stream)
    elif wanted == ClaimFilter():
        rows = knowledge.query(_EVERYTHING, union=False).rows
        quads = ((s, p, o, g) for s, p, o, g in rows if s and p and o)
        RDF_FORMATS[form].write(Statements(quads, prefixes(knowledge.iris.base)), stream)
    else:
        raise typer.BadParameter(
            f'{form.value} comes whole; choose a part with `irgraph query "CONSTRUCT …"`'
        )
    return stream.getvalue()


def _require_known(knowledge: KnowledgeStore, wanted: ClaimFilter) -> None:
    from graph.queries import actor_summaries, find_actors

    named = [actor for actor in (wanted.actor, wanted.subject, wanted.object) if actor]
    known = actor_summaries(knowledge, named)
    for actor in (actor for actor in named if actor not in known):
        near = ", ".join(found.id for found in find_actors(knowledge, actor, limit=3).items)
        hint = f"did you mean {near}?" if near else "ids are codes such as USA, EU or HAMAS"
        raise InputError(f"no actor {actor!r} in store {knowledge.location!r}: {hint}")


def _write(data: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise InputError(
            f"cannot write {str(output)!r} ({error.strerror}): name another file with -o"
        ) from error
