"""`irgraph stats` and `irgraph check`."""

import json

from graph.store import open_store


def rows(text: str) -> list[list[str]]:
    return [
        [cell.strip() for cell in line.split("│")[1:-1]] for line in text.splitlines() if line.startswith("│")
    ]


def test_counts_as_json(run, built: str) -> None:
    counts = json.loads(run("stats", "--store", built, "--format", "json").out)
    assert (counts["documents"], counts["claims"], counts["actors"]) == (1, 1, 2)
    assert counts["by_event_type"] == {"THREATEN": 1} and counts["by_modality"] == {"asserted": 1}


def test_counts_as_tables(run, built: str) -> None:
    result = run("stats", "--store", built)
    assert result.code == 0
    for row in (["documents", "1"], ["claims", "1"], ["THREATEN", "1"], ["asserted", "1"]):
        assert row in rows(result.out)


def test_documents_are_listed(run, built: str) -> None:
    assert rows(run("stats", "--documents", "--store", built).out) == [["a", "", "", "", "1"]]
    listed = run("stats", "--documents", "--format", "json", "--store", built).out
    assert json.loads(listed) == {"id": "a", "date": None, "publisher": "", "title": "", "claims": 1}


def test_store_as_built_is_right(run, built: str) -> None:
    result = run("check", "--store", built)
    assert (result.code, result.err) == (0, "") and "5 graphs checked, 0 wrong," in result.out


def test_broken_document_is_named(run) -> None:
    run("build", "-", stdin=b'{"id": "a", "text": "Iran warned Iraq."}')
    with open_store(".irgraph") as store:
        graph = store.iris.document_graph("a")
        store.update(
            f"WITH <{graph}> DELETE {{ ?claim ir:subject ?actor }} WHERE {{ ?claim ir:subject ?actor }}"
        )
    result = run("check")
    assert result.code == 1
    assert result.out.startswith("wrong  a: ") and "5 graphs checked, 1 wrong" in result.out
