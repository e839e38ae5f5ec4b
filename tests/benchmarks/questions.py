"""The example queries of `ontology/queries` on many claims, beside raw Oxigraph's time for the same text.

What a reader would put into the first line of a query (actors, days, sources) is put there for the
generated reports: the actors that most of the news is about, so that the times are those of a hard case.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from graph.sparql import lines
from graph.store import KnowledgeStore, open_store
from graph.triples import document_triples, this_program
from ontology.namespaces import IR, prefixes
from tests.benchmarks.figures import Figure, Section, best_of
from tests.benchmarks.generated import generated

FOLDER = Path(__file__).parents[2] / "ontology" / "queries"
_CLAIMS_EACH = 10
_REPEAT = 3
_BATCH = 500_000  # quads
_TARGET = "ours < 300 ms"
# What the seeds are about, and what stands for it in the generated reports.
_STAND_INS: Mapping[str, str] = MappingProxyType({
    "actor:IRN": "actor:USA",
    "actor:PAK": "actor:CHN",
    "actor:ARM": "actor:USA",
    "actor:TUR": "actor:EU",
    '"Caspian Observer"': '"Reuters"',
    '"Indus Bulletin"': '"AFP"',
    '"2024-01-01"': '"2023-01-01"',
    '"2024-12-31"': '"2023-06-30"',
    '"2025-01-01"': '"2024-11-23"',
})  # fmt: skip


def questions() -> Iterator[tuple[str, str]]:
    """The name and the text of each example query, about the generated reports."""
    for path in sorted(FOLDER.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        for given, stand_in in _STAND_INS.items():
            text = text.replace(given, stand_in)
        yield path.stem, text


def fill(store: KnowledgeStore, claims: int) -> int:
    """Load so many generated claims in bulk, as `irgraph build` would leave them; gives the number of claims.

    Raises:
        ValueError: the data of the store lies on a server.
    """
    if store.oxigraph is None:
        raise ValueError(f"store {store.location!r} cannot be loaded in bulk: give a folder")
    made, waiting = 0, list[str]()
    for document, found in generated(max(claims // _CLAIMS_EACH, 10), _CLAIMS_EACH):
        node, graph = store.iris.document(document.id), store.iris.document_graph(document.id)
        content = lines(document_triples(document, found, this_program(), store.iris))
        content.append(f'<{node}> <{IR.digest}> "bulk" .')
        waiting += (f"{line[:-1]}<{graph}> ." for line in content)
        made += len(found)
        if len(waiting) > _BATCH:
            store.oxigraph.bulk_load("\n".join(waiting).encode(), format=ox.RdfFormat.N_QUADS)
            waiting.clear()
    store.oxigraph.bulk_load("\n".join(waiting).encode(), format=ox.RdfFormat.N_QUADS)
    store.load_reference()
    store.tidy()
    return made


def measure(claims: int) -> Section:
    """The times of all example queries on a store on disk with about so many claims."""
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/store") as store:
        made = fill(store, claims)
        figures = tuple(_figure(store, name, text) for name, text in questions())
    return Section("Questions", f"{made:,} claims on disk; best of {_REPEAT}.", figures)


def _figure(store: KnowledgeStore, name: str, text: str) -> Figure:
    assert store.oxigraph is not None
    raw = store.oxigraph

    def theirs() -> int:
        found = raw.query(text, prefixes=prefixes(), use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return sum(1 for _ in found)

    if not theirs():
        raise RuntimeError(f"{name!r} has no answer; the figure would mean nothing")
    ours = best_of(_REPEAT, lambda: store.query(text).rows)
    return Figure(name, ours * 1000, best_of(_REPEAT, theirs) * 1000, "ms", "Oxigraph alone", _TARGET)
