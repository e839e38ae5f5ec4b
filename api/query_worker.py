"""The process that runs SPARQL queries: a query cannot be cancelled, but a process can be killed.

`query_pool` starts it and speaks frames over its standard input and output: a length of four bytes
and a JSON head, in an answer followed by as many bytes as the head's `size` says. It imports nothing
of irgraph, so that it starts in well under a tenth of a second. When its input closes it ends,
whatever it is doing.
"""

from __future__ import annotations

import json
import os
import queue
import resource
import struct
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, Any

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

INLINE_BYTES = 1_000_000
_LENGTH = struct.Struct(">I")


class ResultTooLargeError(Exception):
    """The answer has more bytes than the request allows."""


class Sink:
    """Where the engine writes an answer: memory at first, a file once it is large."""

    def __init__(self, limit: int, folder: str) -> None:
        self.limit = limit
        self.folder = folder
        self.size = 0
        self.chunks: list[bytes] = []
        self.file: IO[bytes] | None = None

    def write(self, data: bytes) -> int:
        self.size += len(data)
        if self.size > self.limit:
            raise ResultTooLargeError
        if self.file is None and self.size > INLINE_BYTES:
            self.file = tempfile.NamedTemporaryFile(dir=self.folder, prefix="answer-", delete=False)  # noqa: SIM115
            self.file.writelines(self.chunks)
            self.chunks.clear()
        if self.file:
            self.file.write(data)
        else:
            self.chunks.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Part of the protocol of a writable file; the file is flushed when it is closed."""

    def close(self) -> str | None:
        """The path of the file if the answer went into one."""
        if self.file is None:
            return None
        self.file.close()
        return self.file.name

    def discard(self) -> None:
        """Forget a half-written answer."""
        if path := self.close():
            Path(path).unlink()


class Snapshots:
    """The snapshot that was opened last, kept open for the next query."""

    def __init__(self) -> None:
        self.path = ""
        self.store = Store()

    def open(self, path: str) -> Store:
        """The store of a snapshot: a folder of Oxigraph, or an N-Quads file that is read into memory."""
        if path != self.path:
            self.store = Store.read_only(path) if Path(path).is_dir() else _load(path)
            self.path = path
        return self.store


def _load(path: str) -> Store:
    store = Store()
    store.load(path=path, format=RdfFormat.N_QUADS)
    return store


def _default(iris: list[str] | None) -> list[NamedNode | BlankNode | DefaultGraph] | None:
    return None if iris is None else [NamedNode(iri) for iri in iris]


def _named(iris: list[str] | None) -> list[NamedNode | BlankNode] | None:
    return None if iris is None else [NamedNode(iri) for iri in iris]


def _media_type(result: QueryBoolean | QuerySolutions | QueryTriples, request: dict[str, Any]) -> str | None:
    if isinstance(result, QueryBoolean):
        return request["boolean"]  # type: ignore[no-any-return]
    return request["table" if isinstance(result, QuerySolutions) else "graph"]  # type: ignore[no-any-return]


def _write(
    result: QueryBoolean | QuerySolutions | QueryTriples, media_type: str, request: dict[str, Any], sink: Sink
) -> None:
    output: Any = sink
    if isinstance(result, QueryTriples):
        # The function, unlike the method, takes prefixes.
        serialize(result, output, RdfFormat.from_media_type(media_type), prefixes=request["prefixes"])
    else:
        result.serialize(output, QueryResultsFormat.from_media_type(media_type))


def _rehearse(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Run an update on a copy of the store that goes afterwards: what counts is whether it ends."""
    path = request["copy"]
    copy = Store(path) if Path(path).is_dir() else _load(path)
    copy.update(request["update"], base_iri=request["base"], prefixes=request["prefixes"])
    return {"media_type": "", "size": 0, "file": None}, b""


def _answer(request: dict[str, Any], snapshots: Snapshots) -> tuple[dict[str, Any], bytes]:
    if "update" in request:
        return _rehearse(request)
    result = snapshots.open(request["snapshot"]).query(
        request["text"],
        base_iri=request["base"],
        prefixes=request["prefixes"],
        use_default_graph_as_union=request["union"],
        default_graph=_default(request["default_graphs"]),
        named_graphs=_named(request["named_graphs"]),
    )
    media_type = _media_type(result, request)
    if media_type is None:
        return {"error": "unacceptable", "message": type(result).__name__}, b""
    sink = Sink(request["max_bytes"], request["folder"])
    try:
        _write(result, media_type, request, sink)
    except BaseException:
        sink.discard()
        raise
    path = sink.close()
    body = b"".join(sink.chunks)
    return {"media_type": media_type, "size": len(body), "file": path}, body


def answer(request: dict[str, Any], snapshots: Snapshots) -> tuple[dict[str, Any], bytes]:
    """The head and the body of the answer to one request; an error is a head with `error` and `message`."""
    try:
        return _answer(request, snapshots)
    except SyntaxError as error:
        return {"error": "syntax", "message": str(error)}, b""
    except ResultTooLargeError:
        return {"error": "too_large", "message": ""}, b""
    except MemoryError:
        return {"error": "died", "message": "the query ran out of memory"}, b""
    except RuntimeError as error:
        return {"error": "unsupported", "message": str(error)}, b""
    except (OSError, ValueError) as error:
        return {"error": "failed", "message": str(error)}, b""


def _read_requests(requests: queue.SimpleQueue[dict[str, Any]]) -> None:
    stream = sys.stdin.buffer
    while len(head := stream.read(_LENGTH.size)) == _LENGTH.size:
        requests.put(json.loads(stream.read(_LENGTH.unpack(head)[0])))
    os._exit(0)


def main() -> None:
    """Answer requests until the input closes. The one argument is the limit of memory in bytes."""
    limit = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    requests: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_read_requests, args=(requests,), daemon=True).start()
    snapshots = Snapshots()
    while True:
        head, body = answer(requests.get(), snapshots)
        data = json.dumps(head).encode()
        sys.stdout.buffer.write(_LENGTH.pack(len(data)) + data + body)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
