"""A file to what reading it gives: one line a document or report, so that tests read like tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.reading import ReadItem, read_paths
from extract.screening import Limits

Read = Callable[..., list[ReadItem]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """`read("name.csv", b"…")`: the items of one file; its document gets its name as id."""

    def items(name: str, data: bytes, limits: Limits | None = None, **options: object) -> list[ReadItem]:
        path = tmp_path / name
        path.write_bytes(data)
        return list(read_paths([path], limits=limits, **options))  # type: ignore[arg-type]

    return items


@pytest.fixture
def told(read: Read, tmp_path: Path) -> Callable[..., list[str]]:
    """The same as words: "id: text" of documents, "failure name: reason", "note name: reason"."""

    def words(name: str, data: bytes, limits: Limits | None = None, **options: object) -> list[str]:
        return [_words(item, f"{tmp_path}/") for item in read(name, data, limits, **options)]

    return words


def _words(item: ReadItem, folder: str) -> str:
    kind = type(item).__name__
    if kind == "Document":
        return f"{item.id}: {item.text}"  # type: ignore[union-attr]
    assert item.remedy  # type: ignore[union-attr]
    return f"{kind.removeprefix('Read').lower()} {item.name.removeprefix(folder)}: {item.reason}"  # type: ignore[union-attr]
