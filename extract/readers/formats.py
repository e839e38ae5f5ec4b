"""Formats: which reader a source gets, by the ending of its name, or by its first bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from types import MappingProxyType

from extract.decoding import looks_binary
from extract.readers.archives import looks_like_tar, looks_like_zip, read_tar, read_zip
from extract.readers.base import Named, Options, Problem, Reader, Source, binary
from extract.readers.feeds import looks_like_feed, read_feed
from extract.readers.letters import looks_like_mail, looks_like_mbox, read_mail, read_mbox
from extract.readers.lines import read_lines
from extract.readers.tables import looks_like_table, read_table
from extract.readers.texts import read_text
from extract.reports import ReadFailure


def _read_html(source: Source, options: Options) -> Iterator[Problem | Named]:
    from extract.readers.markup import read_html  # its library takes half a second to load

    return read_html(source, options)


def _read_pdf(source: Source, options: Options) -> Iterator[Problem | Named]:
    from extract.readers.portable import read_pdf  # likewise

    return read_pdf(source, options)


READERS: Mapping[str, Reader] = MappingProxyType({
    ".txt": read_text,
    ".md": read_text,
    ".markdown": read_text,
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".csv": read_table,
    ".tsv": read_table,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".pdf": _read_pdf,
    ".eml": read_mail,
    ".mbox": read_mbox,
    ".rss": read_feed,
    ".atom": read_feed,
})  # fmt: skip
_ARCHIVES = MappingProxyType({".zip": read_zip, ".tar": read_tar, ".tgz": read_tar})
_GZIPPED = (".gz", ".tgz")
_NESTED = (*_ARCHIVES, ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar")

_JSON_LINES = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{[ \t]*"')
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"')
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b")
_GZIP_MAGIC = b"\x1f\x8b"
_PDF_WITHIN = 1024


def ending(path: PurePath) -> str:
    """The ending that tells the format: ".jsonl" of "a.jsonl.gz", ".tar" of "a.tar.gz"."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return "".join(suffixes[-1:] if suffixes[-1:] != [".gz"] else suffixes[-2:-1])


def is_gzipped(path: PurePath) -> bool:
    return path.suffix.lower() in _GZIPPED


def is_readable(path: PurePath) -> bool:
    """Whether a file in a folder has a name that is read."""
    return ending(path) in READERS or ending(path) in _ARCHIVES


def formats() -> str:
    """The endings that are read, for people."""
    return ", ".join((*READERS, *_ARCHIVES))


def read_source(source: Source, options: Options) -> Iterator[Problem | Named]:
    """All that a source holds, by the reader of its format."""
    head = source.head()
    is_known = source.ending in READERS
    if source.ending == ".zip" or (not is_known and looks_like_zip(head)):
        yield from read_zip(source, options, _read_member, _is_member)
    elif source.ending in (".tar", ".tgz") or (not is_known and looks_like_tar(head)):
        yield from read_tar(source, options, _read_member, _is_member)
    else:
        yield from _read_single(source, head, options)


def _is_member(name: str) -> bool:
    """Whether a member of an archive is opened, be it only to be refused."""
    return PurePath(name).suffix.lower() in (*READERS, *_NESTED)


def _read_member(source: Source, options: Options) -> Iterator[Problem | Named]:
    head = source.head()
    if (
        source.ending in _NESTED
        or looks_like_zip(head)
        or looks_like_tar(head)
        or head.startswith(_GZIP_MAGIC)
    ):
        yield ReadFailure(source.name, "is packed inside an archive", "unpack the outer archive first")
    else:
        yield from _read_single(source, head, options)


def _read_single(source: Source, head: bytes, options: Options) -> Iterator[Problem | Named]:
    reader = READERS.get(source.ending) or _sniffed(head)
    if reader is not _read_pdf and looks_binary(head):
        yield binary(source.name, "is binary, not text")
    elif source.ending not in READERS and reader is read_text and (fault := _fault(head)):
        yield ReadFailure(source.name, *fault)
    else:
        yield from reader(source, options)


# The first that fits is taken: a feed and a page both are XML, and a table's header may look like prose.
_SIGNS: tuple[tuple[Callable[[bytes], object], Reader], ...] = (
    (lambda head: b"%PDF-" in head[:_PDF_WITHIN], _read_pdf),
    (looks_like_feed, read_feed),
    (_HTML.match, _read_html),
    (looks_like_mbox, read_mbox),
    (looks_like_mail, read_mail),
    (_JSON_LINES.match, read_lines),
    (looks_like_table, read_table),
)


def _sniffed(head: bytes) -> Reader:
    return next((reader for fits, reader in _SIGNS if fits(head)), read_text)


def _fault(head: bytes) -> tuple[str, str] | None:
    """What text that is meant for programs is, with the remedy."""
    if _JSON.match(head):
        return "is JSON, but not JSON Lines", "write one object a line: jq -c '.[]' FILE"
    if _XML.match(head):
        return "is XML, but neither a feed nor a page", "take the text out of it"
    return None
