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


def test_policy_of_a_file_makes_the_facts_and_stays(run, reports: Path, tmp_path: Path) -> None:
    facts = "SELECT (COUNT(*) AS ?n) { GRAPH graph:facts { ?s ?p ?o } }"
    (tmp_path / "policy.toml").write_text("min_sources = 2\n")
    run("build", "reports")
    assert run("query", facts, "--format", "csv").out.split()[-1] == "4"
    again = run("build", "reports", "--policy", "policy.toml")
    assert again.out == "0 new, 0 changed, 2 unchanged, 0 failed\n"
    assert run("query", facts, "--format", "csv").out.split()[-1] == "0"
    (reports / "c.txt").write_text(f"Baghdad had been told before, more than once. {WARNED}")
    run("build", "reports")
    assert run("query", facts, "--format", "csv").out.split()[-1] == "2"


def test_bad_policy_is_named(run, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text("min_sources = 'many'\n")
    result = run("build", "reports", "--policy", "policy.toml")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("irgraph: policy 'policy.toml' cannot be used (min_sources must be")


def test_what_the_shapes_object_to_waits_in_quarantine(run, reports: Path) -> None:
    run("build", "reports")
    (reports / "a.txt").write_text(f"{WARNED} France warned France.")
    result = run("build", "reports")
    assert (result.code, result.out) == (1, "0 new, 0 changed, 1 unchanged, 1 failed\n")
    assert result.err.startswith("irgraph: reports/a.txt not stored but kept in quarantine")
    checked = run("check")
    assert checked.code == 1
    assert "quarantined  reports/a.txt: " in checked.out and "a claim has one confidence" in checked.out
    assert run("check", "--readmit").code == 1
    (reports / "a.txt").write_text(WARNED)
    assert run("build", "reports").out == "0 new, 0 changed, 2 unchanged, 0 failed\n"
    assert run("check").code == 0
