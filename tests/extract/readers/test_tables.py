"""CSV and TSV: headers are the fields of a record, rows the documents."""

from datetime import date

import pytest

from extract.screening import Limits
from ontology.records import Document

WARNED, MET = "Iran warned Iraq.", "Chad met Mali in Geneva."


def test_all_fields_are_read(read) -> None:
    data = (
        "id,date,title,publisher,url,author,text,pages\r\n"
        f'7,2023-03-17,"A, B",Example,http://e.org/7,Jane Doe,"{WARNED}\r\nThe ""ally"" left.",3\r\n'
    )
    assert read("a.csv", data.encode()) == [
        Document(
            "7",
            f'{WARNED}\r\nThe "ally" left.',
            date(2023, 3, 17),
            "A, B",
            "Example",
            "http://e.org/7",
            "Jane Doe",
        )
    ]


TABLES = [
    ("a.csv", f"ID;Text\n1;{WARNED}\n2;{MET}\n"),
    ("a.tsv", f"id\ttext\n1\t{WARNED}\n2\t{MET}\n"),
    ("a.csv", f"id|text|\n1|{WARNED}|\n\n2|{MET}|\n"),
    ("a.csv", f"\ufeff id , text \n1,{WARNED}\n2,{MET}"),
    ("a", f"id,text\n1,{WARNED}\n2,{MET}\n"),
]


@pytest.mark.parametrize(("name", "table"), TABLES)
def test_separator_is_told_by_the_header(told, name: str, table: str) -> None:
    assert told(name, table.encode()) == [f"1: {WARNED}", f"2: {MET}"]


def test_column_can_be_chosen(told) -> None:
    data = f"Nr,Body,text\n1,{WARNED},ignored\n".encode()
    assert told("a.csv", data, columns={"text": "body", "id": "Nr"}) == [f"1: {WARNED}"]


TOO_LARGE = "failure a.csv:2: is larger than 0.002 MB, the most for one document"
NO_DAY = "note a.csv:2: has the date 'someday', which is no day; read without it"
BAD = [
    (b"id,body\n1,x\n", ["failure a.csv: has no column 'text', only 'id', 'body'"]),
    (b"", ["failure a.csv: is empty"]),
    (b"id,text\n", ["failure a.csv: is a table without rows"]),
    (b'id,text\n1,"Iran\n', ["failure a.csv: is no table: unexpected end of data"]),
    (f"id,text\n1,a,b\n2,{MET}\n".encode(), ["failure a.csv:2: has 3 cells under 2 headers", f"2: {MET}"]),
    (f"id,text\n1\n2,{MET}\n".encode(), ["failure a.csv:2: is empty", f"2: {MET}"]),
    (f"id,text\n1,{'x' * 3000}\n2,{MET}".encode(), [TOO_LARGE, f"2: {MET}"]),
    (b"id,text\n1,a\0b\n", ["failure a.csv: is binary, not text"]),
    (f"id,text,date\n2,{MET},someday\n".encode(), [NO_DAY, f"2: {MET}"]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), BAD, ids=lambda value: str(value)[:20])
def test_bad_table_is_named(told, data: bytes, expected: list[str]) -> None:
    assert told("a.csv", data, Limits(max_document_bytes=2000)) == expected


def test_long_article_fits_into_a_cell(read) -> None:
    text = WARNED + " It did so again." * 20_000
    assert [item.text for item in read("a.csv", f"id,text\n1,{text}\n".encode())] == [text]


def test_legacy_encoding_is_guessed_aloud(told) -> None:
    text = "“We warned Iran,” said the naïve envoy at a café in Köln."
    assert told("a.csv", f"id\ttext\n1\t{text}\n".encode("cp1252")) == [
        "note a.csv:2: is not UTF-8; read as cp1252",
        f"1: {text}",
    ]
