"""`irgraph resolve`, `snapshot` and `diff` as people call them."""

import json
import re
import shutil
from pathlib import Path

import pytest

AT = ("--at", "2024-05-01T10:00:00", "--by", "ana")


@pytest.fixture
def store(built: str, tmp_path: Path) -> str:
    """A copy of the store in which Iran warned Iraq, to be written to."""
    folder = tmp_path / "own"
    shutil.copytree(built, folder)
    return str(folder)


def decided(out: str) -> str:
    return re.match(r"decision-[0-9a-f]{12}", out)[0]  # type: ignore[index]


def facts(run, store: str) -> str:
    query = "SELECT ?s ?o { GRAPH graph:facts { ?s ir:threatens ?o } }"
    return run("query", query, "--format", "csv", "--store", store).out.replace(
        "http://localhost:8000/id/actor/", ""
    )


def test_merge_list_explain_and_undo(run, store: str) -> None:
    before = facts(run, store)
    made = run("resolve", "same", "IRN", "FRA", "--why", "a test", *AT, "--store", store)
    assert (made.code, made.err) == (0, "")
    assert facts(run, store) == before.replace("IRN", "FRA")
    row = json.loads(run("resolve", "list", "--format", "json", "--store", store).out)
    assert row == {
        "id": decided(made.out), "state": "in force", "judgement": "same", "about": ["FRA", "IRN"],
        "by": "ana", "why": "a test", "at": "2024-05-01T10:00:00", "score": None,
        "document": "", "words": "", "start": None,
    }  # fmt: skip
    explained = run("resolve", "explain", "IRN", "--store", store).out
    assert "IRN is kept as FRA" in explained and "'Iran' by rule 'name', as IRN" in explained
    assert run("resolve", "undo", row["id"], *AT, "--store", store).code == 0
    assert facts(run, store) == before
    assert run("resolve", "undo", row["id"], "--erase", "--store", store).out == f"{row['id']}  erased\n"
    assert run("resolve", "list", "--format", "json", "--store", store).out == ""


def test_decisions_of_one_store_are_made_in_another(run, store: str, built: str, tmp_path: Path) -> None:
    run("resolve", "same", "IRN", "FRA", "--why", "a test", *AT, "--store", store)
    run("resolve", "different", "IRN", "DEU", *AT, "--store", store)
    undone = run("resolve", "same", "IRQ", "ITA", *AT, "--store", store).out
    run("resolve", "undo", decided(undone), *AT, "--store", store)
    lines = run("resolve", "list", "--format", "json", "--store", store).out
    (tmp_path / "decisions.jsonl").write_text(lines)
    shutil.copytree(built, "another")
    made = run("resolve", "apply", "decisions.jsonl", "--store", "another")
    assert [line.split("  ")[1:] for line in made.out.splitlines()] == [
        ["same", "FRA IRN"],
        ["different", "DEU IRN"],
    ]
    assert facts(run, "another") == facts(run, store)
    again = run("resolve", "apply", "decisions.jsonl", "--store", "another")
    assert (again.code, again.err.partition(", by")[0]) == (1, "irgraph: that is decided already")


NO_DECISIONS = [
    ("{oops", "line 1 is no decision (Expecting property name"),
    ("[]", "line 1 is no decision (it must be a JSON object)"),
    ('{"judgement": "equal", "about": ["IRN"]}', "judgement 'equal' is none of same, different, reading"),
    ('{"judgement": "same", "about": "IRN"}', "about must be a list of ids"),
    ('{"judgement": "same", "about": ["IRN"]}', "'same' is about 2 ids, not 1"),
    ('{"judgement": "same", "about": ["IRN", "FRA"], "score": 7}', "score 7 does not lie between 0 and 1"),
    ('{"judgement": "same", "about": ["IRN", "FRA"], "who": "ana"}', "there is no field 'who'"),
    ('{"judgement": "same", "about": ["IRN", "FRA"], "why": 1}', "why must be text"),
]


@pytest.mark.parametrize(("line", "complaint"), NO_DECISIONS)
def test_what_is_no_decision_is_named_and_nothing_is_decided(
    run, store: str, line: str, complaint: str
) -> None:
    good = json.dumps({"judgement": "same", "about": ["IRN", "FRA"]})
    for text in (line, f"{good}\n{line}" if "line 1" not in complaint else line):
        result = run("resolve", "apply", "-", "--store", store, stdin=text.encode())
        assert (result.code, result.out) == (1, "")
        assert complaint in result.err and result.err.count("\n") == 1
    assert run("resolve", "list", "--format", "json", "--store", store).out == ""


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("same", "IRN", "NOBODY"), "no actor 'NOBODY'"),
        (("undo", "decision-0"), "no decision 'decision-0'"),
        (("metonym", "a", "Tehran", "IRN"), "document 'a' names no actor with 'Tehran'"),
        (("metonym", "a", "Iran@9", "IRN"), "names no actor with 'Iran' at character 9"),
        (("metonym", "a", "Iran@0", "FRA"), "cannot be 'FRA': its readings are IRN"),
        (("explain", "NOBODY"), "no actor or decision 'NOBODY'"),
    ],
)
def test_what_cannot_be_decided_is_one_line(
    run, store: str, arguments: tuple[str, ...], complaint: str
) -> None:
    result = run("resolve", *arguments, "--store", store)
    assert (result.code, result.out) == (1, "")
    assert complaint in result.err and result.err.count("\n") == 1


def test_a_time_that_is_none(run, store: str) -> None:
    result = run("resolve", "same", "IRN", "FRA", "--at", "yesterday", "--store", store)
    assert result.code == 2 and "'yesterday' is no time" in result.err


def test_candidates_of_a_store_without_doubles(run, store: str) -> None:
    assert run("resolve", "list", "--candidates", "--format", "json", "--store", store) == (0, "", "")


def test_snapshot_and_diff(run, store: str, tmp_path: Path) -> None:
    kept = run("snapshot", "--store", store).out.strip()
    assert kept == f"{store}.snapshots/1"
    assert run("diff", kept, store).out == "nothing changed\n"
    (tmp_path / "b.txt").write_text("Iran met Iraq.")
    run("build", "b.txt", "--date", "2024-05-02", "--store", store)
    run("resolve", "same", "EU", "FRA", *AT, "--store", store)
    assert run("diff", kept, store).out == (
        "documents: 1 new, 0 gone, 0 changed\n\n"
        "turned from conflict to cooperation: IRN towards IRQ\n"
        "    undated  “Iran warned Iraq.”  (a)\n"
        "    2024-05-02  “Iran met Iraq.”  (b.txt)\n\n"
        "new, asserted: IRN CONSULT IRQ\n"
        "    2024-05-02  “Iran met Iraq.”  (b.txt)\n\n"
        "merged: FRA, kept as FRA before, as EU now\n"
    )
    found = json.loads(run("diff", kept, store, "--format", "json").out)
    assert [one["kind"] for one in found["new"]] == ["CONSULT"]
    patch = run("diff", kept, store, "--format", "patch").out.splitlines()
    assert (patch[0], patch[-1], {line[0] for line in patch[1:-1]}) == ("TX .", "TC .", {"A"})
    days = run("diff", "--from", "2024-05-01", "--to", "2024-05-02", "--store", store).out
    assert "new, asserted: IRN CONSULT IRQ" in days and "merged" not in days


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("one",), "name two stores or snapshots, or give --from and --to"),
        (("a", "b", "--from", "2024-01-01"), "two stores are compared as they are"),
        (("--from", "2024-02-01", "--to", "2024-01-01"), "2024-02-01 is after 2024-01-01"),
        (("--from", "soon", "--to", "2024-01-01"), "'soon' is no day"),
    ],
)
def test_diff_is_told_how_to_be_used(run, arguments: tuple[str, ...], complaint: str) -> None:
    result = run("diff", *arguments)
    assert result.code == 2 and complaint in " ".join(result.err.split())
