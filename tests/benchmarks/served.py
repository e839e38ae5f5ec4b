"""Servers for benchmarks: irgraph and Oxigraph's own, in processes of their own over the same claims."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from graph.store import open_store
from tests.benchmarks.questions import fill

ROOT = Path(__file__).parents[2]
TOKEN = "benchmark"
_PATIENCE = 60  # seconds


@contextmanager
def filled_store(claims: int) -> Iterator[tuple[Path, int]]:
    """A store on disk with about so many generated claims, and how many they are."""
    with tempfile.TemporaryDirectory(prefix="irgraph-bench-") as folder:
        path = Path(folder) / "store"
        with open_store(str(path)) as store:
            made = fill(store, claims)
        yield path, made


@contextmanager
def irgraph(store: Path, workers: int, **settings: str) -> Iterator[str]:
    """The address of `irgraph serve` over a store."""
    command = [sys.executable, "-c", "from api.cli.main import main; main()", "serve"]
    more = ["--store", str(store), "--port", str(_free_port()), "--workers", str(workers)]
    given = {f"IRGRAPH_{name.upper()}": value for name, value in settings.items()}
    with _running([*command, *more], {"IRGRAPH_TOKEN": TOKEN, **given}, f"http://127.0.0.1:{more[3]}"):
        yield f"http://127.0.0.1:{more[3]}"


@contextmanager
def oxigraph(store: Path) -> Iterator[str]:
    """The address of `oxigraph serve` over a copy of a store, with the union as default graph."""
    with tempfile.TemporaryDirectory(prefix="oxigraph-bench-") as folder:
        copy = Path(folder) / "store"
        shutil.copytree(store, copy)
        address = f"127.0.0.1:{_free_port()}"
        program = str(Path(sys.executable).with_name("oxigraph"))
        command = [program, "serve", "--location", str(copy), "--union-default-graph", "--bind", address]
        with _running(command, {}, f"http://{address}"):
            yield f"http://{address}"


@contextmanager
def _running(command: list[str], settings: Mapping[str, str], address: str) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **settings}, stdout=quiet, stderr=quiet
    ) as server:
        try:
            _wait_for(address, server)
            yield
        finally:
            server.terminate()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while server.poll() is None and time.monotonic() < end:
        try:
            httpx.get(address, timeout=1)
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError(f"{server.args!r} does not answer at {address}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
