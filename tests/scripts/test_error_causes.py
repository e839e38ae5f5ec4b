"""The error analysis: its table is that of its data, and the data speaks of the gold that is there."""

from pathlib import Path

import pytest

from extract.gold import load_file
from scripts import error_causes
from scripts.error_causes import MARK, PAGE, ROOT, cause, judgements, table
from scripts.update_evaluation import marked

FILES = sorted(name for name in judgements()["errors"] if (ROOT / "tests" / "golden" / name).exists())

SMALL = """
judged: 2026-01-01
causes: {parse: the tree is wrong, gold: arguable}
errors:
  a.yaml:
    one: {"missed A AID B": parse, "spurious B AID A": parse}
  b.yaml:
    two: {"missed A REJECT B": gold, "missed B REJECT A": parse}
"""
SMALL_TABLE = """\
| cause | a.yaml | b.yaml | missed | spurious | all | share |
|---|--:|--:|--:|--:|--:|--:|
| parse | 2 | 1 | 2 | 1 | 3 | 75 % |
| gold | 0 | 1 | 1 | 0 | 1 | 25 % |
| all | 2 | 2 | 3 | 1 | 4 | 100 % |"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four judgements in the place of those of the project."""
    file = tmp_path / "causes.yaml"
    file.write_text(SMALL, encoding="utf-8")
    monkeypatch.setattr(error_causes, "JUDGEMENTS", file)
    monkeypatch.setattr(error_causes, "judgements", judgements.__wrapped__)


@pytest.mark.usefixtures("small")
def test_table_counts_by_cause_file_and_kind() -> None:
    assert table() == SMALL_TABLE


@pytest.mark.usefixtures("small")
def test_cause_of_an_error() -> None:
    assert cause("a.yaml", "one", "missed A AID B") == "parse"
    assert cause("a.yaml", "two", "missed A AID B") is None
    assert cause("c.yaml", "one", "missed A AID B") is None


def test_page_has_the_table_of_the_data() -> None:
    shown = marked(PAGE.read_text(encoding="utf-8"), MARK)
    assert shown and shown[1] == f"{table()}\n", "run: python -m scripts.error_causes"


def test_every_cause_is_explained_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    found = {
        reason
        for documents in judgements()["errors"].values()
        for errors in documents.values()
        for reason in errors.values()
    }
    assert found == set(judgements()["causes"])
    assert [reason for reason in found if f"**{reason}**:" not in text] == []


@pytest.mark.parametrize("name", FILES)
def test_judged_documents_are_in_the_gold(name: str) -> None:
    known = {gold.document.id for gold in load_file(ROOT / "tests" / "golden" / name).documents}
    assert set(judgements()["errors"][name]) - known == set()
