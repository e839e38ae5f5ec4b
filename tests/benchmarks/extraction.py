"""Extraction against bare spaCy: the same model and components, the same texts, one process.

The two take turns batch by batch, so that whatever else the machine does disturbs both alike.
"""

from __future__ import annotations

import multiprocessing
import resource
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from time import process_time
from typing import NamedTuple, TypeVar

from extract.gold import load_gold
from extract.parsing import load_model
from extract.pipeline import load_extractor
from extract.reading import read_paths
from ontology.records import Document
from tests.benchmarks.figures import Figure, Section

ROOT = Path(__file__).parents[2]
_FOLDERS = (ROOT / "seeds", ROOT.parent / "shared" / "corpus")
_GOLDEN = ROOT / "tests" / "golden"
_OURS_ONLY = ["irgraph_paragraphs"]
_BATCH = 20

T = TypeVar("T")


class _Run(NamedTuple):
    """CPU seconds of both, claims found, and the largest memory of the process in megabytes."""

    ours: float
    bare: float
    claims: int
    peak: float


def measure(documents: int) -> Section:
    """Throughput and memory over about so many documents: seeds, corpus and gold texts in turn.

    Raises:
        FileNotFoundError: there are no seeds.
    """
    found = _texts()
    texts = list(islice(cycle(found), documents))
    characters = sum(map(len, texts))
    run, bare_peak = _alone(_both, texts), _alone(_bare_peak, texts[:_BATCH])
    kilobytes = characters / 1000
    figures = (
        Figure(
            "extraction throughput", kilobytes / run.ours, kilobytes / run.bare, "kB/CPU s",
            "spaCy alone", "ratio ≥ 0.75",
        ),
        Figure("peak memory of one worker", run.peak, bare_peak, "MB", "spaCy alone", "ours < 1200 MB"),
    )  # fmt: skip
    on = f"{len(texts)} documents ({len(found)} different), {kilobytes:.0f} kB, {run.claims} claims."
    return Section("Extraction", on, figures)


def _texts() -> list[str]:
    items = read_paths([folder for folder in _FOLDERS if folder.exists()])
    texts = [item.text for item in items if isinstance(item, Document)]
    if _GOLDEN.exists():
        texts += [gold.document.text for file in load_gold(_GOLDEN) for gold in file.documents]
    if not texts:
        raise FileNotFoundError(f"{_FOLDERS[0]} holds no documents; run from a full checkout")
    return texts


def _alone(task: Callable[[Sequence[str]], T], texts: Sequence[str]) -> T:
    """The result of a task in a process of its own, whose memory nothing else has touched."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(task, texts).result()


def _both(texts: Sequence[str]) -> _Run:
    extractor, nlp = load_extractor(), load_model()
    ours = bare = 0.0
    claims = 0
    documents = [Document(f"d{number}", text) for number, text in enumerate(texts)]
    _drain(extractor.extract_many(documents[:_BATCH]))
    for begin in range(0, len(texts), _BATCH):
        batch = documents[begin : begin + _BATCH]
        started = process_time()
        _drain(nlp.pipe((document.text for document in batch), disable=_OURS_ONLY))
        between = process_time()
        results = [result for _, result in extractor.extract_many(batch)]
        bare, ours = bare + between - started, ours + process_time() - between
        claims += sum(len(result) for result in results if isinstance(result, list))
    return _Run(ours, bare, claims, _peak())


def _bare_peak(texts: Sequence[str]) -> float:
    _drain(load_model().pipe(texts, disable=_OURS_ONLY))
    return _peak()


def _drain(items: Iterable[object]) -> None:
    deque(items, maxlen=0)


def _peak() -> float:
    """Megabytes; the kernel counts kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
