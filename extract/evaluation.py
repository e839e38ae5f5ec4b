"""Evaluation: claims against gold. Pure functions; nothing here knows how claims are made.

Whole documents are scored over distinct (subject, event type, object) of principals. A gold line is found
when a claim has its subject, its object and one of its types; status and speaker are counted over the lines
found. Single sentences are scored by pair and by full triple.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from extract.gold import GoldDocument, GoldLine, GoldSentence
from ontology.records import Actor, Claim, Document

Triple = tuple[str, str, str]

# Standing relations that the gold knows, under its names; it leaves the others out.
_STANDING = {"memberOf": "MEMBER", "claimsTerritory": "CLAIM"}
_BINS = 10


class Extracts(Protocol):
    """What evaluation needs of an extractor."""

    def extract(self, document: Document) -> list[Claim]: ...


@dataclass(frozen=True, slots=True)
class Found:
    """A gold line that a claim has found, and whether a claim for it has the right status and speaker."""

    line: GoldLine
    status_right: bool
    speaker_right: bool


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One document's outcome.

    `correct` counts the predicted triples that earn credit; a second acceptable type for a line that is
    found already, and matches of optional lines, count neither way. `spurious` has one claim a wrong
    triple. `verdicts` pairs the confidence of each claim that was judged with whether it is right.
    """

    document: Document
    found: tuple[Found, ...]
    missed: tuple[GoldLine, ...]
    correct: int
    spurious: tuple[Claim, ...]
    verdicts: tuple[tuple[float, bool], ...]


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """One sentence's outcome; `full` implies `pair`."""

    gold: GoldSentence
    pair: bool
    full: bool
    predicted: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """Shares of 0-1 over all documents; 0 where there is nothing to share."""

    documents: int
    lines: int
    precision: float
    recall: float
    f1: float
    status: float
    speaker: float


@dataclass(frozen=True, slots=True)
class SentenceSummary:
    """Shares of 0-1 over all sentences; `event_type` is the right class among the pairs found."""

    sentences: int
    pair: float
    full: float
    event_type: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims whose confidence is at least `low` and below `high`, and the share of them that is right."""

    low: float
    high: float
    claims: int
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far the confidence of claims is from the truth; 0 is best for both figures.

    `brier` is the mean square of confidence minus truth (1 right, 0 wrong), `error` the expected calibration
    error: how far the mean confidence of a bin is from its share of right claims, averaged over claims.
    """

    claims: int
    brier: float
    error: float


def triple(claim: Claim) -> Triple | None:
    """What the gold would call the claim, or None for what it leaves out.

    Left out are claims of an actor about itself, unresolved actors, and most standing relations.
    """
    event_type = claim.predicate.event_type or _STANDING.get(claim.predicate.relation)
    subject, target = claim.subject.principal, claim.object.principal
    if event_type is None or subject == target or not (_resolved(claim.subject) and _resolved(claim.object)):
        return None
    return subject, event_type, target


def _resolved(actor: Actor) -> bool:
    return actor.represents is not None or actor.resolved_by != "unresolved"


def _fits(line: GoldLine, found: Triple) -> bool:
    return (line.subject, line.object) == (found[0], found[2]) and found[1] in line.types


def _by_triple(claims: Iterable[Claim]) -> dict[Triple, list[Claim]]:
    grouped: dict[Triple, list[Claim]] = {}
    for claim in claims:
        if key := triple(claim):
            grouped.setdefault(key, []).append(claim)
    return dict(sorted(grouped.items()))


def _credited(line: GoldLine, predicted: Iterable[Triple]) -> Triple | None:
    """The predicted triple that earns the credit for a line: that of its first predicted type."""
    fitting = [key for key in predicted if _fits(line, key)]
    return min(fitting, key=lambda key: line.types.index(key[1]), default=None)


def _found(line: GoldLine, grouped: dict[Triple, list[Claim]]) -> Found | None:
    claims = [claim for key, claims in grouped.items() if _fits(line, key) for claim in claims]
    if not claims:
        return None
    status = any(claim.status == line.status for claim in claims)
    return Found(line, status, any(claim.speaker == line.speaker for claim in claims))


def score_document(gold: GoldDocument, claims: Sequence[Claim]) -> DocumentScore:
    """Compare the claims drawn from one document with its gold."""
    grouped = _by_triple(claims)
    outcomes = [(line, _found(line, grouped)) for line in gold.claims]
    credited = {_credited(line, grouped) for line in gold.claims} - {None}
    right = {key for key in grouped if any(_fits(line, key) for line in gold.claims)}
    ignored = {key for key in grouped if any(_fits(line, key) for line in gold.optional)} - right
    wrong = [key for key in grouped if key not in right | ignored]
    return DocumentScore(
        document=gold.document,
        found=tuple(found for _, found in outcomes if found),
        missed=tuple(line for line, found in outcomes if not found),
        correct=len(credited),
        spurious=tuple(max(grouped[key], key=lambda claim: claim.confidence) for key in wrong),
        verdicts=tuple(
            (claim.confidence, key in right)
            for key, members in grouped.items()
            if key not in ignored
            for claim in members
        ),
    )


def score_sentence(gold: GoldSentence, claims: Sequence[Claim]) -> SentenceScore:
    """Compare the claims drawn from one sentence with its record."""
    predicted = tuple(_by_triple(claims))
    joined = [key for key in predicted if (key[0], key[2]) in gold.pairs]
    return SentenceScore(gold, bool(joined), any(key[1] == gold.event_type for key in joined), predicted)


def score_documents(gold: Iterable[GoldDocument], extractor: Extracts) -> Iterator[DocumentScore]:
    """Extract from each document and score it."""
    for document in gold:
        yield score_document(document, extractor.extract(document.document))


def score_sentences(gold: Iterable[GoldSentence], extractor: Extracts) -> Iterator[SentenceScore]:
    """Extract from each sentence and score it."""
    for sentence in gold:
        yield score_sentence(sentence, extractor.extract(sentence.document))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def summarise_documents(scores: Sequence[DocumentScore]) -> DocumentSummary:
    """Precision, recall and F1 over all documents together; status and speaker over the lines found."""
    found = [line for score in scores for line in score.found]
    lines = len(found) + sum(len(score.missed) for score in scores)
    correct = sum(score.correct for score in scores)
    precision = _share(correct, correct + sum(len(score.spurious) for score in scores))
    recall = _share(len(found), lines)
    return DocumentSummary(
        documents=len(scores),
        lines=lines,
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        status=_share(sum(line.status_right for line in found), len(found)),
        speaker=_share(sum(line.speaker_right for line in found), len(found)),
    )


def summarise_sentences(scores: Sequence[SentenceScore]) -> SentenceSummary:
    """Shares of the sentences with a claim between the right two, and of those with the right class too."""
    pair, full = sum(score.pair for score in scores), sum(score.full for score in scores)
    return SentenceSummary(
        len(scores), _share(pair, len(scores)), _share(full, len(scores)), _share(full, pair)
    )


def reliability(verdicts: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """How often claims of a confidence are right, in bins of 0.1; empty bins are left out."""
    return tuple(
        Bin(
            low=index / _BINS,
            high=(index + 1) / _BINS,
            claims=len(members),
            right=_share(sum(right for _, right in members), len(members)),
        )
        for index, members in _binned(verdicts).items()
    )


def calibration(verdicts: Iterable[tuple[float, bool]]) -> Calibration:
    """How far confidence is from the truth over all claims; zeros where there are none."""
    bins = _binned(verdicts).values()
    judged = [verdict for members in bins for verdict in members]
    squares = sum((confidence - right) ** 2 for confidence, right in judged)
    # The distance of a bin times its claims is the distance of its sums.
    off = sum(abs(sum(confidence - right for confidence, right in members)) for members in bins)
    count = len(judged) or 1
    return Calibration(len(judged), squares / count, off / count)


def _binned(verdicts: Iterable[tuple[float, bool]]) -> dict[int, list[tuple[float, bool]]]:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in verdicts:
        # 0.3 is 2.9999… tenths in binary; rounding first keeps it in its own bin.
        index = min(int(round(confidence * _BINS, 9)), _BINS - 1)
        bins.setdefault(index, []).append((confidence, right))
    return dict(sorted(bins.items()))
