"""`irgraph serve`: the service and the explorer."""

from __future__ import annotations

import os
import socket
from typing import Annotated

import typer

from api.cli import options
from api.errors import InputError

EXAMPLES = options.examples(
    "irgraph serve",
    "irgraph serve --store /data/graph --host 0.0.0.0 --port 80",
    "irgraph serve --scratch    an empty store in memory, for conformance tests",
)
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_MEMORY = ":memory:"


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
    scratch: Annotated[
        bool, typer.Option("--scratch", help="Empty store in memory, updates open, loopback only; for tests.")
    ] = False,
) -> None:
    """Serve the store over HTTP, with the explorer at /, until Ctrl-C.

    Writing needs the token of IRGRAPH_TOKEN; without one the service only reads.
    """
    from api.settings import Settings

    settings = Settings()
    address = host or settings.host
    if scratch and store:
        raise typer.BadParameter("a scratch store is in memory; leave --store out", param_hint="--scratch")
    if scratch and address not in _LOOPBACK:
        raise typer.BadParameter("updates are open to all, so only loopback is served", param_hint="--host")
    listener = _listen(address, settings.port if port is None else port)
    with listener, options.open_named_store(_MEMORY if scratch else store) as knowledge:
        import uvicorn

        from api.app import create_app

        served = create_app(settings, knowledge, scratch=scratch)
        url_host = f"[{address}]" if ":" in address else address
        name = "a scratch store" if scratch else knowledge.location
        print(
            f"irgraph serves {name} at http://{url_host}:{listener.getsockname()[1]}/ (Ctrl-C ends it)",
            flush=True,
        )
        uvicorn.Server(uvicorn.Config(served, log_level="warning")).run(sockets=[listener])


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
