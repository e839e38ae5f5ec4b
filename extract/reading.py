"""Reading: files, folders and standard input to documents. What cannot be read is reported, never dropped.

A folder is searched in sorted order. Files are told apart by the endings of their names, others given on
their own by their first bytes (`extract.readers.formats` is the table); any of them may be gzipped.
Addresses are read by whoever may use the network: extraction never does.
"""

from __future__ import annotations

import datetime
import gzip
import io
import os
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from extract.readers.base import Named, Options, Problem, Source
from extract.readers.formats import ending, formats, is_gzipped, is_readable, read_source
from extract.reports import ReadFailure, ReadNote
from extract.screening import Limits, screen
from ontology.records import Document

ReadItem = Document | ReadFailure | ReadNote
Fetch = Callable[[str, Options], Iterator[Problem | Named]]

STDIN = "-"
_STDIN_NAME = "standard input"
_ENDINGS = f"irgraph reads {formats()} files, also with .gz"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def read_paths(
    paths: Sequence[str | Path],
    *,
    date: datetime.date | None = None,
    stdin: BinaryIO | None = None,
    limits: Limits | None = None,
    columns: Mapping[str, str] | None = None,
    fetch: Fetch | None = None,
) -> Iterator[ReadItem]:
    """Every document of the paths in order, with a failure or a note for what else was met.

    Args:
        paths: files, folders (searched in sorted order), addresses or "-" for standard input.
        date: the day of publication for documents that give none.
        stdin: what "-" reads.
        limits: sizes and languages; the defaults when None.
        columns: headers of tables that stand for the fields of a record: {"text": "Body"}.
        fetch: reads an address; without it they are refused.
    """
    options = Options(date, limits or Limits(), columns or {})
    admission = Admission(options.limits)
    for path in paths:
        for item in _read(path, stdin, options, fetch):
            yield from admission.admit(item)


@dataclass(slots=True)
class Admission:
    """Lets documents through against which nothing speaks, each id once."""

    limits: Limits
    _seen: dict[str, str] = field(default_factory=dict)

    def admit(self, item: Problem | Named) -> Iterator[ReadItem]:
        """A report as it is; a document after the notes about it, or the fault that keeps it out."""
        if not isinstance(item, Named):
            yield item
            return
        name, document = item.name, item.made.document
        if problem := screen(document, name, self.limits):
            yield problem
        elif document.id in self._seen:
            reason = f"has the id {document.id!r}, which {self._seen[document.id]} has already"
            yield ReadFailure(name, reason, "give each document an id of its own")
        else:
            self._seen[document.id] = name
            yield from _notes(item)
            yield document


def _notes(item: Named) -> Iterator[ReadNote]:
    if item.guessed:
        reason = f"is not UTF-8; read as {item.guessed}"
        yield ReadNote(item.name, reason, "convert it to UTF-8 if characters look wrong")
    if item.made.unread_date:
        reason = f"has the date {item.made.unread_date!r}, which is no day; read without it"
        yield ReadNote(item.name, reason, "write dates as YYYY-MM-DD, or relative dates stay unknown")


def _read(
    path: str | Path, stdin: BinaryIO | None, options: Options, fetch: Fetch | None
) -> Iterator[Problem | Named]:
    if str(path) == STDIN:
        handle = io.BufferedReader(cast("io.RawIOBase", stdin if stdin is not None else io.BytesIO()))
        yield from read_source(Source(_STDIN_NAME, None, handle, ""), options)
    elif isinstance(path, str) and _ADDRESS.match(path):
        yield from fetch(path, options) if fetch else (_no_network(path),)
    elif Path(path).is_dir():
        yield from _read_folder(Path(path), options)
    else:
        yield from _read_file(Path(path), file_id(path), options)


def _no_network(address: str) -> ReadFailure:
    return ReadFailure(address, "is an address, and the network is off", "allow it with --allow-network")


def file_id(path: str | Path) -> str:
    """The id of a file given on its own: folder and name of a relative path, the name of an absolute one.

    So `seeds/x.md` is the same document whether the file or the folder `seeds` is given.
    """
    pure = PurePath(path)
    folder = pure.parent.name
    return f"{folder}/{pure.name}" if folder not in ("", "..") and not pure.is_absolute() else pure.name


def _read_folder(folder: Path, options: Options) -> Iterator[Problem | Named]:
    problems: list[OSError] = []
    files = sorted(_files(folder, problems), key=lambda path: path.relative_to(folder).as_posix())
    readable = [path for path in files if is_readable(path)]
    yield from (_unreadable(str(error.filename), error) for error in problems)
    if not readable:
        yield ReadFailure(str(folder), "is a folder without readable files", _ENDINGS)
    elif left := len(files) - len(readable):
        yield ReadNote(str(folder), f"holds {left} files of other kinds, which are left out", _ENDINGS)
    root = folder.resolve().name
    for path in readable:
        yield from _read_file(path, f"{root}/{path.relative_to(folder).as_posix()}", options)


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


def _read_file(path: Path, identifier: str, options: Options) -> Iterator[Problem | Named]:
    try:
        packed = path.stat().st_size if is_gzipped(path) else None
        with path.open("rb") if packed is None else gzip.open(path) as handle:
            yield from read_source(
                Source(str(path), identifier, handle, ending(path), packed=packed), options
            )
    except (OSError, EOFError, zlib.error) as error:
        yield _unreadable(str(path), error)
