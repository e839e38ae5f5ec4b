"""A process that answers what reads: `python -m api.reader SOCKET WRITER`, started by `api.serving`.

SOCKET is the number of the listening socket that it inherits, WRITER the Unix socket of the process
that writes. When its standard input closes, that process is gone and this one ends.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from pathlib import Path

import uvloop

from api.app import create_reader
from api.followed import Followed
from api.records import set_up_logging
from api.serving import run_until_stopped, server_of
from api.settings import Settings
from api.snapshots import folder_of
from graph.backends import is_url
from graph.store import KnowledgeStore, open_store


def main(arguments: list[str]) -> None:
    """Serve until told to stop."""
    settings = Settings()
    set_up_logging(settings.log)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    listener = socket.socket(fileno=int(arguments[0]))
    uvloop.run(_serve(settings, listener, arguments[1]))


async def _serve(settings: Settings, listener: socket.socket, writer: str) -> None:
    app = create_reader(settings, _store(settings), writer)
    await run_until_stopped(server_of(app, settings.shutdown_seconds), listener)


def _store(settings: Settings) -> Followed | KnowledgeStore:
    if is_url(settings.store):
        return open_store(settings.store, base=settings.base, create=False)
    return Followed(folder_of(Path(settings.store)), settings.base)


def _end_with_parent() -> None:
    # Not through sys.stdin, whose lock would be held when the interpreter ends.
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main(sys.argv[1:])
