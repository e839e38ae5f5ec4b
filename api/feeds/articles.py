"""Articles: what was fetched from an address, as documents; the articles behind the entries of a feed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from email.message import Message
from types import MappingProxyType
from typing import cast

from api.feeds.addresses import FetchError
from api.feeds.fetching import Fetched, Fetcher
from extract.readers.base import HEAD, Named, Options, Problem, Source, UnreadableError
from extract.readers.feeds import Entry, entry_document, looks_like_feed, parse_feed
from extract.readers.formats import read_source
from extract.reading import Fetch
from extract.reports import ReadFailure, ReadNote

_PAGES = {"text/html": ".html", "application/xhtml+xml": ".xhtml"}  # all else is told by its first bytes
_NOTHING: Mapping[str, str] = MappingProxyType({})


def address_reader(fetcher: Fetcher) -> Fetch:
    """What `read_paths` reads addresses with: a page is an article, a feed all that its entries lead to."""

    def read(address: str, options: Options) -> Iterator[Problem | Named]:
        try:
            fetched = fetcher.get(address)
            if not looks_like_feed(fetched.content[:HEAD]):
                yield from _read(address, fetched, _NOTHING, options)
                return
            feed = parse_feed(fetched.content, fetched.url)
        except FetchError as error:
            yield ReadFailure(address, str(error), error.remedy)
            return
        except UnreadableError as error:
            yield error.report(address)
            return
        for entry in feed.entries:
            yield from read_entry(entry, fetcher, options, title=feed.title)

    return read


def read_entry(
    entry: Entry, fetcher: Fetcher, options: Options, *, title: str = "", publisher: str = ""
) -> Iterator[Problem | Named]:
    """The article of an entry; where it cannot be read, what the feed holds of it, and a note.

    Args:
        entry: the entry; its id becomes that of the document.
        fetcher: fetches the article.
        options: for the readers.
        title: the feed's, which stands for a publisher that the feed's own text does not name.
        publisher: the publisher, where it is known for sure.
    """
    items = list(_article(entry, fetcher, options, publisher)) if entry.url else []
    failure = next((item for item in items if isinstance(item, ReadFailure)), None)
    if items and failure is None:
        yield from items
        return
    if not entry.text:
        yield failure or ReadFailure(entry.id, "has neither an address nor a text", "tell its publisher")
        return
    if failure:
        yield ReadNote(entry.id, f"{failure.reason}: what the feed holds of it is taken", failure.remedy)
    yield entry_document(entry.id, entry, publisher or title, options)


def _article(entry: Entry, fetcher: Fetcher, options: Options, publisher: str) -> Iterator[Problem | Named]:
    try:
        fetched = fetcher.get(entry.url)
    except FetchError as error:
        yield ReadFailure(entry.url, str(error), error.remedy)
        return
    yield from _read(entry.id, fetched, entry.known(publisher), options)


def _read(
    identifier: str, fetched: Fetched, known: Mapping[str, str], options: Options
) -> Iterator[Problem | Named]:
    kind = Message()
    kind["Content-Type"] = fetched.headers.get("content-type", "")
    source = Source(
        name=identifier,
        id=identifier,
        handle=io.BufferedReader(cast("io.RawIOBase", io.BytesIO(fetched.content))),
        ending=_PAGES.get(kind.get_content_type(), ""),
        known={"url": fetched.url, **known},
        charset=kind.get_content_charset(),
    )
    yield from read_source(source, options)
