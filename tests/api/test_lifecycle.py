"""Whatever happens on the way, the same documents make the same graph: killed builds, orders, workers."""

import io
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pytest

from api.ingest import Stored, ingest
from api.networks import statements_of
from api.program import stamp
from extract.pipeline import Extractor, load_extractor
from extract.reading import read_paths
from graph.checking import check_store
from graph.export import RDF_FORMATS
from graph.store import KnowledgeStore, open_store
from ontology.records import Document
from tests.benchmarks.generated import World, generated

ROOT = Path(__file__).parents[2]
DOCUMENTS, CLAIMS, WORLD = 40, 5, World(actors=5, days=20)
ROUNDS = 10
PROGRAM = f"""
import sys
from api.ingest import ingest
from graph.store import open_store
from tests.benchmarks.generated import World, generated

reports = dict((document.id, (document, claims)) for document, claims in generated({DOCUMENTS}, {CLAIMS}, 3, {WORLD}))

class Known:
    def extract_many(self, documents, workers=1):
        yield from (reports[document.id] for document in documents)

with open_store(sys.argv[1]) as store:
    print("open", flush=True)
    for step in ingest([document for document, _ in reports.values()], Known(), store):
        print(step.outcome, flush=True)
"""  # noqa: E501


def quads(store: KnowledgeStore) -> bytes:
    """The whole store as canonical N-Quads."""
    store.load_reference()
    buffer = io.BytesIO()
    RDF_FORMATS["nq"].write(statements_of(store), buffer)
    return buffer.getvalue()


def start(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PROGRAM, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def fill(store: KnowledgeStore, ids: Iterable[str]) -> KnowledgeStore:
    """Put just these documents into a store, one after the other and undisturbed."""
    wanted = set(ids)
    for document, claims in generated(DOCUMENTS, CLAIMS, 3, WORLD):
        if document.id in wanted:
            store.put(document, claims, stamp=stamp(document))
    return store


@pytest.mark.slow
def test_a_build_may_be_killed_at_any_moment(tmp_path: Path) -> None:
    folder, chance = tmp_path / "store", random.Random(11)
    counts, undisturbed = [], open_store(":memory:")
    for _ in range(ROUNDS):
        with start(folder) as build:
            assert build.stdout is not None
            assert build.stdout.readline() == "open\n"
            time.sleep(chance.uniform(0, 0.5))
            build.send_signal(signal.SIGKILL)
        with open_store(str(folder)) as store:
            stored = [document.id for document in store.documents()]
            assert quads(store) == quads(fill(undisturbed, stored))
        counts.append(len(stored))
    assert counts == sorted(counts)
    assert counts[-1] > 0
    with start(folder) as build:
        said = (build.stdout or io.StringIO()).read().split()
    assert said[1:] == ["unchanged"] * counts[-1] + ["new"] * (DOCUMENTS - counts[-1])
    with open_store(str(folder)) as store:
        everything = (document.id for document, _ in generated(DOCUMENTS, CLAIMS, 3, WORLD))
        assert quads(store) == quads(fill(undisturbed, everything))
        assert [
            found for _, found in check_store(store) if [one for one in found if not one.is_warning]
        ] == []


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load_extractor()


@pytest.mark.slow
def test_order_and_workers_do_not_matter(extractor: Extractor) -> None:
    read = [item for item in read_paths([str(ROOT / "seeds")]) if isinstance(item, Document)]
    documents = list(islice(read, 8)) + [one for one in read if "grain" in one.id]
    results = set()
    for workers, order in (
        (1, documents),
        (2, documents[::-1]),
        (2, sorted(documents, key=lambda d: d.text)),
    ):
        with open_store(":memory:") as store:
            steps = list(ingest(order, extractor, store, workers))
            assert {step.outcome for step in steps if isinstance(step, Stored)} == {"new"}
            results.add(quads(store))
    assert len(results) == 1
