"""Snapshots: a store as it is now, kept for later; and stores, snapshots and dumps opened for reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from typing import cast

import pyoxigraph as ox
from rdflib import BNode

from graph.backends import MEMORY, is_url
from graph.errors import StoreError
from graph.export.rdf import Quad, Statements, write_nquads
from graph.sparql import term
from graph.store import KnowledgeStore, open_store
from graph.triples import ExtractionRun
from ontology.namespaces import DEFAULT_BASE

_DUMPS = {".nq": ox.RdfFormat.N_QUADS, ".trig": ox.RdfFormat.TRIG}
_EVERYTHING = "SELECT ?s ?p ?o ?g { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


class SnapshotError(StoreError, ValueError):
    """A snapshot that cannot be made there or read; the message names the place and the remedy."""


def take_snapshot(store: KnowledgeStore, target: Path | None = None) -> Path:
    """Keep the store as it is now.

    A store on disk is copied by the engine (hard links where the disk allows it: quick and small); a
    store in memory or on a server, and any target that ends in `.nq`, is written as canonical N-Quads.

    Args:
        store: what to keep.
        target: a folder or file that is not there yet; by default the next free number in a folder
            beside the store, or `irgraph-snapshot-N.nq` here if it has no folder.

    Raises:
        SnapshotError: the target exists.
    """
    on_disk = store.oxigraph is not None and store.location != MEMORY
    target = target or _next_free(Path(store.location) if on_disk else None)
    if target.exists():
        raise SnapshotError(f"{str(target)!r} exists already: name another place with -o")
    target.parent.mkdir(parents=True, exist_ok=True)
    if on_disk and store.oxigraph is not None and target.suffix not in _DUMPS:
        store.oxigraph.backup(str(target))
        return target
    if target.suffix not in _DUMPS:
        target.mkdir()
        target = target / "graph.nq"
    with target.open("wb") as stream:
        write_nquads(Statements(all_quads(store)), stream)
    return target


def _next_free(folder: Path | None) -> Path:
    names = (
        folder.with_name(f"{folder.name}.snapshots") / f"{number}"
        if folder
        else Path(f"irgraph-snapshot-{number}.nq")
        for number in count(1)
    )
    return next(name for name in names if not name.exists())


def all_quads(store: KnowledgeStore) -> list[Quad]:
    """Every statement of a store with its graph."""
    return cast(list[Quad], store.query(_EVERYTHING, union=False).rows)


@contextmanager
def open_kept(location: str, base: str = DEFAULT_BASE) -> Iterator[KnowledgeStore]:
    """Open a store, a snapshot of either kind, or an `.nq` or `.trig` dump, for reading.

    Raises:
        SnapshotError: a file that is none of these.
        StoreError: the store is missing, locked or no store.
    """
    path = Path(location)
    if not is_url(location) and (path / "graph.nq").is_file():
        path = path / "graph.nq"
    if is_url(location) or not path.is_file():
        with open_store(location, base=base, create=False) as store:
            yield store
        return
    with open_store(MEMORY, base=base) as store:
        _load(path, store)
        yield store


def _load(path: Path, store: KnowledgeStore) -> None:
    if path.suffix not in _DUMPS:
        raise SnapshotError(
            f"{str(path)!r} is no snapshot: name a store's folder, or a file ending in .nq or .trig"
        )
    assert store.oxigraph is not None
    try:
        store.oxigraph.load(path=str(path), format=_DUMPS[path.suffix])
    except SyntaxError as error:
        raise SnapshotError(f"{str(path)!r} cannot be read ({error}): take the snapshot anew") from error
    store.ledger.renew()


@contextmanager
def as_of(store: KnowledgeStore, day: date) -> Iterator[KnowledgeStore]:
    """The store as it would be with only the documents and decisions up to a day, built anew in memory.

    Undated documents and decisions count as always known. Takes as long as storing the documents.
    """
    with open_store(MEMORY, base=store.iris.base, policy=store.policy, actors=store.actors) as past:
        decisions = [one for one in store.ledger.decisions() if one.day <= day.isoformat()]
        past.ledger.take_over(decisions)
        for stored in store.documents():
            if stored.date is None or stored.date <= day:
                _copy(store, past, stored.id)
        yield past


def _copy(store: KnowledgeStore, past: KnowledgeStore, document_id: str) -> None:
    if found := store.document(document_id):
        document, views = found
        past.put(document, [view.claim for view in views], run=_run_of(store, document_id))


def _run_of(store: KnowledgeStore, document_id: str) -> ExtractionRun:
    run = f"<{store.iris.run(document_id)}>"
    ((name, version),) = store.ask_rows(
        f"SELECT ?n ?v {{ GRAPH ?g {{ {run} ir:extractor ?n ; ir:extractorVersion ?v }} }}"
    )
    return ExtractionRun(name or "", version or "")


def rdf_patch(old: Iterable[Quad], new: Iterable[Quad]) -> Iterator[str]:
    """What turns the old statements into the new ones, as lines of RDF Patch, deletions first, sorted."""
    before, after = (set(map(_line, quads)) for quads in (old, new))
    yield "TX ."
    yield from (f"D {line}" for line in sorted(before - after))
    yield from (f"A {line}" for line in sorted(after - before))
    yield "TC ."


def _line(quad: Quad) -> str:
    # rdflib's own form of a text with line breaks is Turtle's, which no line-based format has.
    terms = (node.n3() if isinstance(node, BNode) else term(node) for node in quad if node is not None)
    return " ".join(terms) + " ."
