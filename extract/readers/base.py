"""What every reader is given and gives: an open source, options, and documents or reports in order."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from extract.decoding import Decoded, UndecodableError, decode
from extract.records_in import Made, RecordError, from_record
from extract.reports import ReadFailure, ReadNote
from extract.screening import Limits, too_large

Problem = ReadFailure | ReadNote
FIELDS_LENGTH = 65_536  # what title, address and the like may take beside the text, in bytes
HEAD = 4096


class Handle(Protocol):
    """What buffered files and gzip files have in common."""

    def peek(self, size: int, /) -> bytes: ...
    def read(self, size: int, /) -> bytes: ...
    def readline(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Source:
    """One open input.

    `name` is for people, `id` is what a single text in it gets, `ending` is that of its name. `known`
    are fields of the document that are known from elsewhere (a feed's entry, the address it came from)
    and win over what the input says of itself; `charset` is what a server said of the encoding, `packed`
    the size in bytes of the gzip file that it comes out of.
    """

    name: str
    id: str | None
    handle: Handle
    ending: str
    known: Mapping[str, str] = field(default_factory=dict)
    charset: str | None = None
    packed: int | None = None

    def head(self) -> bytes:
        """The first bytes, which stay to be read."""
        return self.handle.peek(HEAD)[:HEAD]


@dataclass(frozen=True, slots=True)
class Options:
    """What the user chose: the day of texts that give none, limits, and headers that stand for fields."""

    date: datetime.date | None = None
    limits: Limits = field(default_factory=Limits)
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Named:
    """A document with the name of the place it was read from."""

    name: str
    made: Made
    guessed: str | None = None


class Reader(Protocol):
    """One format: all that a source holds, in its order. A fault is given, never raised."""

    def __call__(self, source: Source, options: Options, /) -> Iterator[Problem | Named]: ...


class UnreadableError(ValueError):
    """A source that a reader cannot use: what is wrong, and what to do."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.remedy = remedy

    def report(self, name: str) -> ReadFailure:
        return ReadFailure(name, str(self), self.remedy)


def read_whole(source: Source, limit: int) -> bytes:
    """All bytes of a source that must lie in memory at once.

    Raises:
        UnreadableError: they are more than `limit`.
    """
    data = source.handle.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(
            f"is larger than {limit / 1e6:g} MB, the most for one file",
            "split it, or raise IRGRAPH_MAX_FILE_BYTES",
        )
    return data


def decoded(data: bytes, declared: str | None = None) -> Decoded:
    """The text of bytes.

    Raises:
        UnreadableError: they are none.
    """
    try:
        return decode(data, declared)
    except UndecodableError as error:
        raise UnreadableError(str(error), BINARY_REMEDY) from error


BINARY_REMEDY = "give plain text in UTF-8; the formats that are read are listed in docs/sources.md"


def binary(name: str, reason: str) -> ReadFailure:
    return ReadFailure(name, reason, BINARY_REMEDY)


def document(
    name: str,
    record: Mapping[str, object],
    options: Options,
    *,
    known: Mapping[str, str] = MappingProxyType({}),
    guessed: str | None = None,
) -> Problem | Named:
    """The document of a record that a reader made; what is known from elsewhere wins, empty fields go."""
    text = record.get("text")
    if isinstance(text, str) and len(text) > options.limits.max_document_bytes:
        return too_large(name, options.limits.max_document_bytes)
    given = {key: value for key, value in {**record, **known}.items() if value or key == "text"}
    try:
        return Named(name, from_record(given, options.date), guessed)
    except RecordError as error:
        return ReadFailure(name, str(error), "correct the field")
