"""HTML: the article and what the page says of it; menus, bylines and scripts stay out."""

from datetime import date

import pytest

from extract.screening import Limits
from ontology.records import Document

PAGE = """<!doctype html><html><head><title>Iran warns Iraq - Example Times</title>
<meta property="og:site_name" content="Example Times"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2023-03-17T08:00:00Z">
<link rel="canonical" href="https://example.org/iran"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World news of today</a></li></ul></nav>
<div class="story"><p>GENEVA (Example) - Iran warned Iraq on Monday.</p>
<p>Chad &amp; Mali <b>agreed</b> to hold talks, the caf\u00e9 owner said.</p></div>
<script>var text = "France attacked Spain.";</script>
<footer>All rights reserved. <a href="/privacy">Privacy</a></footer></body></html>"""
TEXT = (
    "GENEVA (Example) - Iran warned Iraq on Monday.\n"
    "Chad & Mali agreed to hold talks, the caf\u00e9 owner said."
)


def test_article_and_its_fields(read) -> None:
    assert read("a.html", PAGE.encode()) == [
        Document(
            "a.html",
            TEXT,
            date(2023, 3, 17),
            "Iran warns Iraq",
            "Example Times",
            "https://example.org/iran",
            "Jane Doe",
        )
    ]


DECLARED = [
    ("utf-8", PAGE),
    ("utf-16", PAGE),
    ("cp1252", PAGE.replace("<head>", '<head><meta charset="windows-1252">')),
    ("latin-1", PAGE.replace("<head>", '<head><meta content="text/html; charset=iso-8859-1">')),
    ("utf-8", f'<?xml version="1.0" encoding="utf-8"?>\n{PAGE}'),
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "page"), DECLARED)
def test_declared_encoding_is_believed(told, encoding: str, page: str) -> None:
    assert told("a.html", page.encode(encoding)) == [f"a.html: {TEXT}"]


@pytest.mark.parametrize("name", ["a", "a.page", "a.xml"])
def test_page_is_told_by_its_first_bytes(told, name: str) -> None:
    assert told(name, PAGE.encode()) == [f"{name}: {TEXT}"]


def test_dateless_page_takes_the_option(read) -> None:
    page = "<html><body><h1>News</h1><p>Iran warned Iraq on Monday.</p></body></html>"
    (document,) = read("a.html", page.encode(), date=date(2023, 3, 1))
    assert (document.text, document.date) == ("Iran warned Iraq on Monday.", date(2023, 3, 1))


NO_ARTICLE = [
    "",
    "<html>",
    "<html><body></body></html>",
    "<html><body><nav><a href='1'>Home</a> <a href='2'>World news of today</a></nav></body></html>",
    "<html><body><form><input name='u'><button>Log in</button></form></body></html>",
    "<html><body><noscript>You need to enable JavaScript to run this app.</noscript></body></html>",
    "<html><body>" + "<div>" * 3000 + "</html>",
]


@pytest.mark.parametrize("page", NO_ARTICLE, ids=lambda page: page[-30:])
def test_page_without_article_is_named(told, page: str) -> None:
    assert told("a.html", page.encode()) == [
        "failure a.html: holds no article: no sentence was found outside menus and forms"
    ]


def test_large_page_is_named(told) -> None:
    assert told("a.html", PAGE.encode() * 3, Limits(max_file_bytes=2000)) == [
        "failure a.html: is larger than 0.002 MB, the most for one file"
    ]


def test_binary_page_is_named(told) -> None:
    assert told("a.html", b"<html>\0") == ["failure a.html: is binary, not text"]
