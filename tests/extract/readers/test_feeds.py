"""RSS and Atom as files: an entry is a document of what the feed holds of it."""

from datetime import date

import pytest

from extract.screening import Limits
from ontology.records import Document

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Example &amp; Sons</title><link>http://e.org/</link>
<item><title>Iran &lt;i&gt;warns&lt;/i&gt; Iraq</title><link>http://e.org/1</link><guid>g1</guid>
<dc:creator>Jane Doe</dc:creator>
<pubDate>Fri, 17 Mar 2023 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[
<p>Iran warned Iraq.</p><script>x()</script><p>Chad met&nbsp;Mali.</p>]]></content:encoded></item>
<item><guid isPermaLink="false">g2</guid><description>France met Spain.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example</title><id>urn:f</id>
<entry><title>A</title><id>urn:1</id><link href="http://e.org/1"/><updated>2023-03-17T01:00:00Z</updated>
<author><name>Jane Doe</name></author><summary>Iran warned Iraq.</summary></entry></feed>"""


def test_entries_and_their_fields(read) -> None:
    assert read("a.rss", RSS.encode()) == [
        Document(
            "http://e.org/1",
            "Iran warned Iraq.\n\nChad met Mali.",
            date(2023, 3, 18),
            "Iran warns Iraq",
            "Example & Sons",
            "http://e.org/1",
            "Jane Doe",
        ),
        Document("g2", "France met Spain.", publisher="Example & Sons"),
    ]


@pytest.mark.parametrize("name", ["a.atom", "a.xml", "a"])
def test_atom_is_told_by_its_root(read, name: str) -> None:
    assert read(name, ATOM.encode()) == [
        Document(
            "http://e.org/1",
            "Iran warned Iraq.",
            date(2023, 3, 17),
            "A",
            "Example",
            "http://e.org/1",
            "Jane Doe",
        )
    ]


CUT = "is not well-formed XML; read as far as it makes sense"
ENTITIES = """<!DOCTYPE r [<!ENTITY a "Iran warned Iraq. "><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY x SYSTEM "file:///etc/passwd">]>"""
FIRST = "http://e.org/1: Iran warned Iraq.\n\nChad met Mali."
EMPTY = "<rss version='2.0'><channel><title>x</title></channel></rss>"
NO_FEED = ["failure a.rss: is no RSS or Atom feed"]
BAD = [
    (RSS[: RSS.index("<item><guid")], [f"note a.rss: {CUT}", FIRST]),
    (ATOM.replace("<title>A", "<title>A & B"), [f"note a.rss: {CUT}", "http://e.org/1: Iran warned Iraq."]),
    ("", NO_FEED),
    ("<html><body>Iran warned Iraq.</body></html>", NO_FEED),
    ("http://127.0.0.1:1/feed", NO_FEED),
    (EMPTY, ["note a.rss: is a feed without entries"]),
    (RSS.replace("France met Spain.", ""), [FIRST, "failure a.rss: g2: has no text in the feed"]),
]


@pytest.mark.parametrize(("feed", "expected"), BAD, ids=lambda value: str(value)[-20:])
def test_bad_feed_is_named(told, feed: str, expected: list[str]) -> None:
    assert told("a.rss", feed.encode()) == expected


def test_outer_entities_are_not_read(told) -> None:
    feed = ATOM.replace("<feed", ENTITIES + "<feed").replace("Iran warned Iraq.", "Chad met &x; Mali.")
    assert "root:" not in "\n".join(told("a.atom", feed.encode()))


def test_large_feed_is_named(told) -> None:
    assert told("a.rss", RSS.encode(), Limits(max_file_bytes=500)) == [
        "failure a.rss: is larger than 0.0005 MB, the most for one file"
    ]


def test_link_of_a_program_is_no_address(read) -> None:
    feed = ATOM.replace("http://e.org/1", "javascript:alert(1)")
    assert [(item.id, item.url) for item in read("a.atom", feed.encode())] == [("urn:1", "")]
