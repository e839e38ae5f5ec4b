"""The shares behind confidence: what the file must hold, and what is refused."""

from pathlib import Path

import pytest

from ontology.confidence import BASE, load_confidence
from ontology.frames import LexiconError

ENTRY = '["base"]\nprior = 0.9\nweight = 10\nshare = 0.8\nclaims = 3\n'


def test_shares_are_probabilities() -> None:
    factors = load_confidence()
    assert [each.name for each in factors.values() if not 0 < each.share <= 1] == []
    assert next(iter(factors)) == BASE


WRONG = [
    ("no base", ENTRY.replace("base", "far"), "no factor 'base'"),
    ("no share", ENTRY.replace("share = 0.8\n", ""), "factor 'base' needs just the keys"),
    ("a share above 1", ENTRY.replace("0.8", "1.1"), "factor 'base' needs 0 < prior < 1"),
    ("a share of nothing", ENTRY.replace("0.8", "0.0"), "factor 'base' needs 0 < prior < 1"),
    ("a guess that nothing can change", ENTRY.replace("10", "0"), "a weight above 0"),
]


@pytest.mark.parametrize(("what", "text", "message"), WRONG, ids=[row[0] for row in WRONG])
def test_refuses(tmp_path: Path, what: str, text: str, message: str) -> None:
    file = tmp_path / "confidence.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        load_confidence(file)
