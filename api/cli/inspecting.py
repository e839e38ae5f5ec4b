"""`irgraph stats` and `irgraph check`: what the store holds, and whether it is as it must be."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli import console, options

if TYPE_CHECKING:
    from graph.store import KnowledgeStore

STATS_EXAMPLES = options.examples("irgraph stats", "irgraph stats --documents", "irgraph stats --format json")
CHECK_EXAMPLES = options.examples(
    "irgraph check", "irgraph check --readmit", "irgraph check --store /data/graph"
)


class StatsFormat(StrEnum):
    """How counts are written."""

    table = "table"
    json = "json"


def stats(
    store: options.Store = None,
    form: Annotated[StatsFormat, typer.Option("--format", help="Tables, or JSON.")] = StatsFormat.table,
    documents: Annotated[bool, typer.Option("--documents", help="List the documents instead.")] = False,
) -> None:
    """Count what the store holds, or list its documents."""
    with options.open_named_store(store) as knowledge:
        if documents:
            _list_documents(knowledge, form)
        else:
            from graph.queries import stats as count

            _show_counts(count(knowledge), form)


def _list_documents(knowledge: KnowledgeStore, form: StatsFormat) -> None:
    table = console.columns("document", "date", "publisher", "title", "claims")
    for document in knowledge.documents():
        day = document.date.isoformat() if document.date else None
        cells = {
            "id": document.id,
            "date": day,
            "publisher": document.publisher,
            "title": document.title,
            "claims": document.claims,
        }
        if form is StatsFormat.json:
            console.write_json(cells)
        else:
            console.add_row(table, *cells.values())
    if form is StatsFormat.table:
        console.show(table)


def _show_counts(counts: dict[str, Any], form: StatsFormat) -> None:
    if form is StatsFormat.json:
        console.write_json(counts)
        return
    groups = {name: value for name, value in counts.items() if isinstance(value, dict)}
    totals = {name: value for name, value in counts.items() if name not in groups}
    for name, group in {"total": totals, **groups}.items():
        table = console.columns(name.removeprefix("by_").replace("_", " "), "count")
        for label, number in group.items():
            console.add_row(table, label.replace("_", " ") if name == "total" else label, number)
        console.show(table)


def check(
    store: options.Store = None,
    readmit: Annotated[
        bool, typer.Option("--readmit", help="Try what lies in quarantine again before checking.")
    ] = False,
) -> None:
    """Check every document's graph and the shared graphs against the SHACL shapes, and list the quarantine.

    Ends with 1 when something is wrong or in quarantine; warnings are listed only.
    """
    from graph.checking import check_store

    checked, wrong, warnings = 0, 0, 0
    with options.open_named_store(store) as knowledge:
        for name in knowledge.readmit() if readmit else ():
            print(f"readmitted  {name}")
        for name, violations in check_store(knowledge):
            checked += 1
            for violation in violations:
                wrong += not violation.is_warning
                warnings += violation.is_warning
                print(f"{'warning' if violation.is_warning else 'wrong'}  {name}: {violation}")
        quarantined = knowledge.quarantine.listed()
    for kept in quarantined:
        print("".join(f"quarantined  {kept.document.id}: {reason}\n" for reason in kept.reasons), end="")
    waiting = f", {len(quarantined)} in quarantine" if quarantined else ""
    print(f"{checked} graphs checked, {wrong} wrong, {warnings} warnings{waiting}")
    raise typer.Exit(1 if wrong or quarantined else 0)
