"""JSON Lines: one document a line, streamed, so that a file may be of any size."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator

from extract.decoding import UndecodableError, decode
from extract.readers.base import FIELDS_LENGTH, Handle, Named, Options, Problem, Source, binary
from extract.records_in import RecordError, from_record
from extract.reports import ReadFailure
from extract.screening import too_large

_ESCAPED_LENGTH = 6  # "\u00e9" in JSON is one character


def read_lines(source: Source, options: Options) -> Iterator[Problem | Named]:
    """One document a line that is not blank."""
    limit, empty = options.limits.max_document_bytes, True
    for number, line in _lines(source.handle, _ESCAPED_LENGTH * limit + FIELDS_LENGTH):
        name = f"{source.name}:{number}"
        empty = False
        yield too_large(name, limit) if line is None else _read_record(name, line, options.date)
    if empty:
        yield ReadFailure(source.name, "is empty", "give one JSON object a line")


def _lines(handle: Handle, limit: int) -> Iterator[tuple[int, bytes | None]]:
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


def _read_record(name: str, line: bytes, date: datetime.date | None) -> Problem | Named:
    try:
        decoded = decode(line)
        return Named(name, from_record(json.loads(decoded.text), date), decoded.guessed)
    except UndecodableError as error:
        return binary(name, str(error))
    except RecordError as error:
        return ReadFailure(name, str(error), 'write {"id": …, "text": …, "date": "YYYY-MM-DD", …}')
    except json.JSONDecodeError as error:
        reason = f"is no valid JSON at column {error.colno}: {error.msg}"
        return ReadFailure(name, reason, "write one JSON object a line")
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets nested thousands deep
        return ReadFailure(name, "is no JSON that can be read", "write one JSON object a line")
