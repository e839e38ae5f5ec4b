"""Near-duplicate texts: a wire story cut and patched is a copy, another report of the same affair is none."""

from pathlib import Path

import pytest

from graph.copies import are_copies, fingerprint, runs_of

WIRE = (
    "The European Union on Friday imposed sanctions on twelve companies that it accuses of sending parts "
    "to the Russian army. The measures freeze their assets and forbid any trade with them. Beijing said it "
    "was strongly dissatisfied and would take the steps needed to protect its firms. The list is to be "
    "published on Monday, two diplomats said, and may grow before the summit in July."
)
OWN = (
    "China protested on Saturday against a new list of the European Union. Twelve companies, most of them "
    "from Shenzhen, may no longer trade with the bloc, because they are said to have sold parts to the "
    "Russian army. A spokesman called the measures groundless."
)
HALF = WIRE[: len(WIRE) // 2]
PATCHED = "BRUSSELS (Harbour Wire) - " + WIRE.replace("strongly dissatisfied", "most unhappy")

PAIRS = [
    ("itself", WIRE, True),
    ("other case and space", WIRE.upper().replace(" ", "\n"), True),
    ("with another beginning and a word changed", PATCHED, True),
    ("cut to half", HALF, True),
    ("one sentence of it", WIRE[: WIRE.index(".") // 2], False),
    ("another report of the affair", OWN, False),
    ("nothing", "", False),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS])
def test_copies(text: str, expected: bool) -> None:
    assert are_copies(runs_of(WIRE), runs_of(text)) is expected
    assert are_copies(runs_of(text), runs_of(WIRE)) is expected
    shared = set(fingerprint(WIRE)) & set(fingerprint(text))
    assert shared or not expected


def test_a_text_of_few_words_is_its_own_copy_only() -> None:
    assert are_copies(runs_of("China objects."), runs_of("china objects"))
    assert not are_copies(runs_of("China objects."), runs_of("China agrees."))


def test_fingerprints_are_the_same_everywhere() -> None:
    # If these change, stored fingerprints no longer fit: raise the layout of the store.
    assert fingerprint("China objects.")[:2] == ("00-ea221b57fd3bd32cc644ad71", "01-f694fdd4d1efa1ccff071c7d")


def test_seeds_hold_one_pair_of_copies() -> None:
    texts = {path.stem: path.read_text("utf-8").split("---", 2)[2] for path in Path("seeds").glob("*.md")}
    runs = {name: runs_of(text) for name, text in texts.items()}
    pairs = {(a, b) for a in runs for b in runs if a < b and are_copies(runs[a], runs[b])}
    assert pairs == {("grain-istanbul", "grain-istanbul-syndicated")}
