"""`irgraph export`: every format to a file or standard output, and filters on the network."""

import csv
import io
import json
from pathlib import Path

import pytest

STARTS = [
    ("gexf", b"<?xml"),
    ("graphml", b"<?xml"),
    ("csv", b"id,source,target,kind,"),
    ("parquet", b"PAR1"),
    ("json", b"{"),
    ("trig", b"@prefix"),
    ("ttl", b"@prefix"),
    ("nq", b"<"),
    ("jsonld", b"["),
]


@pytest.mark.parametrize(("form", "start"), STARTS)
def test_format_is_written_to_a_file(run, built: str, tmp_path: Path, form: str, start: bytes) -> None:
    assert run("export", "--format", form, "-o", "out", "--store", built) == (0, "", "")
    assert (tmp_path / "out").read_bytes().lstrip().startswith(start)


def test_format_is_told_by_the_ending(run, built: str, tmp_path: Path) -> None:
    run("export", "-o", "out.JSON", "--store", built)
    assert isinstance(json.loads((tmp_path / "out.JSON").read_bytes()), dict)


def test_a_view_that_is_none_is_named(run, built: str) -> None:
    result = run("export", "--view", "Atlantis", "--store", built)
    assert result.code != 0 and "view 'Atlantis' is neither UN nor ISO nor the id of a state" in result.err


def edges(run, built: str, *filters: str) -> list[tuple[str, str, str]]:
    out = run("export", "--format", "csv", "--store", built, *filters).out
    return [(row["source"], row["kind"], row["target"]) for row in csv.DictReader(io.StringIO(out))]


WARNED = [("IRN", "THREATEN", "IRQ")]
FILTERS = [
    ([], WARNED),
    (["--actor", "IRQ"], WARNED),
    (["--subject", "IRQ"], []),
    (["--object", "IRQ", "--event-type", "THREATEN"], WARNED),
    (["--event-type", "AID"], []),
    (["--modality", "planned"], []),
    (["--polarity", "negative"], []),
    (["--source", "a"], WARNED),
    (["--from", "2023-01-01"], []),
    (["--min-confidence", "0.75"], WARNED),
    (["--min-confidence", "0.76"], []),
]


@pytest.mark.parametrize(("filters", "expected"), FILTERS, ids=lambda value: " ".join(map(str, value)))
def test_filters_choose_the_claims(
    run, built: str, filters: list[str], expected: list[tuple[str, str, str]]
) -> None:
    assert edges(run, built, *filters) == expected


USAGE = [
    (["--event-type", "WAR"], "event_type 'WAR' is none of"),
    (["--from", "2024-01-01", "--to", "2023-01-01"], "from 2024-01-01 is after to 2023-01-01"),
    (["--from", "soon"], "'soon' is no day; write YYYY-MM-DD"),
    (["--format", "ttl", "--actor", "IRN"], "ttl comes whole"),
    (["--format", "pdf"], "pdf"),
]


@pytest.mark.parametrize(("arguments", "message"), USAGE)
def test_wrong_filter_is_wrong_usage(run, built: str, arguments: list[str], message: str) -> None:
    result = run("export", *arguments, "--store", built)
    assert (result.code, result.out) == (2, "")
    assert message in " ".join(result.err.replace("│", " ").split())


def test_file_that_cannot_be_written_is_named(run, built: str) -> None:
    assert run("export", "-o", "none/out.gexf", "--store", built) == (
        1,
        "",
        "irgraph: cannot write 'none/out.gexf' (No such file or directory): name another file with -o\n",
    )
