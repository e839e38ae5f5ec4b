"""Plain text and Markdown: one document, whose front matter gives its fields."""

from __future__ import annotations

from collections.abc import Iterator

from extract.decoding import UndecodableError, decode
from extract.readers.base import FIELDS_LENGTH, Named, Options, Problem, Source, binary
from extract.records_in import RecordError, from_text
from extract.reports import ReadFailure
from extract.screening import too_large


def read_text(source: Source, options: Options) -> Iterator[Problem | Named]:
    """One document a file."""
    yield _read(source, options)


def _read(source: Source, options: Options) -> Problem | Named:
    limit = options.limits.max_document_bytes + FIELDS_LENGTH
    data = source.handle.read(limit)
    if len(data) == limit:
        return too_large(source.name, options.limits.max_document_bytes)
    try:
        decoded = decode(data, source.charset)
        made = from_text(decoded.text, source.id, options.date, source.known)
        return Named(source.name, made, decoded.guessed)
    except UndecodableError as error:
        return binary(source.name, str(error))
    except RecordError as error:
        return ReadFailure(source.name, str(error), "put quotes around values that hold a colon")
