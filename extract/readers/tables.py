"""CSV and TSV: one document a row, whose header names the fields as JSON Lines does; streamed."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping

from extract.decoding import UndecodableError, decode
from extract.readers.base import FIELDS_LENGTH, Named, Options, Problem, Source, binary
from extract.records_in import FIELDS, RecordError, from_record
from extract.reports import ReadFailure
from extract.screening import too_large

_DELIMITERS = (",", "\t", ";", "|")
_TEXT = "text"
_REMEDY = "name one column 'text', or say which one holds it: --column text=HEADER"


def read_table(source: Source, options: Options) -> Iterator[Problem | Named]:
    """One document a row that is not blank, named by the line on which the row ends."""
    limit = options.limits.max_document_bytes + FIELDS_LENGTH
    # The default of 131,072 characters a cell is less than a long article has; it can only be set for all.
    csv.field_size_limit(max(csv.field_size_limit(), limit))
    try:
        yield from _read(source, options, _Rows(source, limit))
    except UndecodableError as error:
        yield binary(source.name, str(error))
    except csv.Error as error:
        yield ReadFailure(source.name, f"is no table: {error}", "close every quotation mark")


def looks_like_table(head: bytes) -> bool:
    """Whether the first line is a header with the column `text` and another one that is known."""
    line = head.splitlines()[0].decode("utf-8-sig", errors="replace") if head.strip() else ""
    return any(_is_header(line.split(mark)) for mark in _DELIMITERS)


def _is_header(cells: list[str]) -> bool:
    named = {cell.strip().strip('"').lower() for cell in cells}
    return _TEXT in named and len(named & set(FIELDS)) > 1


class _Rows:
    """The decoded lines of a source, for `csv`; remembers the encoding that was guessed."""

    def __init__(self, source: Source, limit: int) -> None:
        self._source = source
        self._limit = limit
        self._held: list[str] = []
        self.guessed: str | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._held:
            return self._held.pop()
        line = self._source.handle.readline(self._limit)
        if not line:
            raise StopIteration
        decoded = decode(line, self._source.charset)
        self.guessed = decoded.guessed or self.guessed
        return decoded.text

    def put_back(self, line: str) -> None:
        self._held.append(line)


def _read(source: Source, options: Options, rows: _Rows) -> Iterator[Problem | Named]:
    header = next(rows, None)
    if header is None or not header.strip():
        yield ReadFailure(source.name, "is empty", "give a header and one document a row")
        return
    rows.put_back(header)
    reader = csv.reader(rows, delimiter=_delimiter(header, source.ending, options.columns), strict=True)
    names = _fields(next(reader), options.columns)
    if _TEXT not in names:
        found = ", ".join(repr(name) for name in names)
        yield ReadFailure(source.name, f"has no column 'text', only {found}", _REMEDY)
        return
    is_empty = True
    for row in reader:
        if not any(cell.strip() for cell in row):
            continue
        is_empty = False
        yield _row(f"{source.name}:{reader.line_num}", names, row, options, rows)
    if is_empty:
        yield ReadFailure(source.name, "is a table without rows", "give one document a row")


def _delimiter(header: str, ending: str, columns: Mapping[str, str]) -> str:
    """A tab for .tsv; else the mark that makes `text` a column of its own, or the commonest one."""
    if ending == ".tsv":
        return "\t"
    for mark in _DELIMITERS:
        if _TEXT in _fields(next(csv.reader([header], delimiter=mark)), columns):
            return mark
    return max(_DELIMITERS, key=header.count)


def _fields(header: list[str], columns: Mapping[str, str]) -> list[str]:
    """The fields that the columns hold, by their header or by the user's word."""
    chosen = {given.strip().lower(): name for name, given in columns.items()}
    stripped = [cell.strip().lower() for cell in header]
    return [chosen.get(cell, "" if cell in chosen.values() else cell) for cell in stripped]


def _row(name: str, names: list[str], row: list[str], options: Options, rows: _Rows) -> Problem | Named:
    if len(row) > len(names):
        reason = f"has {len(row)} cells under {len(names)} headers"
        return ReadFailure(name, reason, "put quotes around cells that hold the separator")
    cells = dict(zip(names, row, strict=False))
    if len(cells.get(_TEXT, "")) > options.limits.max_document_bytes:
        return too_large(name, options.limits.max_document_bytes)
    try:
        known = {key: cells[key] for key in FIELDS if key in cells}
        return Named(name, from_record({_TEXT: "", **known}, options.date), rows.guessed)
    except RecordError as error:
        return ReadFailure(name, str(error), _REMEDY)
