"""List what the extractor misses and gets wrong on gold, each with its text and parse, for somebody to judge.

Usage: python -m scripts.list_errors [--parse] [GOLD…]       (the development gold and our own by default)

A document is shown with its text, what is found, and one line an error: "missed" or "spurious", the claim,
and the cause where somebody has judged it. With --parse every word of such a document is followed by its
relation and its head. `python -m scripts.error_causes` counts the judgements.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from extract import evaluation
from extract.evaluation import DocumentScore, SentenceScore
from extract.gold import load_file
from extract.pipeline import Extractor, load_extractor
from ontology.records import Claim, Document
from scripts.error_causes import cause
from scripts.fit_confidence import GOLD, OUTSIDE

SETS = (*GOLD, OUTSIDE / "plover_gsr_dev.json")
_QUIET = ("punct", "det")


def parse(extractor: Extractor, document: Document) -> Iterator[str]:
    """The sentences of a document, each word as "word/relation:head"."""
    for reading in extractor.readings(document):
        for sentence in reading.doc.sents:
            words = (token for token in sentence if token.dep_ not in _QUIET)
            tagged = (f"{token.text}/{token.dep_}:{token.head.text}" for token in words)
            yield " ".join(" ".join(tagged).split())


def wrong_lines(score: DocumentScore | SentenceScore) -> list[str]:
    """The errors of a score, as the judgements name them."""
    if isinstance(score, SentenceScore):
        pairs = ", ".join(f"{source} {score.gold.event_type} {target}" for source, target in score.gold.pairs)
        return [] if score.full else [f"missed {pairs}"]
    spurious = sorted({" ".join(evaluation.triple(claim) or ()) for claim in score.spurious})
    return [*(f"missed {line}" for line in score.missed), *(f"spurious {words}" for words in spurious)]


def scores(path: Path, extractor: Extractor) -> Iterator[tuple[Document, DocumentScore | SentenceScore]]:
    """Each document or sentence of a gold file, scored."""
    gold = load_file(path)
    for report in evaluation.score_documents(gold.documents, extractor):
        yield report.document, report
    for sentence in evaluation.score_sentences(gold.sentences, extractor):
        yield sentence.gold.document, sentence


def _short(claim: Claim) -> str:
    ends = f"{claim.subject.mention} > {claim.object.mention}"
    return f"{' '.join(evaluation.triple(claim) or ('–',))} {claim.status} [{claim.predicate.frame}: {ends}]"


def main(arguments: Sequence[str]) -> int:
    """Print the errors."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", nargs="*", type=Path, help="gold files (all)")
    parser.add_argument("--parse", action="store_true", help="show the parse")
    chosen = parser.parse_args(arguments)
    extractor = load_extractor()
    for path in chosen.gold or [path for path in SETS if path.exists()]:
        for document, score in scores(path, extractor):
            if errors := wrong_lines(score):
                print(f"\n## {path.name} {document.id}\n{' '.join(document.text.split())}")
                for words in parse(extractor, document) if chosen.parse else ():
                    print(f"  {words}")
                print(f"  found: {'; '.join(_short(claim) for claim in extractor.extract(document))}")
                for error in errors:
                    judged = cause(path.name, document.id, error)
                    print(f"  {error}" + (f"    [{judged}]" if judged else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
