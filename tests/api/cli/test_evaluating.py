"""`irgraph evaluate`: scores of the small extractor on small gold, as tables and as JSON."""

import json
from pathlib import Path

import pytest

REPORTS = """
- id: one
  text: Iran warned Iraq. France met Iran.
  claims:
    - [IRN, THREATEN|REQUEST, IRQ, planned, null]
    - [IRQ, REJECT, IRN, asserted, IRQ]
"""
RECORDS = [
    {
        "id": f"r{n}",
        "text": "Iran warned Iraq.",
        "source": [{"code": "IRN"}],
        "target": [{"code": "IRQ"}],
        "event": event,
    }
    for n, event in enumerate(["THREATEN", "AID"])
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "reports.yaml").write_text(REPORTS)
    (tmp_path / "gold" / "records.json").write_text(json.dumps(RECORDS))
    return tmp_path / "gold"


def test_scores_as_json(run, gold: Path) -> None:
    result = run("evaluate", "gold", "--format", "json")
    assert result.code == 0 and json.loads(result.out) == {
        "sets": {
            "reports.yaml": {
                "documents": 1, "lines": 2,
                "precision": 0.5, "recall": 0.5, "f1": 0.5, "status": 0.0, "speaker": 1.0,
            },
            "records.json": {"sentences": 2, "pair": 1.0, "full": 0.5, "event_type": 0.5},
        },
        "reliability": [{"low": 0.7, "high": 0.8, "claims": 2, "right": 0.5}],
        "calibration": {"claims": 2, "brier": 0.3125, "error": 0.25},
    }  # fmt: skip


def test_errors_as_json(run, gold: Path) -> None:
    sets = json.loads(run("evaluate", "gold", "--format", "json", "--errors").out)["sets"]
    assert sets["reports.yaml"]["errors"] == {
        "one": {
            "missed": ["IRQ REJECT IRN asserted @IRQ"],
            "spurious": ["FRA CONSULT IRN asserted [meet]  France met Iran."],
        }
    }
    assert sets["records.json"]["errors"] == ["r1"]


def rows(text: str) -> list[list[str]]:
    return [
        [cell.strip() for cell in line.split("│")[1:-1]] for line in text.splitlines() if line.startswith("│")
    ]


def test_scores_as_tables(run, gold: Path) -> None:
    result = run("evaluate", "gold/reports.yaml", "gold/records.json")
    assert rows(result.out) == [
        ["one", "2", "0.500", "0.500", "0.500", "0.000", "1.000"],
        ["all", "2", "0.500", "0.500", "0.500", "0.000", "1.000"],
        ["2", "1.000", "0.500", "0.500"],
        ["0.7–0.8", "2", "0.500"],
    ]
    assert result.out.endswith("Brier score 0.312, expected calibration error 0.250\n")


def test_errors_are_listed_with_their_sentences(run, gold: Path) -> None:
    out = run("evaluate", "gold", "--errors").out
    for line in [
        "  missed  IRQ REJECT IRN asserted @IRQ",
        "  wrong status  IRN THREATEN|REQUEST IRQ planned",
        "  spurious  FRA CONSULT IRN asserted [meet]  France met Iran.",
        "r1: IRN AID IRQ; predicted IRN THREATEN IRQ",
        "  Iran warned Iraq.",
    ]:
        assert line in out.splitlines()


@pytest.mark.parametrize(
    ("path", "message"),
    [("none.yaml", "none.yaml: cannot be read as gold"), ("empty", "empty: a folder without")],
)
def test_missing_gold_is_named(run, tmp_path: Path, path: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    result = run("evaluate", path)
    assert (result.code, result.out) == (1, "") and result.err.startswith(f"irgraph: {message}")
