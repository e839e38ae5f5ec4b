"""Watching: the feeds of a file polled in rounds, each when it is due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

from api.feeds.config import FeedConfig, WatchConfig
from api.feeds.fetching import Fetcher
from api.feeds.polling import Poller
from api.feeds.state import WatchState
from api.ingest import ClaimExtractor, ClaimStore, Report, Stored, ingest
from extract.readers.base import Options

OpenStore = Callable[[], AbstractContextManager[ClaimStore]]


@dataclass(frozen=True, slots=True)
class Watch:
    """All that a round needs. The store is open only while a round runs, so that others may read between."""

    config: WatchConfig
    state: WatchState
    fetcher: Fetcher
    options: Options
    extractor: ClaimExtractor
    open_store: OpenStore
    now: Callable[[], float]

    def due(self, *, at_once: bool) -> list[FeedConfig]:
        """The feeds to poll now, in the order of the file.

        Args:
            at_once: poll before the interval is over, though not a feed that rests after a fault.
        """
        return [feed for feed in self.config.feed if self._is_due(feed, at_once)]

    def _is_due(self, feed: FeedConfig, at_once: bool) -> bool:
        state = self.state.of(feed.url)
        return not state.gone and (state.due <= self.now() or (at_once and not state.failures))

    def rest(self) -> float | None:
        """Seconds until the next feed is due; None when none ever will be."""
        states = [self.state.of(feed.url) for feed in self.config.feed]
        return min((max(0.0, state.due - self.now()) for state in states if not state.gone), default=None)

    def round(self, feeds: list[FeedConfig]) -> Iterator[Stored | Report]:
        """Poll these feeds and store what is new.

        Raises:
            StoreError: the store cannot be opened or written.
        """
        with self.open_store() as store:
            poller = Poller(
                self.fetcher,
                self.state,
                self.options,
                lambda items: ingest(items, self.extractor, store),
                self.now,
            )
            for feed in feeds:
                yield from poller.poll(feed, self.config.interval(feed))
