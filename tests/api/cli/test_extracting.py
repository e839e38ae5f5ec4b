"""`irgraph extract`: claims as JSON Lines, the same bytes each time, failures named."""

import json

import pytest

TEXT = b"Iran warned Iraq. France met Iran."


def test_claims_are_written_one_a_line_with_the_fields_of_the_design(run) -> None:
    result = run("extract", "-", stdin=b'{"id": "a", "text": "Iran warned Iraq.", "date": "2023-03-17"}\n')
    (line,) = result.out.splitlines()
    claim = json.loads(line)
    assert (result.code, result.err) == (0, "")
    assert list(claim)[:2] == ["id", "document"] and claim["document"] == "a"
    assert (claim["subject"]["id"], claim["predicate"]["phrase"], claim["object"]["id"]) == (
        "IRN",
        "warns",
        "IRQ",
    )
    assert claim["evidence"] == {"document": "a", "start": 0, "end": 17, "text": "Iran warned Iraq."}


def test_same_input_gives_the_same_bytes(run) -> None:
    assert run("extract", "-", stdin=TEXT) == run("extract", stdin=TEXT)


def test_text_is_not_escaped(run) -> None:
    result = run("extract", "-", stdin='{"id": "naïve–é", "text": "Iran warned Iraq."}'.encode())
    assert '"document": "naïve–é"' in result.out


def test_table_is_for_people(run) -> None:
    result = run("extract", "--format", "table", stdin=b"Iran warned Iraq.")
    rows = [
        [cell.strip() for cell in line.split("│")[1:-1]] for line in result.out.splitlines() if "│" in line
    ]
    assert rows == [["IRN", "warns", "IRQ", "asserted", "", "", "0.75", "Iran warned Iraq."]]


def test_document_that_fails_is_named_and_the_rest_done(run) -> None:
    lines = [{"id": "a", "text": "These bombs explode."}, {"id": "b", "text": "Iran warned Iraq."}]
    result = run("extract", "-", stdin="\n".join(map(json.dumps, lines)).encode())
    assert result.code == 1
    assert [json.loads(line)["document"] for line in result.out.splitlines()] == ["b"]
    assert result.err == (
        "irgraph: a could not be extracted from: RuntimeError: boom; please report it with the text\n"
    )


def test_note_leaves_the_exit_code_alone(run) -> None:
    result = run("extract", "-", stdin=b'{"id": "a", "text": "Iran warned Iraq.", "date": "someday"}')
    assert result.code == 0 and len(result.out.splitlines()) == 1
    assert result.err == (
        "irgraph: note: standard input:1 has the date 'someday', which is no day; read without it; "
        "write dates as YYYY-MM-DD, or relative dates stay unknown\n"
    )


USAGE = [
    (["extract", "--date", "someday"], "'someday' is no day; write YYYY-MM-DD"),
    (["extract", "--format", "xml"], "xml"),
    (["extract", "--workers", "0"], "--workers"),
    (["extract", "--no-such"], "--no-such"),
    (["extrct"], "extrct"),
    (["build"], "PATH"),
]


@pytest.mark.parametrize(("arguments", "named"), USAGE)
def test_wrong_usage_is_exit_code_two(run, arguments: list[str], named: str) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "") and named in result.err
