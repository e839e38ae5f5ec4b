"""Fit the shares of `ontology/language/confidence.toml` to the gold, and show how well they hold.

Usage: python -m scripts.fit_confidence [--check]       (--check writes nothing)

Every claim that the extractor makes on whole documents of gold is right or wrong (`extract.evaluation`),
and meets some factors. Its confidence is the product of their shares, so the log of the share is what a
factor costs. The shares are those under which the verdicts are most likely, each starting as if `weight`
claims that meet only this factor had been right in the share `prior`: what the gold says little about stays
near what a person guessed. Such a fit has one solution (it is convex), found by Newton's method: nothing is
drawn at random, all is rounded.

Honest figures come from fitting on half of the documents and measuring on the other half.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from extract import confidence, evaluation
from extract.arguments import Filler
from extract.events import Event
from extract.factuality import Factuality
from extract.gold import load_file
from extract.pipeline import load_extractor
from ontology.confidence import CONFIDENCE_FILE, Factor, load_confidence

ROOT = Path(__file__).parent.parent
OUTSIDE = ROOT.parent / "shared" / "gold"
# Not the probes: they are built from patterns, hundreds of easy claims of a few kinds.
GOLD = (
    *(OUTSIDE / name for name in ("docs_dev.yaml", "seed_dev.yaml")),
    *(ROOT / "tests" / "golden" / name for name in ("blind.yaml", "reports.yaml", "sentences.yaml")),
)
_STEPS, _CLOSE, _PLACES = 200, 1e-10, 3
_HEAD = """\
# How sure a claim is, by how it was found. Confidence is the product of the shares of all that a claim meets;
# what is not listed costs nothing. A factor that both actors meet ("by.pronoun") counts twice.
#
#   kind.*   what triggered the frame      how.*   how an actor stands to its slot (extract/arguments.py)
#   told.*   modality and polarity         by.*    how an actor was resolved (extract/mentions.py)
#   far      an actor ten words or more from the trigger
#
# prior and weight are set by hand: the share that a person guesses, and how many claims this guess is worth.
# share and claims are written by `python -m scripts.fit_confidence`: the fitted share, and the claims of gold
# that meet the factor. The base weighs most: rules that grew beside the gold are surer there than elsewhere.
"""

Vector = NDArray[np.float64]
Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim of a gold file's document: the factors it meets, and whether it is right."""

    file: str
    document: str
    met: tuple[str, ...]
    right: bool


class _Traced(float):
    """A confidence that remembers the factors it was made of."""

    met: tuple[str, ...] = ()


def _traced(event: Event, source: Filler, target: Filler, facts: Factuality) -> float:
    met = confidence.factors(event, source, target, facts)
    value = _Traced(confidence.weigh(met))
    value.met = met
    return value


def verdicts(paths: Sequence[Path] = GOLD) -> Iterator[Verdict]:
    """All claims of the extractor that the gold can judge; files that are missing are left out."""
    extractor = load_extractor()
    with patch("extract.assembly.confidence", _traced):
        for path in (path for path in paths if path.exists()):
            for score in evaluation.score_documents(load_file(path).documents, extractor):
                for value, right in score.verdicts:
                    if isinstance(value, _Traced):
                        yield Verdict(path.name, score.document.id, value.met, right)


def fit(judged: Sequence[Verdict], factors: Mapping[str, Factor]) -> dict[str, float]:
    """The fitted share of each factor, unrounded."""
    names = list(factors)
    met = np.array([[verdict.met.count(name) for name in names] for verdict in judged], float)
    right = np.array([verdict.right for verdict in judged], float)
    # The guesses are claims like the others, that meet one factor each and are right in part.
    met = np.vstack([met.reshape(len(judged), len(names)), np.eye(len(names))])
    right = np.concatenate([right, [factor.prior for factor in factors.values()]])
    weights = np.concatenate([np.ones(len(judged)), [factor.weight for factor in factors.values()]])
    start = -np.log([factor.prior for factor in factors.values()])
    costs = _minimum(met, right, weights, start)
    return dict(zip(names, np.exp(-costs).tolist(), strict=True))


def _minimum(met: Vector, right: Vector, weights: Vector, costs: Vector) -> Vector:
    """Costs (minus log shares) under which the verdicts are most likely: Newton's method, halved steps."""

    def loss(at: Vector) -> float:
        if (at <= 0).any():
            return float("inf")
        total = met @ at
        return float(weights @ (right * total - (1 - right) * np.log(-np.expm1(-total))))

    for _ in range(_STEPS):
        odds = 1 / np.expm1(met @ costs)
        slope = met.T @ (weights * (right - (1 - right) * odds))
        bend = (met.T * (weights * (1 - right) * odds * (1 + odds))) @ met
        step = np.linalg.solve(bend, slope)
        before = loss(costs)
        while loss(costs - step) > before and np.abs(step).max() > _CLOSE:
            step = step / 2
        if np.abs(step).max() <= _CLOSE:
            break
        costs = costs - step
    return costs


def rounded(shares: Shares) -> dict[str, float]:
    """Shares as they are written; none rounds down to nothing."""
    return {name: max(round(share, _PLACES), 10**-_PLACES) for name, share in shares.items()}


def told(judged: Sequence[Verdict], shares: Shares) -> list[tuple[float, bool]]:
    """The confidence that shares give to each claim, with its verdict."""
    return [(float(np.prod([shares[name] for name in each.met])), each.right) for each in judged]


def crossed(judged: Sequence[Verdict], factors: Mapping[str, Factor]) -> list[tuple[float, bool]]:
    """Confidence of each half of the documents by shares that were fitted on the other half."""
    halves: tuple[list[Verdict], list[Verdict]] = ([], [])
    for each in judged:
        halves[hashlib.sha256(each.document.encode()).digest()[0] % 2].append(each)
    first, second = halves
    return told(second, rounded(fit(first, factors))) + told(first, rounded(fit(second, factors)))


def as_toml(factors: Mapping[str, Factor]) -> str:
    """The text of the data file."""
    entries = (
        f'["{each.name}"]\nprior = {each.prior}\nweight = {each.weight}\n'
        f"share = {each.share}\nclaims = {each.claims}\n"
        for each in factors.values()
    )
    return "\n".join([_HEAD, *entries])


def _show(title: str, pairs: Sequence[tuple[float, bool]]) -> None:
    total = evaluation.calibration(pairs)
    print(f"{title}: Brier score {total.brier:.4f}, expected calibration error {total.error:.4f}")
    for each in evaluation.reliability(pairs):
        print(f"    {each.low:.1f}–{each.high:.1f} {each.claims:5} claims, right {each.right:.3f}")


def _show_files(judged: Sequence[Verdict], factors: Mapping[str, Factor]) -> None:
    """How shares do on a file that they were not fitted on."""
    for name in dict.fromkeys(each.file for each in judged):
        others = [each for each in judged if each.file != name]
        pairs = told([each for each in judged if each.file == name], rounded(fit(others, factors)))
        mean, right = (sum(each) / len(pairs) for each in zip(*pairs, strict=True))
        brier = evaluation.calibration(pairs).brier
        print(f"    {name:15} {len(pairs):4} claims, told {mean:.3f}, right {right:.3f}, Brier {brier:.4f}")


def main(arguments: list[str]) -> int:
    """Fit, show the figures before and after, and write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    chosen = parser.parse_args(arguments)
    factors, judged = load_confidence(), list(verdicts())
    shares = rounded(fit(judged, factors))
    always = sum(each.right for each in judged) / len(judged)
    _show("guessed by hand", told(judged, {name: each.prior for name, each in factors.items()}))
    _show("as the file has it", told(judged, {name: each.share for name, each in factors.items()}))
    _show("fitted", told(judged, shares))
    _show("fitted on the other half", crossed(judged, factors))
    _show(f"always {always:.3f}", [(always, each.right) for each in judged])
    print("fitted on the other files:")
    _show_files(judged, factors)
    counts = {name: sum(name in each.met for each in judged) for name in factors}
    fitted = {n: replace(each, share=shares[n], claims=counts[n]) for n, each in factors.items()}
    if not chosen.check:
        CONFIDENCE_FILE.write_text(as_toml(fitted), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
