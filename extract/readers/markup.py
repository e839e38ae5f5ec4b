"""HTML: the article's text and what the page says about it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from configparser import ConfigParser
from copy import deepcopy
from functools import cache
from types import MappingProxyType

from trafilatura import bare_extraction
from trafilatura.settings import DEFAULT_CONFIG, Document

from extract.readers.base import (
    Named,
    Options,
    Problem,
    Source,
    UnreadableError,
    decoded,
    document,
    read_whole,
)

# Without a handler of their own, what these libraries log would reach the terminal.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset=["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
# A paragraph of an article: some words, and an end. Menus, forms and captions have none.
_SENTENCE = re.compile(r"(?:\S+\s+){3,}\S+[.!?…][\"'”’)\]]*(?:\s|$)")
_NO_ARTICLE = "holds no article: no sentence was found outside menus and forms"
_NO_ARTICLE_REMEDY = "save the page once its text is shown, or give the text itself"
# The newest date believed must not depend on the day of reading; only stated dates count, none guessed.
_DATES = MappingProxyType({"extensive_search": False, "original_date": True, "max_date": "2100-01-01"})


def read_html(source: Source, options: Options) -> Iterator[Problem | Named]:
    """The article of one page."""
    try:
        data = read_whole(source, options.limits.max_file_bytes)
        page = decoded(data, source.charset or declared_charset(data))
        record = article(page.text, source.known.get("url"))
        own = {"id": source.id, **record}
        yield document(source.name, own, options, known=source.known, guessed=page.guessed)
    except UnreadableError as error:
        yield error.report(source.name)


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page names in its first 4,096 bytes."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else None


def article(page: str, url: str | None = None) -> Mapping[str, str]:
    """The fields text, title, date, publisher, author and url of a page.

    Raises:
        UnreadableError: the page has no running text.
    """
    found = _extracted(page, url) if page.strip() else None
    text = (found.text or "").strip() if isinstance(found, Document) else ""
    if not isinstance(found, Document) or not _SENTENCE.search(text):
        raise UnreadableError(_NO_ARTICLE, _NO_ARTICLE_REMEDY)
    return {
        "text": text,
        "title": found.title or "",
        "date": found.date or "",
        "publisher": found.sitename or "",
        "author": found.author or "",
        "url": found.url or "",
    }


def _extracted(page: str, url: str | None) -> object:
    return bare_extraction(
        page,
        url=url,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=dict(_DATES),
        prune_xpath="//noscript",
        config=_config(),
    )


@cache
def _config() -> ConfigParser:
    """The library's defaults, but for the length below which it gives up paragraphs: news can be short."""
    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "1"
    return config
