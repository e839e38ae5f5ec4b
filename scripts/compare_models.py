"""Measure one installed spaCy model as a row of the table in docs/evaluation.md.

Usage: PYTHONPATH=FOLDER IRGRAPH_SPACY_MODEL=NAME python -m scripts.compare_models [--header]

A model to try goes into a folder outside the project, so that no pin moves:

    pip install --no-deps --target FOLDER PACKAGE

Figures are F1 on documents, the full triple on PLOVER sentences, and CPU time of spaCy alone over that of
irgraph on the same texts with the same model.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from time import process_time

from extract import evaluation
from extract.gold import GoldSet, load_file
from extract.parsing import load_model
from extract.pipeline import Extractor, load_extractor
from ontology.records import Document
from scripts.fit_confidence import GOLD, OUTSIDE

SETS = (*GOLD, OUTSIDE / "plover_gsr_dev.json")
_TEXTS, _BATCH = 200, 20


def figure(gold: GoldSet, extractor: Extractor) -> float:
    """F1 of documents, or the share of sentences whose full triple is found."""
    if gold.documents:
        return evaluation.summarise_documents(list(evaluation.score_documents(gold.documents, extractor))).f1
    return evaluation.summarise_sentences(list(evaluation.score_sentences(gold.sentences, extractor))).full


def throughput(texts: Sequence[str], extractor: Extractor) -> tuple[float, float]:
    """CPU time of spaCy alone over that of the extractor, and kilobytes a CPU second of the extractor."""
    nlp = load_model()
    bare = ours = 0.0
    for begin in range(0, len(texts), _BATCH):
        batch = [Document(f"d{begin + n}", text) for n, text in enumerate(texts[begin : begin + _BATCH])]
        started = process_time()
        list(nlp.pipe((document.text for document in batch), disable=["irgraph_paragraphs"]))
        between = process_time()
        list(extractor.extract_many(batch))
        bare, ours = bare + between - started, ours + process_time() - between
    return bare / ours, sum(map(len, texts)) / 1000 / ours


def main(arguments: Sequence[str]) -> int:
    """Print the row, and with --header the two lines above it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--header", action="store_true", help="the head of the table too")
    chosen = parser.parse_args(arguments)
    extractor, meta = load_extractor(), load_model().meta
    sets = [load_file(path) for path in SETS if path.exists()]
    figures = [f"{figure(gold, extractor):.3f}" for gold in sets]
    texts = [gold.document.text for each in sets for gold in each.documents]
    ratio, speed = throughput(list(islice(sorted(texts, key=len, reverse=True), _TEXTS)), extractor)
    if chosen.header:
        names = " | ".join(Path(gold.name).stem for gold in sets)
        print(f"| model | licence | {names} | throughput | kB/CPU s |\n|---|---|{'--:|' * (len(sets) + 2)}")
    name = f"{meta['lang']}_{meta['name']} {meta['version']}"
    print(f"| {name} | {meta['license']} | {' | '.join(figures)} | {ratio:.2f} × | {speed:.1f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
