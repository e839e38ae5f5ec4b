"""Seeds: the reports that the first graph is built from are well formed, varied and our own."""

import re
from collections import Counter
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from extract.reading import read_paths
from extract.records_in import split_front_matter
from ontology.records import Document

ROOT = Path(__file__).parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*.md"))
SHARED = ROOT.parent / "shared"
FIELDS = {"title", "date", "publisher", "style", "url"}
STYLES = {
    "wire",
    "statement",
    "communique",
    "analysis",
    "live blog",
    "machine translation",
    "interview summary",
    "radio script",
    "briefing notes",
}
LONG_ENOUGH = 40  # characters; "The case is open." may stand anywhere
# Told by two outlets in nearly the same words on purpose: syndicated copies must count as one source.
COPIES = {("grain-istanbul.md", "grain-istanbul-syndicated.md")}


def sentences(text: str) -> set[str]:
    """The longer sentences of a text, without what differs by typesetting."""
    parts = re.split(r"(?<=[.!?])[\"'”“’)]*\s*(?=[A-Z\"“‘(])|\n", text)
    plain = (" ".join(re.findall(r"\w+", part.lower())) for part in parts)
    return {part for part in plain if len(part) >= LONG_ENOUGH}


def fields_and_body(path: Path) -> tuple[dict[str, str], str]:
    return split_front_matter(path.read_text(encoding="utf-8"))


def test_seeds_are_enough_and_the_reader_takes_them_all() -> None:
    items = list(read_paths([ROOT / "seeds"]))
    assert [item.id for item in items if isinstance(item, Document)] == [f"seeds/{p.name}" for p in SEEDS]
    assert [item for item in items if not isinstance(item, Document)] == []
    assert len(SEEDS) >= 25


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_seed_is_well_formed(path: Path) -> None:
    fields, body = fields_and_body(path)
    assert set(fields) <= FIELDS
    assert fields["title"].strip()
    assert fields["publisher"].strip()
    assert date(2014, 1, 1) <= date.fromisoformat(fields["date"]) <= date(2025, 12, 31)
    assert fields["style"] in STYLES
    assert 120 <= len(body.split()) <= 400


def test_every_style_is_used() -> None:
    assert {fields_and_body(path)[0]["style"] for path in SEEDS} == STYLES


def test_one_seed_retells_the_seed_article() -> None:
    _, body = fields_and_body(ROOT / "seeds" / "eu-taiwan.md")
    assert "Valdis Dombrovskis told the European Parliament that the EU plans to launch" in body


def test_no_sentence_is_shared_between_seeds_but_for_syndicated_copies() -> None:
    said = {path.name: sentences(fields_and_body(path)[1]) for path in SEEDS}
    first = {pair[0] for pair in COPIES}
    counted = Counter(chain.from_iterable(texts for name, texts in said.items() if name not in first))
    assert [sentence for sentence, times in counted.items() if times > 1] == []
    for one, other in COPIES:
        assert len(said[one] & said[other]) >= 5


def test_no_sentence_is_taken_from_the_shared_files() -> None:
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not here: nothing to compare the seeds with")
    shared: set[str] = set()
    for path in sorted(SHARED.rglob("*")):
        if path.suffix in {".txt", ".yaml", ".json", ".jsonl", ".md"}:
            shared |= sentences(path.read_text(encoding="utf-8").replace("\\n", "\n"))
    own = chain.from_iterable(sentences(fields_and_body(path)[1]) for path in SEEDS)
    assert sorted(set(own) & shared) == []
