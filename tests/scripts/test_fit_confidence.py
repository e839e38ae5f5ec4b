"""Fitting the shares of confidence: known answers on small tables, then the gold itself."""

import random
import tomllib

import pytest

from extract.evaluation import calibration
from ontology.confidence import CONFIDENCE_FILE, Factor, load_confidence
from scripts.fit_confidence import GOLD, Verdict, as_toml, crossed, fit, rounded, told, verdicts

BASE = Factor("base", prior=0.9, weight=10, share=0.9, claims=0)
WEAK = Factor("weak", prior=0.8, weight=10, share=0.8, claims=0)
BOUND, CROSSED_BOUND = 0.03, 0.06  # of the expected calibration error
UNSEEN = tuple(GOLD[-1].with_name(name) for name in ("blind2.yaml", "blind3.yaml"))


def claims(right: int, wrong: int, *met: str) -> list[Verdict]:
    """Some right and some wrong claims that meet the same factors, each in its own document."""
    return [Verdict("gold.yaml", f"{'-'.join(met)}-{n}", met, n < right) for n in range(right + wrong)]


FITS = [
    # verdicts, and the shares that must come out
    ("nothing seen: the guesses", [], {"base": 0.9, "weak": 0.8}),
    ("as guessed", claims(90, 10, "base"), {"base": 0.9, "weak": 0.8}),
    ("ten right beside a guess worth ten", claims(10, 0, "base"), {"base": 0.95, "weak": 0.8}),
    ("all wrong, and still above nothing", claims(0, 90, "base"), {"base": 0.09, "weak": 0.8}),
    ("much seen outweighs the guess", claims(500, 500, "base"), {"base": 0.504, "weak": 0.8}),
]


@pytest.mark.parametrize(("what", "judged", "expected"), FITS, ids=[row[0] for row in FITS])
def test_fits(what: str, judged: list[Verdict], expected: dict[str, float]) -> None:
    assert rounded(fit(judged, {"base": BASE, "weak": WEAK})) == expected


def test_a_factor_takes_the_blame_for_its_own_claims() -> None:
    judged = [*claims(950, 50, "base"), *claims(500, 500, "base", "weak")]
    shares = fit(judged, {"base": BASE, "weak": WEAK})
    assert shares == {"base": pytest.approx(0.95, abs=0.005), "weak": pytest.approx(0.5 / 0.95, abs=0.01)}


def test_a_factor_met_twice_costs_twice() -> None:
    met = [Verdict("f", "d", ("base", "weak", "weak"), True)]
    assert [value for value, _ in told(met, {"base": 0.9, "weak": 0.5})] == [pytest.approx(0.225)]


def test_fit_does_not_depend_on_the_order_of_claims() -> None:
    judged = [*claims(40, 3, "base"), *claims(7, 4, "base", "weak"), *claims(3, 3, "base", "weak", "weak")]
    shuffled = random.Random(1).sample(judged, len(judged))
    factors = {"base": BASE, "weak": WEAK}
    assert rounded(fit(shuffled, factors)) == rounded(fit(judged, factors)) == rounded(fit(judged, factors))


def test_file_is_as_the_script_writes_it() -> None:
    text = CONFIDENCE_FILE.read_text(encoding="utf-8")
    assert as_toml(load_confidence()) == text
    assert list(tomllib.loads(text)) == list(load_confidence())


@pytest.mark.slow
def test_confidence_holds_on_the_gold_and_on_what_it_was_not_fitted_on() -> None:
    factors, judged = (
        load_confidence(),
        list(verdicts([path for path in GOLD if path.name != "sentences.yaml"])),
    )
    written = calibration(told(judged, {name: each.share for name, each in factors.items()}))
    assert written.error <= BOUND, "run: python -m scripts.fit_confidence"
    assert calibration(crossed(judged, factors)).error <= CROSSED_BOUND
    always = sum(each.right for each in judged) / len(judged)
    assert written.brier < always * (1 - always), "confidence tells no more than the share of right claims"


@pytest.mark.slow
def test_confidence_holds_on_gold_that_is_never_fitted_on() -> None:
    assert not set(UNSEEN) & set(GOLD)
    factors, judged = load_confidence(), list(verdicts(UNSEEN))
    assert {each.file for each in judged} == {path.name for path in UNSEEN}
    fitted, guessed = (
        calibration(told(judged, shares))
        for shares in (
            {name: each.share for name, each in factors.items()},
            {name: each.prior for name, each in factors.items()},
        )
    )
    assert fitted.error <= CROSSED_BOUND
    assert fitted.brier < guessed.brier
