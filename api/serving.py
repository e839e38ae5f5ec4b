"""Running the service: one process that writes, and if wanted others that answer what reads.

The processes share one listening socket. Those that read open copies of the store that the one that
writes announces, and send it what writes through a Unix socket. SIGTERM and Ctrl-C let running
requests end first.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import sys
import tempfile
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

_STOPPING = (signal.SIGINT, signal.SIGTERM)
_AGAIN = 1.0  # seconds before a reader process that ended is started again
# Python's own 5 ms make answers wait long for a thread that computes.
_SWITCH = 0.001  # seconds


class _Server(uvicorn.Server):
    """A server whose signals are ours, so that the store is closed in order after it has ended."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def server_of(app: FastAPI, shutdown_seconds: float, *, behind: bool = False) -> uvicorn.Server:
    """A server for an app.

    Args:
        app: What it serves.
        shutdown_seconds: How long running requests may go on once it is told to stop.
        behind: Whether it only gets requests that another of our processes sends on.
    """
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=behind,
        forwarded_allow_ips="*" if behind else None,
        timeout_graceful_shutdown=int(shutdown_seconds) + 1,
    )
    return _Server(config)


async def run_until_stopped(server: uvicorn.Server, listener: socket.socket) -> None:
    """Serve until a signal says stop and the last request has ended."""
    sys.setswitchinterval(_SWITCH)
    stop_at_signals(server)
    await server.serve(sockets=[listener])


def stop_at_signals(server: uvicorn.Server) -> None:
    """Let SIGTERM and Ctrl-C stop a server; the second time it does not wait for running requests."""

    def stop() -> None:
        server.force_exit = server.should_exit
        server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in _STOPPING:
        loop.add_signal_handler(number, stop)


async def run_with_readers(
    server: uvicorn.Server, listener: socket.socket, workers: int, environment: dict[str, str]
) -> None:
    """Serve with reader processes on the listener, and write in this one, until a signal says stop.

    Args:
        server: The server of the app that writes.
        listener: The socket that the readers share.
        workers: How many reader processes there are.
        environment: Their environment: settings go with it.
    """
    sys.setswitchinterval(_SWITCH)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in _STOPPING:
        loop.add_signal_handler(number, stopping.set)
    with tempfile.TemporaryDirectory(prefix="irgraph-") as folder, _unix_socket(folder) as inner:
        writing = asyncio.create_task(server.serve(sockets=[inner]))
        while not server.started and not writing.done():
            await asyncio.sleep(0.01)
        async with _readers(listener, inner.getsockname(), workers, environment, stopping):
            stopped = asyncio.create_task(stopping.wait())
            await asyncio.wait({stopped, writing}, return_when=asyncio.FIRST_COMPLETED)
            stopping.set()
        server.should_exit = True
        await writing


@contextmanager
def _unix_socket(folder: str) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as inner:
        inner.bind(str(Path(folder) / "writer"))
        inner.listen(128)
        yield inner


@asynccontextmanager
async def _readers(
    listener: socket.socket, writer: str, workers: int, environment: dict[str, str], stopping: asyncio.Event
) -> AsyncIterator[None]:
    """Keeps so many reader processes running; at the end each finishes its requests."""
    keepers = [asyncio.create_task(_keep(listener, writer, environment, stopping)) for _ in range(workers)]
    try:
        yield
    finally:
        await asyncio.wait(keepers)


async def _keep(
    listener: socket.socket, writer: str, environment: dict[str, str], stopping: asyncio.Event
) -> None:
    """Start a reader process, and again whenever it ends of itself."""
    while not stopping.is_set():
        command = (sys.executable, "-m", "api.reader", str(listener.fileno()), writer)
        process = await asyncio.create_subprocess_exec(
            *command, stdin=asyncio.subprocess.PIPE, pass_fds=[listener.fileno()], env=environment
        )
        await _first([stopping.wait(), process.wait()])
        if process.returncode is None:
            await _end(process)
        elif not stopping.is_set():
            await _first([stopping.wait(), asyncio.sleep(_AGAIN)])


async def _end(process: Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    await process.wait()


async def _first(waits: Sequence[object]) -> None:
    tasks = [asyncio.ensure_future(one) for one in waits]  # type: ignore[call-overload]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
