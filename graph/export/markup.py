"""The little XML that GEXF and GraphML need: elements with attributes, indented, safe for any text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

# XML 1.0 has no way to write these, not even as references.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """The text on one line, without control characters and broken halves of characters."""
    return _FORBIDDEN.sub("", _SPACES.sub(" ", text)).strip()


class Markup:
    """Writes elements to a binary stream as UTF-8; the stream stays open."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._depth = 0
        self._line('<?xml version="1.0" encoding="UTF-8"?>')

    def empty(self, name: str, attributes: Mapping[str, str | None]) -> None:
        """`<name a="…"/>`; an attribute whose value is None is left out."""
        self._line(f"<{name}{_attributes(attributes)}/>")

    def text(self, name: str, attributes: Mapping[str, str | None], text: str) -> None:
        """`<name a="…">text</name>`."""
        self._line(f"<{name}{_attributes(attributes)}>{escape(clean(text))}</{name}>")

    @contextmanager
    def element(self, name: str, attributes: Mapping[str, str | None] | None = None) -> Iterator[None]:
        """An element around whatever is written inside the `with` block."""
        self._line(f"<{name}{_attributes(attributes or {})}>")
        self._depth += 1
        yield
        self._depth -= 1
        self._line(f"</{name}>")

    def _line(self, text: str) -> None:
        self._stream.write(f"{'  ' * self._depth}{text}\n".encode())


def _attributes(attributes: Mapping[str, str | None]) -> str:
    given = ((name, value) for name, value in attributes.items() if value is not None)
    return "".join(f" {name}={quoteattr(clean(value))}" for name, value in given)
