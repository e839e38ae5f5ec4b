"""Polling: one feed asked for news, its new entries ingested, and all of it remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from api.feeds.addresses import FetchError
from api.feeds.articles import read_entry
from api.feeds.config import FeedConfig
from api.feeds.fetching import Fetched, Fetcher
from api.feeds.state import EntryState, FeedState, WatchState
from api.ingest import KeptOut, Report, Stored
from extract.readers.base import Options, UnreadableError
from extract.readers.feeds import CUT, Entry, Feed, entry_document, parse_feed
from extract.reading import Admission, ReadItem
from extract.reports import ReadFailure, ReadNote

_LONGEST_REST = 86_400.0
_LEAST_REST = 60.0
_GONE = 410

Ingest = Callable[[list[ReadItem]], Iterator[Stored | Report]]


@dataclass(frozen=True, slots=True)
class Poller:
    """Polls feeds. `ingest` stores documents, `now` gives seconds since 1970."""

    fetcher: Fetcher
    state: WatchState
    options: Options
    ingest: Ingest
    now: Callable[[], float]

    def poll(self, feed: FeedConfig, interval: float) -> Iterator[Stored | Report]:
        """Ask one feed, and read what is new in it; a fault makes the next poll wait longer.

        Args:
            feed: the feed.
            interval: seconds until the next poll where all goes well.
        """
        state = self.state.of(feed.url)
        try:
            fetched = self.fetcher.get(feed.url, state.conditions())
            news = None if fetched.is_unchanged else parse_feed(fetched.content, fetched.url)
        except (FetchError, UnreadableError) as error:
            yield self._failed(feed, state, error, interval)
            return
        yield from _remarks(feed, fetched, news)
        if news is not None:
            yield from self._read(feed, state, news)
            _remember(state, fetched, news)
        state.failures, state.due = 0, self.now() + interval
        self.state.save()

    def _failed(
        self, feed: FeedConfig, state: FeedState, error: FetchError | UnreadableError, interval: float
    ) -> Report:
        state.failures += 1
        state.gone = isinstance(error, FetchError) and error.status == _GONE
        asked = error.wait if isinstance(error, FetchError) and error.wait else 0.0
        rest = min(max(interval * 2 ** min(state.failures, 20), _LEAST_REST), _LONGEST_REST)
        state.due = self.now() + max(rest, min(asked, _LONGEST_REST))
        self.state.save()
        return ReadFailure(feed.url, str(error), "take it out of the file" if state.gone else error.remedy)

    def _read(self, feed: FeedConfig, state: FeedState, news: Feed) -> Iterator[Stored | Report]:
        """The entries that are new, changed or to be tried again, oldest first, each remembered at once."""
        admission = Admission(self.options.limits)
        for entry in reversed(news.entries):
            known = state.entries.get(entry.id)
            if known is None or known.revision != entry.revision:
                known = state.entries[entry.id] = EntryState(entry.revision)
            if known.is_pending:
                steps = list(self.ingest(list(self._items(feed, entry, news.title, admission))))
                known.done = not any(map(_is_to_be_tried_again, steps))
                known.attempts += not known.done
                self.state.save()
                yield from steps

    def _items(self, feed: FeedConfig, entry: Entry, title: str, admission: Admission) -> Iterator[ReadItem]:
        if feed.articles:
            found = read_entry(entry, self.fetcher, self.options, title=title, publisher=feed.publisher)
        else:
            found = iter((entry_document(entry.id, entry, feed.publisher or title, self.options),))
        for item in found:
            yield from admission.admit(item)


def _is_to_be_tried_again(step: Stored | Report) -> bool:
    """A failure, but not of what waits in the quarantine: that would only fail again."""
    return isinstance(step, ReadFailure) and not isinstance(step, KeptOut)


def _remarks(feed: FeedConfig, fetched: Fetched, news: Feed | None) -> Iterator[ReadNote]:
    if fetched.moved:
        yield ReadNote(feed.url, f"has moved for good to {fetched.moved}", "put that into the feeds file")
    if news and news.is_cut:
        yield ReadNote(feed.url, *CUT)


def _remember(state: FeedState, fetched: Fetched, news: Feed) -> None:
    """What the next poll asks with; entries that left the feed are forgotten."""
    validators = (fetched.headers.get(name, "") for name in ("etag", "last-modified"))
    state.etag, state.last_modified = (value if value.isascii() else "" for value in validators)
    listed = {entry.id for entry in news.entries}
    state.entries = {key: entry for key, entry in state.entries.items() if key in listed}
