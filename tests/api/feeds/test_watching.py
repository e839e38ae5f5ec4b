"""Watching: what a poll stores, what the next one asks for, and what happens after a fault."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.feeds.config import FeedConfig, WatchConfig
from api.feeds.fetching import Fetcher
from api.feeds.state import WatchState
from api.feeds.watching import Watch
from api.ingest import Stored
from extract.readers.base import Options
from graph.validation import InvalidGraphError
from ontology.records import Claim, Document
from tests.api.feeds.conftest import Clock, Page, Site
from tests.api.feeds.test_articles import article, feed

WARNED, MET, LEFT = "Iran warned Iraq on Monday.", "Chad met Mali in Geneva.", "France left Spain at noon."
FRENCH = "Le président français a rencontré son homologue allemand à Berlin mardi, selon l'Élysée."


class Memory:
    """Remembers documents; `fails` makes it break down once at that text."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.fails = ""

    def stamped(self, document_id: str, stamp: str) -> None:
        return None

    def put(self, document: Document, claims: Sequence[Claim], **_: object) -> str:
        if self.fails and self.fails in document.text:
            self.fails = ""
            raise KeyboardInterrupt
        before = self.texts.get(document.id)
        self.texts[document.id] = document.text
        return "new" if before is None else "unchanged" if before == document.text else "changed"


class Silent:
    """Extracts no claims."""

    def extract(self, document: Document) -> list[Claim]:
        return []

    def extract_many(self, documents, workers: int = 1) -> Iterator[tuple[Document, list[Claim]]]:
        for document in documents:
            yield document, []


@pytest.fixture
def store() -> Memory:
    return Memory()


Poll = Callable[..., list[str]]


@pytest.fixture
def poll(site: Site, fetcher: Fetcher, clock: Clock, store: Memory, tmp_path: Path) -> Poll:
    """One round over /feed by a watch that starts anew: "new PATH", or "PATH: reason"."""

    @contextmanager
    def opened() -> Iterator[Memory]:
        yield store

    def once(at_once: bool = True, **options: object) -> list[str]:
        config = WatchConfig(feed=(FeedConfig(url=f"{site.url}/feed", **options),), interval_minutes=10)
        state = WatchState.load(tmp_path / "state.json")
        watch = Watch(config, state, fetcher, Options(), Silent(), opened, clock.now)  # type: ignore[arg-type]
        steps = watch.round(watch.due(at_once=at_once))
        return [_words(step).replace(site.url, "") for step in steps]

    return once


def _words(step: object) -> str:
    return f"{step.outcome} {step.document}" if isinstance(step, Stored) else f"{step.name}: {step.reason}"  # type: ignore[attr-defined]


def test_new_entries_are_stored_oldest_first_and_once(site: Site, poll: Poll, store: Memory) -> None:
    site.pages |= {"/feed": feed(site, ("/b", ""), ("/a", "")), "/a": article(WARNED), "/b": article(MET)}
    assert poll() == ["new /a", "new /b"]
    assert poll() == []
    assert store.texts == {f"{site.url}/a": WARNED, f"{site.url}/b": MET}
    site.pages |= {"/feed": feed(site, ("/c", ""), ("/b", "")), "/c": article(LEFT)}
    assert poll() == ["new /c"]
    assert site.paths == ["/feed", "/a", "/b", "/feed", "/feed", "/c"]


def test_feed_that_did_not_change_is_not_sent(site: Site, poll: Poll) -> None:
    site.pages |= {"/feed": feed(site, ("/a", "")), "/a": article(WARNED)}
    site.pages["/feed"].headers = {"ETag": '"1"', "Last-Modified": "Fri, 17 Mar 2023 08:00:00 GMT"}
    poll()
    poll()
    asked = [headers for path, headers in site.requests if path == "/feed"]
    assert [headers.get("if-none-match") for headers in asked] == [None, '"1"']
    assert asked[1]["if-modified-since"] == "Fri, 17 Mar 2023 08:00:00 GMT"
    assert site.paths == ["/feed", "/a", "/feed"]


def test_changed_entry_is_read_again(site: Site, poll: Poll) -> None:
    site.pages |= {"/feed": feed(site, ("/a", "One.")), "/a": article(WARNED)}
    poll()
    site.pages |= {"/feed": feed(site, ("/a", "Two.")), "/a": article(MET)}
    assert poll() == ["changed /a"]


def test_feed_rests_for_its_interval(site: Site, poll: Poll, clock: Clock) -> None:
    site.pages["/feed"] = feed(site, ("/a", WARNED))
    poll()
    asked = len(site.paths)
    clock.time += 599
    assert (poll(at_once=False), len(site.paths)) == ([], asked)
    clock.time += 1
    poll(at_once=False)
    assert len(site.paths) > asked


def test_faults_make_the_feed_rest_longer_and_longer(site: Site, poll: Poll, clock: Clock) -> None:
    site.pages["/feed"] = Page(status=500)
    for minutes in (20, 40, 80, 160):
        assert poll() == ["/feed: answered 500 Internal Server Error"]
        clock.time += 60 * minutes - 1
        assert poll() == []
        clock.time += 1
    site.pages["/feed"] = feed(site)
    poll()
    site.pages["/feed"] = Page(status=500)
    assert poll() == ["/feed: answered 500 Internal Server Error"]
    clock.time += 60 * 20
    assert poll() == ["/feed: answered 500 Internal Server Error"]


def test_wait_that_a_server_asks_for_is_kept(site: Site, poll: Poll, clock: Clock) -> None:
    site.pages["/feed"] = Page(status=503, headers={"Retry-After": "5000"})
    poll()
    site.pages["/feed"] = feed(site, ("/a", WARNED))
    clock.time += 4900
    assert poll() == []
    clock.time += 200
    assert poll()[-1] == "new /a"


def test_feed_that_is_gone_is_asked_no_more(site: Site, poll: Poll, clock: Clock) -> None:
    site.pages["/feed"] = Page(status=410)
    assert poll() == ["/feed: answered 410 Gone"]
    clock.time += 1e9
    assert poll() == []


def test_article_that_fails_is_tried_three_times(site: Site, poll: Poll) -> None:
    site.pages["/feed"] = feed(site, ("/a", ""))
    site.pages["/feed"].headers = {"ETag": '"1"'}
    assert [poll() for _ in range(4)] == [["/a: answered 404 Not Found"]] * 3 + [[]]
    assert site.paths == ["/feed", "/a"] * 3 + ["/feed"]


def test_article_that_fails_once_is_read_later(site: Site, poll: Poll) -> None:
    site.pages["/feed"] = feed(site, ("/a", ""))
    poll()
    site.pages["/a"] = article(WARNED)
    assert (poll(), poll()) == (["new /a"], [])


def test_watch_that_was_stopped_goes_on(site: Site, poll: Poll, store: Memory) -> None:
    site.pages |= {"/feed": feed(site, ("/b", ""), ("/a", "")), "/a": article(WARNED), "/b": article(MET)}
    site.pages["/feed"].headers = {"ETag": '"1"'}
    store.fails = MET
    with pytest.raises(KeyboardInterrupt):
        poll()
    assert store.texts == {f"{site.url}/a": WARNED}
    assert poll() == ["new /b"]
    assert site.paths == ["/feed", "/a", "/b", "/feed", "/b"]


def test_feed_can_be_read_without_its_articles(site: Site, poll: Poll) -> None:
    site.pages |= {"/feed": feed(site, ("/a", WARNED)), "/a": article(MET)}
    assert poll(articles=False) == ["new /a"]
    assert site.paths == ["/feed"]


def test_other_languages_are_skipped_for_good(site: Site, poll: Poll) -> None:
    site.pages |= {"/feed": feed(site, ("/a", "")), "/a": article(FRENCH)}
    assert poll() == ["/a: is written in 'fr', not in en: skipped"]
    assert poll() == []


def test_moved_feed_is_told(site: Site, poll: Poll) -> None:
    site.pages |= {
        "/feed": Page(status=308, headers={"Location": "/new"}),
        "/new": feed(site, ("/a", WARNED)),
    }
    assert poll(articles=False) == ["/feed: has moved for good to /new", "new /a"]


CUT = "<rss version='2.0'><channel><item><title>A & B</title><link>http://e.org/</link><description>x</description>"
BROKEN = [
    (CUT, "/feed: is not well-formed XML; read as far as it makes sense"),
    ("<html></html>", "/feed: is no RSS or Atom feed"),
    ("", "/feed: is no RSS or Atom feed"),
]


@pytest.mark.parametrize(("text", "expected"), BROKEN)
def test_broken_feed_is_named(site: Site, poll: Poll, text: str, expected: str) -> None:
    site.pages["/feed"] = Page(text)
    assert poll(articles=False)[0] == expected


def test_article_that_waits_in_quarantine_is_not_fetched_again(
    site: Site, poll: Poll, store: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put(*_: object, **__: object) -> str:
        raise InvalidGraphError([])

    monkeypatch.setattr(store, "put", put)
    site.pages |= {"/feed": feed(site, ("/a", "")), "/a": article(WARNED)}
    assert [line.partition(":")[0] for line in poll()] == ["/a"]
    assert poll() == []
