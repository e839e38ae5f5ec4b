"""`irgraph build` and `irgraph retract`: the store follows the files."""

from pathlib import Path

import pytest

WARNED, MET = "Iran warned Iraq.", "France met Iran."
COUNT = "SELECT (COUNT(?c) AS ?n) { ?c a ir:Claim }"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(WARNED)
    (folder / "b.md").write_text(f"---\ntitle: A meeting\ndate: 2023-03-17\n---\n{MET}")
    return folder


def claims(run) -> str:
    return run("query", COUNT, "--format", "csv").out.split()[-1]


def test_second_build_changes_nothing(run, reports: Path) -> None:
    assert run("build", "reports") == (0, "2 new, 0 changed, 0 unchanged, 0 failed\n", "")
    assert claims(run) == "2"
    assert run("build", "reports") == (0, "0 new, 0 changed, 2 unchanged, 0 failed\n", "")
    assert claims(run) == "2"


def test_changed_file_replaces_its_claims(run, reports: Path) -> None:
    run("build", "reports")
    (reports / "a.txt").write_text(f"{WARNED} {MET} {MET}")
    assert run("build", "reports").out == "0 new, 1 changed, 1 unchanged, 0 failed\n"
    assert claims(run) == "4"


def test_file_and_its_folder_are_the_same_document(run, reports: Path) -> None:
    run("build", "reports")
    assert run("build", "reports/a.txt", "./reports/b.md").out == "0 new, 0 changed, 2 unchanged, 0 failed\n"


def test_failures_are_named_and_the_rest_is_stored(run, reports: Path) -> None:
    (reports / "c.txt").write_text("These bombs explode.")
    (reports / "d.txt").write_text("")
    (reports / "e.txt").write_text(
        "Le président français a rencontré son homologue allemand à Berlin mardi, hélas."
    )
    result = run("build", "reports")
    assert (result.code, result.out) == (1, "2 new, 0 changed, 0 unchanged, 2 failed, 1 skipped\n")
    named = [line.split()[1] for line in result.err.replace("note: ", "").splitlines()]
    assert sorted(named) == ["reports/c.txt", "reports/d.txt", "reports/e.txt"]
    assert claims(run) == "2"


def test_store_can_be_named_by_option_and_by_environment(
    run, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build", "reports", "--store", "other")
    monkeypatch.setenv("IRGRAPH_STORE", "other")
    assert run("build", "reports").out == "0 new, 0 changed, 2 unchanged, 0 failed\n"


def test_retracted_document_takes_its_claims_along(run, reports: Path) -> None:
    run("build", "reports")
    assert run("retract", "reports/a.txt") == (0, "reports/a.txt retracted\n", "")
    assert claims(run) == "1"
    assert run("build", "reports").out == "1 new, 0 changed, 1 unchanged, 0 failed\n"


UNKNOWN = [
    ("reports/a.tx", "did you mean 'reports/a.txt'?"),
    ("zzz", "`irgraph stats --documents` lists them"),
]


@pytest.mark.parametrize(("document", "hint"), UNKNOWN)
def test_unknown_document_is_named(run, reports: Path, document: str, hint: str) -> None:
    run("build", "reports")
    assert run("retract", document) == (
        1,
        "",
        f"irgraph: no document '{document}' in store '.irgraph': {hint}\n",
    )
