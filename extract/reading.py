"""Reading: files, folders and standard input to documents. What cannot be read is reported, never dropped.

Text files (.txt, .md; an optional front matter gives title, date, publisher, url) are one document each;
JSON Lines (.jsonl, .ndjson) hold one a line and are streamed, so that they may be of any size. Both may be
gzipped. Other names given on their own are told apart by their first line.
"""

from __future__ import annotations

import datetime
import gzip
import io
import json
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO, Protocol, cast

from extract.decoding import UndecodableError, decode, looks_binary
from extract.records_in import Made, RecordError, from_record, from_text
from extract.reports import ReadFailure, ReadNote
from extract.screening import Limits, screen, too_large
from ontology.records import Document

ReadItem = Document | ReadFailure | ReadNote
_Problem = ReadFailure | ReadNote

STDIN = "-"
_STDIN_NAME = "standard input"
_TEXT, _LINES = (".txt", ".md"), (".jsonl", ".ndjson")
_ENDINGS = "irgraph reads .txt, .md, .jsonl and .ndjson files, also with .gz"
_JSON_LINES = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{[ \t]*"')
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"')
_ESCAPED_LENGTH = 6  # "\u00e9" in JSON is one character
_FIELDS_LENGTH = 65_536
_HEAD = 4096


class _Handle(Protocol):
    """What buffered files and gzip files have in common."""

    def peek(self, size: int, /) -> bytes: ...
    def read(self, size: int, /) -> bytes: ...
    def readline(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class _Source:
    """One open input: the name for people, the id its text gets, and the endings of its name."""

    name: str
    id: str | None
    handle: _Handle
    ending: str


@dataclass(frozen=True, slots=True)
class _Named:
    """A document with the name of the place it was read from."""

    name: str
    made: Made
    guessed: str | None = None


def read_paths(
    paths: Sequence[str | Path],
    *,
    date: datetime.date | None = None,
    stdin: BinaryIO | None = None,
    limits: Limits | None = None,
) -> Iterator[ReadItem]:
    """Every document of the paths in order, with a failure or a note for what else was met.

    Args:
        paths: files, folders (searched in sorted order) or "-" for standard input.
        date: the day of publication for documents that give none.
        stdin: what "-" reads.
        limits: sizes and languages; the defaults when None.
    """
    limits = limits or Limits()
    seen: dict[str, str] = {}
    for path in paths:
        for item in _read(path, date, stdin, limits):
            if isinstance(item, _Named):
                yield from _accept(item, limits, seen)
            else:
                yield item


def _accept(item: _Named, limits: Limits, seen: dict[str, str]) -> Iterator[ReadItem]:
    """The document if nothing speaks against it, after the notes about it."""
    name, document = item.name, item.made.document
    if problem := screen(document, name, limits):
        yield problem
        return
    if document.id in seen:
        reason = f"has the id {document.id!r}, which {seen[document.id]} has already"
        yield ReadFailure(name, reason, "give each document an id of its own")
        return
    seen[document.id] = name
    if item.guessed:
        yield ReadNote(
            name, f"is not UTF-8; read as {item.guessed}", "convert it to UTF-8 if characters look wrong"
        )
    if item.made.unread_date:
        reason = f"has the date {item.made.unread_date!r}, which is no day; read without it"
        yield ReadNote(name, reason, "write dates as YYYY-MM-DD, or relative dates stay unknown")
    yield document


def _read(
    path: str | Path, date: datetime.date | None, stdin: BinaryIO | None, limits: Limits
) -> Iterator[_Problem | _Named]:
    if str(path) == STDIN:
        handle = io.BufferedReader(cast("io.RawIOBase", stdin if stdin is not None else io.BytesIO()))
        yield from _read_source(_Source(_STDIN_NAME, None, handle, ""), date, limits)
    elif Path(path).is_dir():
        yield from _read_folder(Path(path), date, limits)
    else:
        yield from _read_file(Path(path), file_id(path), date, limits)


def file_id(path: str | Path) -> str:
    """The id of a file given on its own: folder and name of a relative path, the name of an absolute one.

    So `seeds/x.md` is the same document whether the file or the folder `seeds` is given.
    """
    pure = PurePath(path)
    folder = pure.parent.name
    return f"{folder}/{pure.name}" if folder not in ("", "..") and not pure.is_absolute() else pure.name


def _ending(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return "".join(suffixes[-1:]) if suffixes[-1:] != [".gz"] else "".join(suffixes[-2:-1])


def _read_folder(folder: Path, date: datetime.date | None, limits: Limits) -> Iterator[_Problem | _Named]:
    problems: list[OSError] = []
    files = sorted(_files(folder, problems), key=lambda path: path.relative_to(folder).as_posix())
    readable = [path for path in files if _ending(path) in _TEXT + _LINES]
    yield from (_unreadable(str(error.filename), error) for error in problems)
    if not readable:
        yield ReadFailure(str(folder), "is a folder without readable files", _ENDINGS)
    elif left := len(files) - len(readable):
        yield ReadNote(str(folder), f"holds {left} files of other kinds, which are left out", _ENDINGS)
    root = folder.resolve().name
    for path in readable:
        yield from _read_file(path, f"{root}/{path.relative_to(folder).as_posix()}", date, limits)


def _files(folder: Path, problems: list[OSError]) -> Iterator[Path]:
    """All files under a folder but the hidden ones; folders that cannot be listed go to `problems`."""
    for root, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(root, name) for name in names if not name.startswith("."))


def _unreadable(name: str, error: Exception) -> ReadFailure:
    if isinstance(error, FileNotFoundError):
        return ReadFailure(name, "does not exist", "check the path")
    if isinstance(error, PermissionError):
        return ReadFailure(name, "may not be read", "give yourself the right to read it: chmod +r")
    if isinstance(error, (gzip.BadGzipFile, EOFError, zlib.error)):
        return ReadFailure(name, "is no whole gzip file", "compress it again, or give it unpacked")
    return ReadFailure(name, f"cannot be read: {getattr(error, 'strerror', None) or error}", "check the file")


def _read_file(
    path: Path, identifier: str, date: datetime.date | None, limits: Limits
) -> Iterator[_Problem | _Named]:
    try:
        packed = path.suffix.lower() == ".gz"
        with gzip.open(path) if packed else path.open("rb") as handle:
            yield from _read_source(_Source(str(path), identifier, handle, _ending(path)), date, limits)
    except (OSError, EOFError, zlib.error) as error:
        yield _unreadable(str(path), error)


def _read_source(source: _Source, date: datetime.date | None, limits: Limits) -> Iterator[_Problem | _Named]:
    head = source.handle.peek(_HEAD)[:_HEAD]
    if looks_binary(head):
        yield _binary(source.name, "is binary, not text")
    elif source.ending in _LINES or (source.ending not in _TEXT and _JSON_LINES.match(head)):
        yield from _read_lines(source, date, limits)
    elif source.ending not in _TEXT and _JSON.match(head):
        yield ReadFailure(
            source.name, "is JSON, but not JSON Lines", "write one object a line: jq -c '.[]' FILE"
        )
    else:
        yield _read_text(source, date, limits)


def _binary(name: str, reason: str) -> ReadFailure:
    return ReadFailure(name, reason, "give plain text in UTF-8; take the text out of PDF or Word files first")


def _read_text(source: _Source, date: datetime.date | None, limits: Limits) -> _Problem | _Named:
    data = source.handle.read(limits.max_document_bytes + _FIELDS_LENGTH)
    if len(data) == limits.max_document_bytes + _FIELDS_LENGTH:
        return too_large(source.name, limits.max_document_bytes)
    try:
        decoded = decode(data)
        return _Named(source.name, from_text(decoded.text, source.id, date), decoded.guessed)
    except UndecodableError as error:
        return _binary(source.name, str(error))
    except RecordError as error:
        return ReadFailure(source.name, str(error), "put quotes around values that hold a colon")


def _read_lines(source: _Source, date: datetime.date | None, limits: Limits) -> Iterator[_Problem | _Named]:
    empty = True
    for number, line in _lines(source.handle, _ESCAPED_LENGTH * limits.max_document_bytes + _FIELDS_LENGTH):
        name = f"{source.name}:{number}"
        empty = False
        yield too_large(name, limits.max_document_bytes) if line is None else _read_record(name, line, date)
    if empty:
        yield ReadFailure(source.name, "is empty", "give one JSON object a line")


def _lines(handle: _Handle, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank with their numbers; None for one longer than the limit."""
    number, skipping = 0, False
    for piece in iter(lambda: handle.readline(limit), b""):
        ended = piece.endswith(b"\n")
        if not skipping:
            number += 1
            if not ended and len(piece) == limit:
                yield number, None
            elif piece.strip():
                yield number, piece
        skipping = not ended and (skipping or len(piece) == limit)


def _read_record(name: str, line: bytes, date: datetime.date | None) -> _Problem | _Named:
    try:
        decoded = decode(line)
        return _Named(name, from_record(json.loads(decoded.text), date), decoded.guessed)
    except UndecodableError as error:
        return _binary(name, str(error))
    except RecordError as error:
        return ReadFailure(name, str(error), 'write {"id": …, "text": …, "date": "YYYY-MM-DD", …}')
    except json.JSONDecodeError as error:
        reason = f"is no valid JSON at column {error.colno}: {error.msg}"
        return ReadFailure(name, reason, "write one JSON object a line")
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets nested thousands deep
        return ReadFailure(name, "is no JSON that can be read", "write one JSON object a line")
