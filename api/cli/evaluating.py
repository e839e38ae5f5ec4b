"""`irgraph evaluate`: the extractor against gold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli import console, options

if TYPE_CHECKING:
    from extract.evaluation import Bin, Calibration, DocumentScore, SentenceScore

EXAMPLES = options.examples(
    "irgraph evaluate tests/golden/",
    "irgraph evaluate gold.yaml --errors",
    "irgraph evaluate gold.yaml plover_gsr.json --format json",
)
_DIGITS = 4


class ScoreFormat(StrEnum):
    """How scores are written."""

    table = "table"
    json = "json"


def evaluate(
    gold: Annotated[
        list[Path],
        typer.Argument(metavar="GOLD", help="Gold files, or folders of them.", show_default=False),
    ],
    form: Annotated[
        ScoreFormat, typer.Option("--format", help="Tables, or one JSON object.")
    ] = ScoreFormat.table,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was missed and what was wrong.")
    ] = False,
) -> None:
    """Score the extractor on gold: precision, recall and F1 of claims, and how far confidence can be trusted.

    Gold is YAML with texts and claims, or JSON with PLOVER gold standard records.
    """
    from api import ingest
    from extract import evaluation
    from extract.gold import load_gold

    sets = [each for path in gold for each in load_gold(path)]
    extractor = ingest.default_extractor()
    documents = {
        each.name: list(evaluation.score_documents(each.documents, extractor))
        for each in sets
        if each.documents
    }
    sentences = {
        each.name: list(evaluation.score_sentences(each.sentences, extractor))
        for each in sets
        if each.sentences
    }
    verdicts = [v for scores in documents.values() for score in scores for v in score.verdicts]
    bins, fit = evaluation.reliability(verdicts), evaluation.calibration(verdicts)
    if form is ScoreFormat.json:
        console.write_json(_as_json(documents, sentences, bins, fit, errors))
        return
    for name, scores in documents.items():
        _show_documents(name, scores, errors)
    for name, records in sentences.items():
        _show_sentences(name, records, errors)
    if bins:
        _show_bins(bins)
        print(f"Brier score {fit.brier:.3f}, expected calibration error {fit.error:.3f}")


def _percent(share: float) -> str:
    return f"{share:.3f}"


def _show_documents(name: str, scores: Sequence[DocumentScore], errors: bool) -> None:
    from extract.evaluation import summarise_documents

    table = console.columns("document", "lines", "precision", "recall", "F1", "status", "speaker", title=name)
    for label, part in [*((score.document.id, [score]) for score in scores), ("all", list(scores))]:
        total = summarise_documents(part)
        shares = (total.precision, total.recall, total.f1, total.status, total.speaker)
        console.add_row(table, label, total.lines, *map(_percent, shares))
    console.show(table)
    for score in scores if errors else ():
        _list_errors(score)


def _list_errors(score: DocumentScore) -> None:
    print(f"{score.document.id}:")
    for line in score.missed:
        print(f"  missed  {line}")
    for found in score.found:
        wrong = [
            name
            for name, right in (("status", found.status_right), ("speaker", found.speaker_right))
            if not right
        ]
        if wrong:
            print(f"  wrong {' and '.join(wrong)}  {found.line}")
    for claim in score.spurious:
        print(f"  spurious  {_words(claim)}")
    print()


def _words(claim: Any) -> str:
    from extract.evaluation import triple

    speaker = f" @{claim.speaker}" if claim.speaker else ""
    sentence = " ".join(claim.evidence.text.split())
    return f"{' '.join(triple(claim) or ())} {claim.status}{speaker} [{claim.predicate.frame}]  {sentence}"


def _show_sentences(name: str, scores: Sequence[SentenceScore], errors: bool) -> None:
    from extract.evaluation import summarise_sentences

    total = summarise_sentences(scores)
    table = console.columns("sentences", "pair", "full triple", "class of found pairs", title=name)
    console.add_row(table, total.sentences, *map(_percent, (total.pair, total.full, total.event_type)))
    console.show(table)
    for score in (score for score in scores if errors and not score.full):
        pairs = ", ".join(f"{source} {score.gold.event_type} {target}" for source, target in score.gold.pairs)
        predicted = ", ".join(" ".join(each) for each in score.predicted) or "nothing"
        print(f"{score.gold.document.id}: {pairs}; predicted {predicted}")
        print(f"  {' '.join(score.gold.document.text.split())}")


def _show_bins(bins: Sequence[Bin]) -> None:
    table = console.columns("confidence", "claims", "right", title="reliability")
    for each in bins:
        console.add_row(table, f"{each.low:.1f}–{each.high:.1f}", each.claims, _percent(each.right))
    console.show(table)


def _rounded(record: Any) -> dict[str, Any]:
    return {
        key: round(value, _DIGITS) if isinstance(value, float) else value
        for key, value in asdict(record).items()
    }


def _as_json(
    documents: dict[str, list[DocumentScore]],
    sentences: dict[str, list[SentenceScore]],
    bins: Sequence[Bin],
    fit: Calibration,
    errors: bool,
) -> dict[str, Any]:
    from extract.evaluation import summarise_documents, summarise_sentences

    sets: dict[str, Any] = {name: _rounded(summarise_documents(scores)) for name, scores in documents.items()}
    sets |= {name: _rounded(summarise_sentences(scores)) for name, scores in sentences.items()}
    for name, scores in documents.items() if errors else ():
        sets[name]["errors"] = {score.document.id: _errors(score) for score in scores}
    for name, records in sentences.items() if errors else ():
        sets[name]["errors"] = [record.gold.document.id for record in records if not record.full]
    return {
        "sets": sets,
        "reliability": [_rounded(each) for each in bins],
        "calibration": _rounded(fit),
    }


def _errors(score: DocumentScore) -> dict[str, list[str]]:
    return {
        "missed": [str(line) for line in score.missed],
        "spurious": [_words(claim) for claim in score.spurious],
    }
