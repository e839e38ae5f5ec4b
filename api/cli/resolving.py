"""`irgraph resolve`: who is who. Every decision is a record, can be undone, and the graph follows it."""

from __future__ import annotations

import getpass
from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli import console, options

if TYPE_CHECKING:
    from graph.decisions import Decision, Judgement

app = typer.Typer(
    help="Decide which actors are one and what words mean; nothing is merged on a score alone.",
    no_args_is_help=True,
    epilog=options.examples(
        "irgraph resolve list --candidates",
        'irgraph resolve same person/sullivan person/jake-sullivan --why "same article"',
        "irgraph resolve different person/li-na person/li-nan",
        "irgraph resolve metonym report-7 Brussels NATO",
        "irgraph resolve undo decision-1f0c2a7be901",
        "irgraph resolve explain person/jake-sullivan",
        "irgraph resolve apply decisions.jsonl",
    ),
)


class ListFormat(StrEnum):
    """How a list is written."""

    table = "table"
    json = "json"


Why = Annotated[str, typer.Option("--why", help="The reason, kept with the decision.", show_default=False)]
By = Annotated[
    str | None, typer.Option("--by", help="Who decides.", show_default="your user name", metavar="NAME")
]
At = Annotated[str | None, typer.Option("--at", help="When, ISO 8601.", show_default="now", metavar="TIME")]
Score = Annotated[float | None, typer.Option("--score", min=0, max=1, help="How alike they were found.")]
Form = Annotated[ListFormat, typer.Option("--format", help="A table, or a JSON object a line.")]
ActorId = Annotated[str, typer.Argument(metavar="ACTOR", help="Id of an actor.", show_default=False)]


def _moment(given: str | None) -> str:
    """The time of a decision: as given, else that of this call, which is what people mean by "now"."""
    if given is None:
        return datetime.now(UTC).isoformat(timespec="seconds")
    try:
        return datetime.fromisoformat(given).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{given!r} is no time; write 2024-05-01T09:30") from error


def _decide(store: str | None, judgement: Judgement, about: tuple[str, ...], **more: Any) -> None:
    from graph.decisions import Decision

    by, at = more.pop("by") or getpass.getuser(), _moment(more.pop("at"))
    with options.open_named_store(store) as knowledge:
        print(_line(knowledge.decide(Decision(judgement, about, by=by, at=at, **more))))


def _line(decision: Decision) -> str:
    where = f" in {decision.document}" if decision.document else ""
    words = f"{decision.words!r}{where} is " if decision.words else ""
    return f"{decision.id}  {decision.judgement}  {words}{' '.join(decision.about)}"


@app.command()
def same(
    a: ActorId,
    b: ActorId,
    why: Why = "",
    by: By = None,
    at: At = None,
    score: Score = None,
    store: options.Store = None,
) -> None:
    """Merge: two ids are one actor."""
    _decide(store, "same", (a, b), why=why, by=by, at=at, score=score)


@app.command()
def different(
    a: ActorId,
    b: ActorId,
    why: Why = "",
    by: By = None,
    at: At = None,
    score: Score = None,
    store: options.Store = None,
) -> None:
    """Split, or forbid a merge: two ids are two actors."""
    _decide(store, "different", (a, b), why=why, by=by, at=at, score=score)


@app.command()
def metonym(
    document: Annotated[str, typer.Argument(metavar="DOC", help="Id of the document.", show_default=False)],
    mention: Annotated[
        str, typer.Argument(metavar="WORDS[@START]", help="The words, or those at one character.")
    ],
    actor: ActorId,
    why: Why = "",
    by: By = None,
    at: At = None,
    store: options.Store = None,
) -> None:
    """Read words of one document as another of the actors that they may mean."""
    from graph.decisions import ANYWHERE

    words, mark, start = mention.rpartition("@")
    placed = bool(mark) and start.isdecimal()
    given: dict[str, Any] = {
        "words": words if placed else mention,
        "start": int(start) if placed else ANYWHERE,
    }
    _decide(store, "reading", (actor,), document=document, why=why, by=by, at=at, **given)


@app.command()
def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="Its id.", show_default=False)],
    why: Why = "",
    by: By = None,
    at: At = None,
    erase: Annotated[
        bool, typer.Option("--erase", help="Leave no record of it, as if it had never been made.")
    ] = False,
    store: options.Store = None,
) -> None:
    """Undo a decision; the record of it stays, and the undo can be undone."""
    if not erase:
        _decide(store, "undo", (decision,), why=why, by=by, at=at)
        return
    with options.open_named_store(store) as knowledge:
        knowledge.erase(decision)
    print(f"{decision}  erased")


@app.command()
def apply(
    decisions: Annotated[
        typer.FileText, typer.Argument(metavar="FILE.jsonl|-", help="A decision a line.", show_default=False)
    ],
    by: By = None,
    at: At = None,
    store: options.Store = None,
) -> None:
    """Take many decisions at once, all or none: JSON Lines as `resolve list --format json` writes them.

    So the decisions made in one store can be made in another.
    """
    from graph.decision_lines import read_decision_lines

    wanted = read_decision_lines(decisions, by=by or getpass.getuser(), at=_moment(at))
    with options.open_named_store(store) as knowledge:
        for placed in knowledge.decide_all(wanted):
            print(_line(placed))


@app.command("list")
def list_(
    candidates: Annotated[
        bool, typer.Option("--candidates", help="Pairs that may be one, with evidence, instead.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="Most candidates.")] = 50,
    form: Form = ListFormat.table,
    store: options.Store = None,
) -> None:
    """List the decisions, or the pairs that somebody should decide about."""
    with options.open_named_store(store) as knowledge:
        if candidates:
            from graph.candidates import find_candidates

            rows = [asdict(one) for one in find_candidates(knowledge, limit=limit)]
        else:
            from graph.explanations import ledger_rows

            rows = ledger_rows(knowledge)
    if form is ListFormat.json:
        for row in rows:
            console.write_json(row)
        return
    table = console.columns(*(rows[0] if rows else ("no", "entries")))
    for row in rows:
        console.add_row(table, *map(_cell, row.values()))
    console.show(table)


def _cell(value: object) -> object:
    return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value


@app.command()
def explain(
    actor: Annotated[str, typer.Argument(metavar="ACTOR|DECISION", help="An id.", show_default=False)],
    form: Form = ListFormat.table,
    store: options.Store = None,
) -> None:
    """Tell why an id stands for what it stands for: ids, decisions, and the rules that linked the words."""
    from graph.explanations import explain as explained

    with options.open_named_store(store) as knowledge:
        found = explained(knowledge, actor)
    if form is ListFormat.json:
        console.write_json(asdict(found))
        return
    print(f"{found.id} is kept as {found.canonical}")
    if len(found.ids) > 1:
        print(f"one actor: {', '.join(found.ids)}")
    for row in found.decisions:
        words = f"{row['words']!r} in {row['document']} is " if row["words"] else ""
        said = f"{row['judgement']}  {words}{' '.join(row['about'])}  {row['by']}: {row['why']}"
        print(f"{row['state']:>9}  {row['id']}  {said}")
    for link in found.links:
        print(f"{link.mentions:>9}  mentions {link.words!r} by rule {link.rule!r}, as {link.read_as}")
