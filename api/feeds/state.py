"""What was polled: a small JSON file beside the store, so that a watch goes on where it was stopped."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from api.errors import InputError

_VERSION = 1
_ATTEMPTS = 3
_REMOTE = ("http://", "https://")


@dataclass(slots=True)
class EntryState:
    """What became of an entry in the revision that was read; `attempts` counts failures."""

    revision: str
    done: bool = False
    attempts: int = 0

    @property
    def is_pending(self) -> bool:
        return not self.done and self.attempts < _ATTEMPTS


@dataclass(slots=True)
class FeedState:
    """Where the watch of one feed stands. `due` is in seconds since 1970; `gone` ends the watch."""

    etag: str = ""
    last_modified: str = ""
    due: float = 0.0
    failures: int = 0
    gone: bool = False
    entries: dict[str, EntryState] = field(default_factory=dict)

    def conditions(self) -> Mapping[str, str]:
        """Headers that ask for the feed only if it changed; none while an entry waits to be tried again."""
        if any(entry.is_pending for entry in self.entries.values()):
            return {}
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


class WatchState:
    """The states of all feeds by address, and the file that they are kept in."""

    def __init__(self, path: Path, feeds: dict[str, FeedState]) -> None:
        self.path = path
        self._feeds = feeds

    @classmethod
    def load(cls, path: Path) -> WatchState:
        """The states in the file; none where there is no file yet.

        Raises:
            InputError: the file is not one that `save` wrote.
        """
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if data["version"] != _VERSION:
                raise ValueError(f"version {data['version']}")
            return cls(path, {url: _feed(entry) for url, entry in data["feeds"].items()})
        except FileNotFoundError:
            return cls(path, {})
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise InputError(
                f"state file {str(path)!r} cannot be used ({error}): delete it, and every feed is polled anew"
            ) from error

    def of(self, url: str) -> FeedState:
        """The state of one feed, to be changed in place."""
        return self._feeds.setdefault(url, FeedState())

    def save(self) -> None:
        """Write the file, whole or not at all."""
        feeds = {url: asdict(state) for url, state in sorted(self._feeds.items())}
        text = json.dumps({"version": _VERSION, "feeds": feeds}, indent=1, sort_keys=True, ensure_ascii=False)
        partial = self.path.with_name(f"{self.path.name}.partial")
        with partial.open("w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        partial.replace(self.path)


def _feed(data: Mapping[str, Any]) -> FeedState:
    entries = {key: EntryState(**entry) for key, entry in data["entries"].items()}
    return FeedState(**{**data, "entries": entries})


def state_file(store: str, feeds_file: Path) -> Path:
    """Beside a store on disk, `NAME.feeds.json`; beside the feeds file for a store by address."""
    if store.startswith((*_REMOTE, ":")):
        return feeds_file.with_suffix(".state.json")
    folder = Path(os.path.abspath(store))  # noqa: PTH100  # a link to a store has its state beside the link
    return folder.with_name(f"{folder.name}.feeds.json")
