"""What the command line must withstand: one line that names input and remedy; the rest is done."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "Iran warned Iraq."
BAD_INPUTS = [
    ("empty file", "empty.txt", b"", "is empty; give a text of at least one sentence"),
    (
        "20 MB file",
        "large.txt",
        b"Iran warned. " * 1_600_000,
        "is larger than 10 MB, the most for one document; split it",
    ),
    (
        "binary file",
        "image.txt",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "is binary, not text; give plain text in UTF-8",
    ),
    (
        "no encoding",
        "noise.txt",
        bytes(range(1, 256)) * 40,
        "is binary, or text in no encoding that can be told; give",
    ),
    ("no gzip", "reports.jsonl.gz", b"plain", "is no whole gzip file; compress it again"),
    ("missing file", "none.txt", None, "does not exist; check the path"),
]


@pytest.mark.parametrize(("case", "name", "data", "message"), BAD_INPUTS, ids=[row[0] for row in BAD_INPUTS])
def test_bad_input_is_named_and_the_rest_extracted(
    run, tmp_path: Path, case: str, name: str, data: bytes | None, message: str
) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    if data is not None:
        (tmp_path / name).write_bytes(data)
    result = run("extract", name, "good.txt")
    assert result.code == 1
    assert [json.loads(line)["document"] for line in result.out.splitlines()] == ["good.txt"]
    assert result.err.startswith(f"irgraph: {name} {message}") and result.err.count("\n") == 1


@pytest.mark.parametrize("words", ["“It is naïve,” they said at the café. ", "“Café”: "])
def test_wrong_encoding_is_read_by_a_guess_that_is_told(run, tmp_path: Path, words: str) -> None:
    (tmp_path / "old.txt").write_bytes(f"{words}{GOOD}".encode("cp1252"))
    result = run("extract", "old.txt")
    assert result.code == 0 and json.loads(result.out)["evidence"]["text"] == GOOD
    assert result.err == (
        "irgraph: note: old.txt is not UTF-8; read as cp1252; convert it to UTF-8 if characters look wrong\n"
    )


def test_invalid_line_in_the_middle_of_a_batch_is_named(run, tmp_path: Path) -> None:
    good = [json.dumps({"id": name, "text": GOOD}) for name in "ab"]
    (tmp_path / "batch.jsonl").write_text(f"{good[0]}\n{{oops\n{good[1]}\n")
    result = run("build", "batch.jsonl")
    assert (result.code, result.out) == (1, "2 new, 0 changed, 0 unchanged, 1 failed\n")
    assert result.err.startswith("irgraph: batch.jsonl:2 is no valid JSON at column 2: ")


def test_unknown_date_is_told_and_the_document_kept(run) -> None:
    result = run("extract", "-", stdin=json.dumps({"text": GOOD, "date": "the ides of March"}).encode())
    assert result.code == 0 and len(result.out.splitlines()) == 1
    assert "has the date 'the ides of March', which is no day" in result.err


@pytest.mark.parametrize("command", ["extract", "build"])
def test_folder_without_readable_files_is_named(run, tmp_path: Path, command: str) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(b"\x89PNG")
    result = run(command, "pictures")
    assert result.code == 1
    assert result.err == (
        "irgraph: pictures is a folder without readable files; "
        "irgraph reads .txt, .md, .markdown, .jsonl, .ndjson, .csv, .tsv, .html, .htm, .xhtml, .pdf, .eml, "
        ".mbox, .rss, .atom, .zip, .tar, .tgz files, also with .gz\n"
    )


def test_missing_store_is_named(run) -> None:
    assert run("query", "ASK {}") == (
        1,
        "",
        "irgraph: no store at '.irgraph': build one with `irgraph build PATH… --store .irgraph`, "
        "or name another with --store\n",
    )


def test_store_that_another_process_holds_is_named(run, tmp_path: Path) -> None:
    script = (
        "import sys; from graph.store import open_store\n"
        "with open_store('held'): print('ready', flush=True); sys.stdin.read()"
    )
    root = Path(__file__).parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},  # no bytecode cut off half-way
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"ready\n"
        result = run("build", "-", "--store", "held", stdin=GOOD.encode())
        holder.communicate()
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("irgraph: store 'held' is held by another process: stop it")


FULL = """
import resource, sys
from api.cli.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
raise SystemExit(main(["build", "good.txt", "--store", "small"]))
"""


def test_a_disk_that_is_full_is_told_and_the_build_goes_on_later(run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", FULL],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},  # no bytecode cut off half-way
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("irgraph: ") and done.stderr.count("\n") == 1
    assert "File too large" in done.stderr and "disk" in done.stderr
    assert run("build", "good.txt", "--store", "small").out == "1 new, 0 changed, 0 unchanged, 0 failed\n"


def test_unreachable_server_is_named(run) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        result = run("query", "ASK {}", "--store", url)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"irgraph: the SPARQL server at '{url}' cannot be used (")
    assert result.err.endswith("check the address and that it runs\n")


def test_folder_that_is_no_store_is_named(run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no store")
    result = run("build", "-", "--store", "file", stdin=GOOD.encode())
    assert (result.code, result.out) == (1, "") and result.err.startswith(
        "irgraph: 'file' cannot be opened as a store"
    )


BAD_QUERIES = [
    ("SELECT ?s WHERE { ?s ?p }", "not valid SPARQL: line 1, column 26"),
    ("SELECT * {\n  ?s ?p ?o .\n  FILTER(\n}", "not valid SPARQL: line 4, column"),
    ("SELECT * { ?s nope:x ?o }", "a prefix is not declared"),
    ("SELECT * { SERVICE <http://e.org/> { ?s ?p ?o } }", "SERVICE is not allowed"),
]


@pytest.mark.parametrize(("query", "message"), BAD_QUERIES)
def test_invalid_query_is_told_with_its_place(run, built: str, query: str, message: str) -> None:
    result = run("query", query, "--store", built)
    assert (result.code, result.out) == (1, "")
    assert message in result.err and result.err.startswith("irgraph: ") and result.err.count("\n") == 1


UNKNOWN_ACTORS = [("Irn", "did you mean IRN"), ("Atlantis", "ids are codes such as USA, EU or HAMAS")]


@pytest.mark.parametrize(("actor", "hint"), UNKNOWN_ACTORS)
def test_unknown_actor_is_named(run, built: str, actor: str, hint: str) -> None:
    result = run("export", "--actor", actor, "--store", built)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"irgraph: no actor '{actor}' in store '{built}': {hint}")


def test_missing_query_file_is_named(run, built: str) -> None:
    assert run("query", "none.rq", "--store", built) == (
        1,
        "",
        "irgraph: query file 'none.rq' cannot be read (No such file or directory): check the path\n",
    )


def test_port_in_use_is_told(run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("serve", "--scratch", "--port", port)
    assert result.code == 1
    assert result.err == (
        f"irgraph: cannot listen on 127.0.0.1:{port} (Address already in use): "
        "choose another --host or --port\n"
    )


def test_scratch_store_stays_on_this_machine(run) -> None:
    result = run("serve", "--scratch", "--host", "0.0.0.0")
    told = " ".join(result.err.replace("│", " ").split())
    assert result.code == 2 and "only loopback is served" in told


def test_bad_setting_is_named(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IRGRAPH_MAX_DOCUMENT_BYTES", "many")
    result = run("extract", "-", stdin=GOOD.encode())
    assert (result.code, result.out) == (1, "") and "max_document_bytes" in result.err


def test_unforeseen_error_is_one_line_too(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr("api.ingest.default_extractor", broken)
    result = run("extract", "-", stdin=GOOD.encode())
    assert result == (
        1,
        "",
        "irgraph: unforeseen RuntimeError: no such luck; IRGRAPH_DEBUG=1 shows where, please report it\n",
    )


HEAVY = ["spacy", "rdflib", "pyoxigraph", "fastapi", "networkx", "pydantic"]


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from api.cli.main import main; main(['--help'])\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[3], capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_version_is_that_of_the_package(run) -> None:
    from importlib.metadata import version

    assert run("--version") == (0, f"irgraph {version('irgraph')}\n", "")


def test_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    command = (
        f"{sys.executable} -c 'from api.cli.main import main; raise SystemExit(main([\"--help\"]))' | true"
    )
    done = subprocess.run(["bash", "-c", command], cwd=root, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
