"""Articles: what an address gives, and what an entry leads to or, failing that, holds itself."""

from datetime import date

import pytest

from api.feeds.articles import address_reader
from api.feeds.fetching import Fetcher
from extract.reading import ReadItem, read_paths
from extract.reports import ReadFailure, ReadNote
from ontology.records import Document
from tests.api.feeds.conftest import Page, Site

WARNED, MET = "Iran warned Iraq on Monday.", "Chad met Mali in Geneva."
HTML = {"Content-Type": "text/html; charset=cp1252"}


def article(text: str, title: str = "News") -> Page:
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>"
    return Page(page.encode("cp1252"), headers=HTML)


def feed(site: Site, *entries: tuple[str, str]) -> Page:
    """An RSS feed of (path, description), published on 17 March 2023."""
    items = "".join(
        f"<item><title>Title {path}</title><link>{site.url}{path}</link><description>{text}</description>"
        "<pubDate>Fri, 17 Mar 2023 08:00:00 GMT</pubDate></item>"
        for path, text in entries
    )
    return Page(f'<rss version="2.0"><channel><title>The Feed</title>{items}</channel></rss>')


def read(fetcher: Fetcher, *addresses: str) -> list[ReadItem]:
    return list(read_paths(addresses, fetch=address_reader(fetcher)))


def test_addresses_are_refused_without_the_network() -> None:
    assert list(read_paths(["https://example.org/a"])) == [
        ReadFailure(
            "https://example.org/a", "is an address, and the network is off", "allow it with --allow-network"
        )
    ]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://example.org/a"])
def test_other_schemes_are_refused(fetcher: Fetcher, address: str) -> None:
    assert read(fetcher, address) == [
        ReadFailure(address, "is no http or https address", "only these are read")
    ]


def test_page_is_an_article_named_by_its_address(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {"/a": Page(status=302, headers={"Location": "/b"}), "/b": article(f"{WARNED} “Café”.")}
    assert read(fetcher, f"{site.url}/a") == [
        Document(f"{site.url}/a", f"{WARNED} “Café”.", None, "News", site.host, f"{site.url}/b")
    ]


def test_text_is_told_by_its_bytes(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Page(WARNED, headers={"Content-Type": "application/octet-stream"})
    assert read(fetcher, f"{site.url}/a") == [Document(f"{site.url}/a", WARNED, url=f"{site.url}/a")]


NO_ARTICLE = "holds no article: no sentence was found outside menus and forms"
FAULTS = [
    (Page(status=404), "answered 404 Not Found"),
    (Page("<html><nav><a href='/'>Home</a></nav></html>"), NO_ARTICLE),
    (Page(b"\x89PNG\0\0"), "is binary, not text"),
    (Page(b"%PDF-1.4"), "is no whole PDF"),
    (Page('<rss version="2.0"'), "is no RSS or Atom feed"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "reason"), FAULTS)
def test_bad_address_is_named_and_the_next_is_read(
    site: Site, fetcher: Fetcher, page: Page, reason: str
) -> None:
    site.pages |= {"/a": page, "/b": article(MET)}
    failure, document = read(fetcher, f"{site.url}/a", f"{site.url}/b")
    assert isinstance(failure, ReadFailure) and isinstance(document, Document)
    assert (failure.name, failure.reason, document.text) == (f"{site.url}/a", reason, MET)


def test_feed_is_read_with_the_articles_it_leads_to(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {
        "/feed": feed(site, ("/a", "Short."), ("/b", MET)),
        "/a": article(WARNED),
        "/robots.txt": Page("User-agent: *\nDisallow: /b"),
    }
    first, note, second = read(fetcher, f"{site.url}/feed")
    published = date(2023, 3, 17)
    assert first == Document(f"{site.url}/a", WARNED, published, "Title /a", site.host, f"{site.url}/a")
    assert note == ReadNote(
        f"{site.url}/b",
        "is closed to programs by the site's robots.txt: what the feed holds of it is taken",
        "ask its publisher",
    )
    assert second == Document(f"{site.url}/b", MET, published, "Title /b", "The Feed", f"{site.url}/b")


def test_entry_without_anything_to_read_is_named(site: Site, fetcher: Fetcher) -> None:
    site.pages["/feed"] = feed(site, ("/gone", ""))
    assert read(fetcher, f"{site.url}/feed") == [
        ReadFailure(f"{site.url}/gone", "answered 404 Not Found", "try again later")
    ]
