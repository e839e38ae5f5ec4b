"""Does the order of events leave a trace? `python -m scripts.try_lifecycle orders|kills [TEXTS…]`

`orders` takes a few hundred reports: seeds, golden texts and what the command line names, with copies under
other names, duplicates, corrections and retractions. Stores live through them in random orders, with 1, 2 and
4 workers; all exports must be the same. `kills` runs `irgraph build` on what is left over, kills it again
and again at random moments, looks at what the store then holds, and compares the end with an undisturbed
build. Takes some minutes; ends with 1 when anything differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import timedelta
from io import BytesIO
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox
import yaml

from api.ingest import KeptOut, Stored, ingest
from extract.pipeline import load_extractor
from extract.reading import read_paths
from graph.checking import check_store
from graph.export.rdf import Statements, write_nquads
from graph.snapshots import all_quads
from graph.store import KnowledgeStore, open_store
from ontology.records import Claim, Document
from tests.benchmarks.histories import History, Step, history, in_some_order, left_over

ROOT = Path(__file__).parents[1]
GOLDEN = ("reports.yaml", "blind.yaml")
ORDERS, WORKERS = 3, (1, 2, 4)


def originals(texts: Sequence[str]) -> Iterator[Document]:
    """The reports that all others are made from."""
    paths = [str(ROOT / "seeds"), *texts]
    yield from (item for item in read_paths(paths) if isinstance(item, Document))
    for name in GOLDEN:
        for row in yaml.safe_load((ROOT / "tests" / "golden" / name).read_text(encoding="utf-8")):
            yield Document(row["id"], row["text"], row.get("date"), publisher="Gold Desk")


def corpus(texts: Sequence[str], chance: random.Random) -> list[History[Document]]:
    """A mixed corpus: what becomes of each original, and of prints of it by others."""
    everything = (one for document in originals(texts) for one in (document, *prints(document, chance)))
    return [history(one.id, one, draft_of(one), chance) for one in everything]


def prints(document: Document, chance: random.Random) -> Iterator[Document]:
    """A duplicate, a syndicated copy with a line of its own, and one that was cut."""
    day = document.date + timedelta(days=1) if document.date else None
    sentences = document.text.split(". ")
    cut = ". ".join(one for one in sentences if one is not sentences[len(sentences) // 2])
    if chance.random() < 0.5:
        yield replace(document, id=f"{document.id}/again")
    if chance.random() < 0.8:
        line = f"(Evening Post) {document.text}"
        yield replace(document, id=f"{document.id}/post", text=line, publisher="Evening Post", date=day)
    yield replace(document, id=f"{document.id}/wire", text=cut, publisher="Cable Service")


def draft_of(document: Document) -> Document:
    """An earlier version, without the last sentences."""
    return replace(document, text=document.text[: 2 * len(document.text) // 3], title="First version")


class Remembering:
    """The extractor, asked once for each document: what workers give is compared elsewhere."""

    def __init__(self) -> None:
        self._known: dict[Document, list[Claim]] = {}

    def extract(self, document: Document) -> list[Claim]:
        if document not in self._known:
            self._known[document] = load_extractor().extract(document)
        return self._known[document]

    def extract_many(
        self, documents: Iterable[Document], workers: int = 1
    ) -> Iterator[tuple[Document, list[Claim] | Exception]]:
        for document in documents:
            yield document, self.extract(document)


def digest(store: KnowledgeStore) -> str:
    """A digest of the canonical N-Quads."""
    stream = BytesIO()
    write_nquads(Statements(all_quads(store)), stream)
    return hashlib.sha256(stream.getvalue()).hexdigest()


def lived(steps: Sequence[Step[Document]], extractor: Remembering) -> str:
    """The digest of a store in memory after some steps."""
    with open_store(":memory:") as store:
        for is_put, group in groupby(steps, key=lambda step: step.report is not None):
            if is_put:
                items = (step.report for step in group if step.report)
                report_faults(ingest(items, extractor, store))
            else:
                for step in group:
                    store.retract(step.id)
        return digest(store)


def report_faults(steps: Iterable[object]) -> None:
    """Print what was not stored."""
    for step in steps:
        if not isinstance(step, Stored):
            print(f"  {step}" if not isinstance(step, KeptOut) else f"  quarantined: {step.name}")


def try_orders(histories: Sequence[History[Document]], chance: random.Random) -> bool:
    """Whether all orders and all numbers of workers give the same bytes."""
    last = left_over(histories)
    found = set()
    for workers in WORKERS:
        started = time.monotonic()
        with open_store(":memory:") as store:
            report_faults(ingest(last, load_extractor(), store, workers))
            found.add(digest(store))
        print(f"{workers} workers, {len(last)} reports: {time.monotonic() - started:.0f} s", flush=True)
    extractor = Remembering()
    for number in range(ORDERS):
        steps = in_some_order(histories, chance)
        found.add(lived(steps, extractor))
        print(f"order {number + 1}, {len(steps)} steps: {len(found)} different results so far", flush=True)
    return len(found) == 1


def try_kills(documents: Sequence[Document], kills: int, chance: random.Random) -> bool:
    """Whether builds that are killed leave consistent stores, and the last one finishes the work."""
    with tempfile.TemporaryDirectory() as folder:
        path, store = Path(folder) / "corpus.jsonl", f"{folder}/store"
        path.write_text("".join(f"{json.dumps(asdict(one), default=str)}\n" for one in documents))
        started = time.monotonic()
        built(ROOT / "seeds" / "eu-taiwan.md", f"{folder}/small")
        at_least = time.monotonic() - started
        counts = [0]
        for _ in range(kills):
            # Before the first report is stored, or while one of the next is.
            killed(path, store, chance.uniform(0.7, 1.7) * at_least)
            counts.append(consistent(store))
            print(f"{counts[-1]} of {len(documents)} reports stored", flush=True)
        built(path, store)
        built(path, f"{folder}/undisturbed")
        with open_store(store) as one, open_store(f"{folder}/undisturbed") as other:
            return counts == sorted(counts) and digest(one) == digest(other)


def command(path: Path, store: str) -> list[str]:
    program = "from api.cli.main import main; raise SystemExit(main())"
    return [sys.executable, "-c", program, "build", str(path), "--store", store]


def killed(path: Path, store: str, seconds: float) -> None:
    """Begin a build, and end it without warning after so many seconds."""
    with subprocess.Popen(command(path, store), cwd=ROOT) as build:
        time.sleep(seconds)
        build.send_signal(signal.SIGKILL)


def built(path: Path, store: str) -> None:
    """Build in peace."""
    subprocess.run(command(path, store), cwd=ROOT, check=True)


def consistent(location: str) -> int:
    """How many documents a store holds.

    Raises:
        RuntimeError: it holds what the shapes refuse, or its shared graphs are not what its documents give.
    """
    with open_store(location) as store, open_store(":memory:") as anew:
        if wrong := [name for name, found in check_store(store) if any(not one.is_warning for one in found)]:
            raise RuntimeError(f"the shapes refuse {wrong}")
        assert store.oxigraph is not None and anew.oxigraph is not None
        documents = store.documents()
        anew.oxigraph.extend(quad for one in documents for quad in quads_of(store, one.id))
        anew.load_reference()
        if documents and digest(store) != digest(anew):
            raise RuntimeError("the shared graphs are not what the documents give")
        return len(documents)


def quads_of(store: KnowledgeStore, document_id: str) -> Iterator[ox.Quad]:
    """The statements of one document."""
    assert store.oxigraph is not None
    graph = ox.NamedNode(store.iris.document_graph(document_id))
    return store.oxigraph.quads_for_pattern(None, None, None, graph)


def main() -> None:
    """Run one of the two."""
    parser = argparse.ArgumentParser(prog="python -m scripts.try_lifecycle", description=__doc__)
    parser.add_argument("what", choices=("orders", "kills"))
    parser.add_argument("texts", nargs="*", help="more reports, as `irgraph build` reads them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=25)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    histories = corpus(options.texts, chance)
    if options.what == "orders":
        is_well = try_orders(histories, chance)
    else:
        is_well = try_kills(left_over(histories), options.kills, chance)
    print("the same bytes" if is_well else "DIFFERENT")
    raise SystemExit(not is_well)


if __name__ == "__main__":
    main()
