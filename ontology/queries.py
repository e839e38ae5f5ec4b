"""The example queries: questions that the graph answers, as data under `ontology/queries`.

A file's first line is a comment with the title, further comments at its head say what to put where.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

QUERY_FOLDER = Path(__file__).parent / "queries"


@dataclass(frozen=True, slots=True)
class ExampleQuery:
    """A question and its SPARQL.

    Attributes:
        name: the file's name without number and ending: "towards".
        title: the question in words.
        comment: what to know about it, "" if nothing.
        text: the whole file; the prefixes of `ontology.namespaces.prefixes` need no declaration.
    """

    name: str
    title: str
    comment: str
    text: str


@cache
def load_queries() -> tuple[ExampleQuery, ...]:
    """The example queries in the order of their files."""
    return tuple(read_query(path) for path in sorted(QUERY_FOLDER.glob("*.rq")))


def read_query(path: Path) -> ExampleQuery:
    """One example query.

    Raises:
        ValueError: the file does not begin with a comment that is its title.
    """
    text = path.read_text(encoding="utf-8")
    comments = takewhile(lambda line: line.startswith("#"), text.splitlines())
    head = [line.lstrip("# ").rstrip() for line in comments]
    if not head or not head[0]:
        raise ValueError(f"{path} has no title: begin it with a comment line that is one")
    name = path.stem.partition("-")[2] or path.stem
    return ExampleQuery(name, head[0], " ".join(head[1:]), text)
