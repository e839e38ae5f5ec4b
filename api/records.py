"""What is written down of requests: an access log if wanted, and an audit log of everything that writes."""

from __future__ import annotations

import json
import logging
import os
import secrets
import time
from collections.abc import Mapping, MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.settings import LogKind

_NOTES = "notes"
_SAFE = ("GET", "HEAD", "OPTIONS")
_ASKS = "/sparql"
_LONGEST = 2000  # characters of one noted value
_REQUEST_ID = "X-Request-Id"

requests = logging.getLogger("irgraph.requests")


def note(scope: Scope, **facts: object) -> None:
    """Add facts to what is written down of a request: who sent it, which document it is about."""
    notes: MutableMapping[str, object] = scope.setdefault("state", {}).setdefault(_NOTES, {})
    notes.update(
        {name: value[:_LONGEST] if isinstance(value, str) else value for name, value in facts.items()}
    )


class JsonLines(logging.Formatter):
    """One JSON object a line: time in UTC, level, logger, message, and what the record brings along."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        entry = {
            "time": _time(record.created),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            entry["trace"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """The same for people: the facts follow the message."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line, and its trace if there is one."""
        facts = " ".join(f"{name}={value}" for name, value in getattr(record, "facts", {}).items())
        line = f"{_time(record.created)} {record.levelname.lower()} {record.getMessage()} {facts}".rstrip()
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


def set_up_logging(kind: LogKind) -> None:
    """Write logs to standard error: "quiet" only what is wrong, else each request too."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if kind == "json" else TextLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    requests.setLevel(logging.WARNING if kind == "quiet" else logging.INFO)


class AuditLog:
    """A file to which every write is appended, a JSON object a line.

    Args:
        path: the file; it is made when the first entry comes.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()

    def append(self, entry: Mapping[str, object]) -> None:
        """Add an entry and see it to the disk."""
        line = json.dumps(entry, ensure_ascii=False, default=str) + "\n"
        self._path.touch(mode=0o600)
        with self._lock, self._path.open("a", encoding="utf-8") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())


class Recording:
    """Gives each request an id, and writes down what came of it."""

    def __init__(self, app: ASGIApp, audit: AuditLog | None) -> None:
        self.app = app
        self.audit = audit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        facts: dict[str, Any] = {"request": secrets.token_hex(8), "status": 500, "bytes": 0}

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                facts["status"] = message["status"]
                MutableHeaders(scope=message).setdefault(_REQUEST_ID, facts["request"])
            else:
                facts["bytes"] += len(message.get("body", b""))
            await send(message)

        begun = time.perf_counter()
        try:
            await self.app(scope, receive, watched)
        finally:
            facts["seconds"] = round(time.perf_counter() - begun, 4)
            self._record(scope, facts)

    def _record(self, scope: Scope, facts: dict[str, Any]) -> None:
        writes = scope["method"] not in _SAFE and scope["path"] != _ASKS
        if not (requests.isEnabledFor(logging.INFO) or (writes and self.audit)):
            return
        about = _about(scope) | facts | scope.get("state", {}).get(_NOTES, {})
        requests.info("request", extra={"facts": about})
        if writes and self.audit:
            self.audit.append({"time": _time(time.time()), **about})


def _about(scope: Scope) -> dict[str, Any]:
    client = scope.get("client")
    return {
        "method": scope["method"],
        "path": scope["path"],
        "query": scope["query_string"].decode("latin-1")[:_LONGEST],
        "client": client[0] if client else "",
    }
