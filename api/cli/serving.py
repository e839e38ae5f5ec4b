"""`irgraph serve`: the service and the explorer."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import options
from api.errors import InputError

if TYPE_CHECKING:
    from api.settings import Settings

EXAMPLES = options.examples(
    "irgraph serve",
    "irgraph serve --store /data/graph --host 0.0.0.0 --port 80",
    "irgraph serve --workers 2    two processes answer while a third writes",
    "irgraph serve --scratch    an empty store in memory, for conformance tests",
)
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def serve(
    store: options.Store = None,
    host: Annotated[
        str | None,
        typer.Option(envvar="IRGRAPH_HOST", help="Address to listen on.", show_default="127.0.0.1"),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            envvar="IRGRAPH_PORT", min=0, max=65535, help="0 takes a free one.", show_default="8000"
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            envvar="IRGRAPH_WORKERS", min=1, help="Processes that answer requests.", show_default="1"
        ),
    ] = None,
    scratch: Annotated[
        bool, typer.Option("--scratch", help="Empty store in memory, updates open, loopback only; for tests.")
    ] = False,
) -> None:
    """Serve the store over HTTP, with the explorer at /, until Ctrl-C or SIGTERM.

    Writing needs a token: `irgraph token add NAME` makes one. docs/service.md tells of all settings.
    """
    from api.settings import MEMORY, Settings

    given = {"store": MEMORY if scratch else store, "host": host, "port": port, "workers": workers}
    settings = Settings().model_copy(update={k: v for k, v in given.items() if v is not None})
    if scratch and store:
        raise typer.BadParameter("a scratch store is in memory; leave --store out", param_hint="--scratch")
    if scratch and settings.host not in _LOOPBACK:
        raise typer.BadParameter("updates are open to all, so only loopback is served", param_hint="--host")
    if settings.store == MEMORY and settings.workers > 1:
        raise typer.BadParameter("a store in memory has one process", param_hint="--workers")
    with _listen(settings.host, settings.port) as listener:
        _run(settings, listener, scratch=scratch)


def _run(settings: Settings, listener: socket.socket, *, scratch: bool) -> None:
    from api.shared_metrics import shared_metrics

    several = settings.workers > 1
    with shared_metrics(settings.workers), options.open_named_store(settings.store) as knowledge:
        # What counts must be imported when it is known where the figures go.
        import uvloop

        from api.app import create_app
        from api.records import set_up_logging
        from api.serving import run_until_stopped, run_with_readers, server_of

        set_up_logging(settings.log)
        app = create_app(settings, knowledge, scratch=scratch, announces=several)
        server = server_of(app, settings.shutdown_seconds, behind=several)
        _announce(settings, listener, "a scratch store" if scratch else knowledge.location)
        if several:
            environment = {
                **os.environ,
                "IRGRAPH_STORE": settings.store,
                "IRGRAPH_WORKERS": str(settings.workers),
            }
            uvloop.run(run_with_readers(server, listener, settings.workers, environment))
        else:
            uvloop.run(run_until_stopped(server, listener))


def _announce(settings: Settings, listener: socket.socket, name: str) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{listener.getsockname()[1]}/"
    print(f"irgraph serves {name} at {address} (Ctrl-C ends it)", flush=True)


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket: taken before the store is opened, so that a port in use is told at once."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family)
        # asyncio sets this only on sockets that name TCP; without it each answer waits 40 ms for an ACK.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        # The error's own text repeats the address; a name that cannot be looked up has a code of its own.
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise InputError(
            f"cannot listen on {host}:{port} ({reason}): choose another --host or --port"
        ) from error
