"""RSS and Atom: what a feed says of its entries, and entries as documents."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from xml.sax import SAXParseException

import feedparser  # type: ignore[import-untyped]  # ships no types

from extract.readers.base import Named, Options, Problem, Source, UnreadableError, document, read_whole
from extract.readers.scraps import plain_text
from extract.reports import ReadFailure, ReadNote

_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<\?[^>]*\?>\s*)*<(?:rss|feed|rdf:RDF)\b",
    re.DOTALL,
)
_NO_FEED = "is no RSS or Atom feed"
_NO_FEED_REMEDY = "look for the feed's own address on the site"
CUT = ("is not well-formed XML; read as far as it makes sense", "tell its publisher")
_NO_TEXT_REMEDY = "read it by its address, which fetches the articles: --allow-network"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `id` is its address, else the id that the feed gives; `text` is what the feed holds of it.

    `revision` changes whenever the feed says something else of the entry.
    """

    id: str
    url: str
    title: str
    date: date | None
    author: str
    text: str
    revision: str

    def known(self, publisher: str) -> dict[str, str]:
        """What the feed knows of the article that the entry leads to."""
        day = self.date.isoformat() if self.date else ""
        fields = {"title": self.title, "date": day, "author": self.author, "publisher": publisher}
        return {key: value for key, value in fields.items() if value}


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's title and entries in its order; `is_cut` where its XML is broken."""

    title: str
    entries: tuple[Entry, ...]
    is_cut: bool


def looks_like_feed(head: bytes) -> bool:
    return bool(_ROOT.match(head))


def parse_feed(data: bytes, url: str | None = None) -> Feed:
    """The feed in the bytes; relative links count from `url`.

    Raises:
        UnreadableError: they hold none.
    """
    headers = {"content-location": url} if url else {}
    # A stream, because what is given as bytes might be taken for the name of a file.
    try:
        found = feedparser.parse(io.BytesIO(data), response_headers=headers)
    except (ValueError, LookupError, TypeError, AttributeError) as error:  # it trusts the encoding it is told
        raise UnreadableError(_NO_FEED, _NO_FEED_REMEDY) from error
    if not found.get("version"):
        raise UnreadableError(_NO_FEED, _NO_FEED_REMEDY)
    entries = {entry.id: entry for entry in map(_entry, reversed(found.entries))}
    is_cut = isinstance(found.get("bozo_exception"), SAXParseException)
    return Feed(_line(found.feed.get("title")), tuple(reversed(entries.values())), is_cut)


def read_feed(source: Source, options: Options) -> Iterator[Problem | Named]:
    """One document an entry, with the text that the feed itself holds of it."""
    try:
        data = read_whole(source, options.limits.max_file_bytes)
        feed = parse_feed(data, source.known.get("url"))
    except UnreadableError as error:
        yield error.report(source.name)
        return
    if feed.is_cut:
        yield ReadNote(source.name, *CUT)
    if not feed.entries:
        yield ReadNote(source.name, "is a feed without entries", "look at it again later", skipped=True)
    publisher = source.known.get("publisher", feed.title)
    for entry in feed.entries:
        yield entry_document(f"{source.name}: {entry.id}", entry, publisher, options)


def entry_document(name: str, entry: Entry, publisher: str, options: Options) -> Problem | Named:
    """The document of what the feed itself holds of an entry."""
    if not entry.text:
        return ReadFailure(name, "has no text in the feed", _NO_TEXT_REMEDY)
    record = {"id": entry.id, "text": entry.text, "url": entry.url}
    return document(name, record, options, known=entry.known(publisher))


def _entry(found: Mapping[str, Any]) -> Entry:
    link = str(found.get("link") or "").strip()
    url = link if urlsplit(link).scheme in ("http", "https") else ""
    written = [str(part.get("value", "")) for part in found.get("content", ())] or [
        str(found.get("summary") or "")
    ]
    title, text = _line(found.get("title")), "\n\n".join(plain_text(part) for part in written).strip()
    digest = hashlib.sha256("\x1f".join((title, text, str(found.get("updated")))).encode(errors="replace"))
    revision = digest.hexdigest()[:16]
    identifier = url or str(found.get("id") or "") or f"entry-{revision}"
    return Entry(identifier, url, title, _day(found), _line(found.get("author")), text, revision)


def _line(value: object) -> str:
    """Text that may hold mark-up, on one line."""
    return " ".join(plain_text(str(value)).split()) if value else ""


def _day(found: Mapping[str, Any]) -> date | None:
    """The day, in UTC, on which the entry was published, or else last changed."""
    parsed = found.get("published_parsed") or found.get("updated_parsed")
    try:
        return date(*parsed[:3]) if parsed else None
    except ValueError:
        return None
