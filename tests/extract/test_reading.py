"""Reading: what each kind of input gives, and that a bad one is named and stops nothing."""

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest

from extract.reading import file_id, read_paths
from extract.reports import ReadFailure, ReadNote
from extract.screening import Limits
from ontology.records import Document

ENGLISH = "The United States warned Iran not to attack its neighbours."
OTHER = "Japan and South Korea agreed to resume their regular summits."
FRENCH = "Le président français a rencontré son homologue allemand à Berlin mardi, selon l'Élysée."


def line(text: str = ENGLISH, **fields: object) -> str:
    return json.dumps({"text": text, **fields})


def told(items: object) -> list[str]:
    """Documents by id, failures and notes by name and reason."""
    return [
        f"document {item.id}"
        if isinstance(item, Document)
        else f"{type(item).__name__} {item.name} {item.reason}"
        for item in items  # type: ignore[attr-defined]
    ]


def from_stdin(data: bytes, **options: object) -> list[object]:
    return list(read_paths(["-"], stdin=io.BytesIO(data), **options))  # type: ignore[arg-type]


def test_front_matter_gives_the_fields_and_stays_out_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(
        f'---\ntitle: "EU: a plan"\ndate: 2023-03-17\npublisher: Example\nurl: http://e.org/1\n---\n\n{ENGLISH}\n'
    )
    assert list(read_paths([path])) == [
        Document("report.md", f"{ENGLISH}\n", date(2023, 3, 17), "EU: a plan", "Example", "http://e.org/1")
    ]


def test_text_without_fields_is_all_body(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"---\n{ENGLISH}\n---\n{OTHER}")
    assert list(read_paths([path])) == [Document("report.txt", f"---\n{ENGLISH}\n---\n{OTHER}")]


def test_bytes_of_the_text_are_kept_but_the_mark(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"\xef\xbb\xbf" + f"{ENGLISH}\r\n\r\n  {OTHER}\t".encode())
    assert [item.text for item in read_paths([path])] == [f"{ENGLISH}\r\n\r\n  {OTHER}\t"]


DATES = [
    ("2023-03-17", date(2023, 3, 17)),
    ("2023-03-17T08:00:00Z", date(2023, 3, 17)),
    ("17 March 2023", date(2023, 3, 17)),
    ("March 17, 2023", date(2023, 3, 17)),
    (None, None),
    ("", None),
]


@pytest.mark.parametrize(("written", "expected"), DATES)
def test_date_of_a_record(written: str | None, expected: date | None) -> None:
    items = from_stdin(line(id="a", date=written).encode())
    assert items == [Document("a", ENGLISH, expected)]


@pytest.mark.parametrize("written", ["someday", "2023-02-31", "March 2023", "Thursday", 20230317, ["2023"]])
def test_unknown_date_is_reported_and_the_document_kept(written: object) -> None:
    note, document = from_stdin(line(id="a", date=written).encode())
    assert isinstance(note, ReadNote) and note.name == "standard input:1" and str(written) in note.reason
    assert not note.skipped and document == Document("a", ENGLISH)


def test_option_dates_only_what_has_no_date() -> None:
    data = f"{line(id='a')}\n{line(OTHER, id='b', date='2020-01-02')}".encode()
    dates = [item.date for item in from_stdin(data, date=date(2023, 3, 17))]
    assert dates == [date(2023, 3, 17), date(2020, 1, 2)]


BAD_LINES = [
    ("{bad", "is no valid JSON"),
    ("[" * 20_000, "is no JSON that can be read"),
    ("[1, 2]", "is no JSON object"),
    ('{"id": "x"}', "has no field 'text'"),
    ('{"text": 5}', "'text' is not a string but int"),
    ('{"text": "A.", "title": []}', "'title' is not a string but list"),
    ('{"text": ""}', "is empty"),
    ('{"text": " \\n "}', "is empty"),
    ('{"text": "a\\u0000b"}', "holds zero characters"),
    ('{"text": "A.", "title": "\\ud800"}', "holds half a surrogate pair"),
    ('{"text": "a\\ud800b"}', "holds half a surrogate pair"),
    (line(id="first"), "has the id 'first', which standard input:1 has already"),
    (line("x" * 3000), "is larger than 0.002 MB"),
    ('{"text": "' + "x" * 90_000, "is larger than 0.002 MB"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD_LINES, ids=lambda value: value[:30])
def test_bad_line_is_named_and_the_others_are_read(bad: str, reason: str) -> None:
    data = f"{line(id='first')}\n\n{bad}\n{line(OTHER, id='last')}".encode()
    first, failure, last = from_stdin(data, limits=Limits(max_document_bytes=2000))
    assert (first, last) == (Document("first", ENGLISH), Document("last", OTHER))
    assert isinstance(failure, ReadFailure) and failure.name == "standard input:3"
    assert failure.reason.startswith(reason) and failure.remedy


FILES = [
    ("empty.txt", b"", "ReadFailure", "is empty"),
    ("blank.txt", b" \n\t\n", "ReadFailure", "is empty"),
    ("empty.jsonl", b"\n\n", "ReadFailure", "is empty"),
    ("binary.txt", b"\x7fELF\x00\x01", "ReadFailure", "is binary, not text"),
    ("late.txt", b"a" * 9000 + b"\x00", "ReadFailure", "is binary, not text"),
    ("noise.txt", bytes(range(1, 256)) * 20, "ReadFailure", "is binary, or text in no encoding"),
    ("large.txt", b"word " * 600, "ReadFailure", "is larger than 0.002 MB"),
    ("huge.txt", b"word " * 60_000, "ReadFailure", "is larger than 0.002 MB"),
    ("broken.gz", b"no gzip", "ReadFailure", "is no whole gzip file"),
    ("cut.txt.gz", gzip.compress(ENGLISH.encode() * 50)[:40], "ReadFailure", "is no whole gzip file"),
    ("list.json", b'[\n {"text": "A."}\n]', "ReadFailure", "is JSON, but not JSON Lines"),
    ("header.md", b"---\ntitle: a: b: c\n---\ntext", "ReadFailure", "front matter is no YAML"),
    ("french.txt", FRENCH.encode(), "ReadNote", "is written in 'fr', not in en: skipped"),
]


@pytest.mark.parametrize(("name", "data", "kind", "reason"), FILES, ids=lambda value: str(value)[:12])
def test_bad_file_is_named_and_the_next_is_read(
    tmp_path: Path, name: str, data: bytes, kind: str, reason: str
) -> None:
    bad, good = tmp_path / name, tmp_path / "good.txt"
    bad.write_bytes(data)
    good.write_text(ENGLISH)
    report, document = read_paths([bad, good], limits=Limits(max_document_bytes=2000))
    assert isinstance(report, ReadFailure | ReadNote) and type(report).__name__ == kind
    assert report.name == str(bad) and report.reason.startswith(reason) and report.remedy
    assert document == Document("good.txt", ENGLISH)


def test_missing_file_is_named() -> None:
    assert list(read_paths(["/no/such.txt"])) == [
        ReadFailure("/no/such.txt", "does not exist", "check the path")
    ]


ENCODINGS = [("utf-8", None), ("utf-8-sig", None), ("utf-16", None), ("cp1252", "cp1252")]


@pytest.mark.parametrize(("encoding", "guessed"), ENCODINGS)
def test_encoding_is_told_or_guessed_aloud(tmp_path: Path, encoding: str, guessed: str | None) -> None:
    text = "“We warned Iran,” said the bloc’s naïve envoy — at a café."
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    *notes, document = read_paths([path])
    assert document == Document("a.txt", text)
    assert [note.reason for note in notes] == ([f"is not UTF-8; read as {guessed}"] if guessed else [])


@pytest.mark.parametrize("languages", [(), ("en", "fr")])
def test_other_languages_are_read_when_the_setting_says_so(languages: tuple[str, ...]) -> None:
    assert [item.text for item in from_stdin(FRENCH.encode(), limits=Limits(languages=languages))] == [FRENCH]


@pytest.mark.parametrize("text", ["China condemned Japan.", "Putin Xi Kim", "Iran attacked Israel."])
def test_short_english_is_not_taken_for_another_language(text: str) -> None:
    assert [item.text for item in from_stdin(text.encode())] == [text]


def test_folder_is_read_in_sorted_order_with_its_name_in_the_ids(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    (folder / "b").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text("hidden")
    (folder / "z.txt").write_text(ENGLISH)
    (folder / "b" / "x.md").write_text(OTHER)
    (folder / "a.jsonl.gz").write_bytes(
        gzip.compress(f"{line('Iran attacked Israel.', id='one')}\n{{".encode())
    )
    (folder / "image.png").write_bytes(b"\x89PNG")
    assert told(read_paths([folder])) == [
        f"ReadNote {folder} holds 1 files of other kinds, which are left out",
        "document one",
        f"ReadFailure {folder}/a.jsonl.gz:2 is no valid JSON at column 2: Expecting property name "
        "enclosed in double quotes",
        "document seeds/b/x.md",
        "document seeds/z.txt",
    ]


def test_folder_without_readable_files_is_named(tmp_path: Path) -> None:
    (tmp_path / "image.png").write_bytes(b"\x89PNG")
    assert told(read_paths([tmp_path])) == [f"ReadFailure {tmp_path} is a folder without readable files"]


IDS = [
    ("seeds/x.md", "seeds/x.md"),
    ("./seeds/x.md", "seeds/x.md"),
    ("../seeds/x.md", "seeds/x.md"),
    ("x.md", "x.md"),
    ("../x.md", "x.md"),
    ("/home/me/x.md", "x.md"),
]


@pytest.mark.parametrize(("path", "expected"), IDS)
def test_id_of_a_file_is_the_same_on_every_machine(path: str, expected: str) -> None:
    assert file_id(path) == expected


def test_text_on_standard_input_gets_the_id_of_its_content() -> None:
    assert from_stdin(ENGLISH.encode()) == [Document("sha256-dea292e3253f7dbc", ENGLISH)]


def test_record_without_id_gets_the_id_of_its_content_and_a_number_is_an_id() -> None:
    assert told(from_stdin(f"{line()}\n{line(OTHER, id=7)}".encode())) == [
        "document sha256-dea292e3253f7dbc",
        "document 7",
    ]


@pytest.mark.parametrize(
    "text", ["{France is ready to warn Iran about its plans.", "[Reuters] Iran warned Iraq again."]
)
def test_text_that_opens_like_json_is_text(text: str) -> None:
    assert [item.text for item in from_stdin(text.encode())] == [text]


def test_lines_are_read_one_at_a_time() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            data = (line() + "\n").encode()[: len(buffer)]
            buffer[: len(data)] = data
            return len(data)

    items = read_paths(["-"], stdin=Endless())  # type: ignore[arg-type]
    assert next(items) == Document("sha256-dea292e3253f7dbc", ENGLISH)
