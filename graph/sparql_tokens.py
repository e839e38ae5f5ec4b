"""The tokens of a SPARQL text: what guards and rewriting look at, so that all read it the same way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_LOCAL_CHAR = r"[\w:]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%]"
_TOKEN = re.compile(
    rf"""
    (?P<blank>\s+|\#[^\r\n]*)
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_ESCAPE})*>)
  | (?P<string>\"\"\"(?:\"{{0,2}}(?:[^"\\]|\\.))*\"\"\"|'''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
              |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<name>(?:[^\W\d](?:[\w.-]*[\w-])?)?:
             (?:(?:{_LOCAL_CHAR})(?:(?:{_LOCAL_CHAR}|[.-])*(?:{_LOCAL_CHAR}|-))?)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token that is no blank or comment; `depth` counts the braces that are open before it."""

    kind: str
    text: str
    start: int
    end: int
    depth: int

    @property
    def upper(self) -> str:
        """The token in capitals if it is a bare word, else nothing: what keywords are compared with."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def head(self) -> str:
        """The part in capitals that the engine may take for a keyword: it reads `LOAD:x` as `LOAD :x`."""
        return self.text.partition(":")[0].upper() if self.kind in ("word", "name") else ""


def scan(text: str) -> Iterator[Token]:
    """The tokens one by one; what is no token of SPARQL becomes one-character marks."""
    depth = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        if kind == "blank":
            continue
        depth -= match.group() == "}"
        yield Token(kind, match.group(), match.start(), match.end(), depth)
        depth += match.group() == "{"
