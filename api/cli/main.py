"""The command `irgraph`: names its commands, and turns every exception into one line and an exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer

from api.cli import (
    building,
    comparing,
    console,
    covering,
    evaluating,
    exporting,
    extracting,
    inspecting,
    querying,
    resolving,
    serving,
    tokens,
    watching,
)

_FAILED = 1

app = typer.Typer(
    name="irgraph",
    help="Read reporting on international relations; build a knowledge graph of who does what towards whom.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 some inputs failed (each named on standard error), 2 wrong usage.",
)

app.command(epilog=extracting.EXAMPLES)(extracting.extract)
app.command(epilog=building.BUILD_EXAMPLES)(building.build)
app.command(epilog=watching.EXAMPLES)(watching.watch)
app.command(epilog=serving.EXAMPLES)(serving.serve)
app.command(epilog=querying.EXAMPLES)(querying.query)
app.command(epilog=exporting.EXAMPLES)(exporting.export)
app.command(epilog=inspecting.STATS_EXAMPLES)(inspecting.stats)
app.command(epilog=inspecting.CHECK_EXAMPLES)(inspecting.check)
app.command(epilog=building.RETRACT_EXAMPLES)(building.retract)
app.add_typer(resolving.app, name="resolve")
app.add_typer(tokens.app, name="token")
app.command(epilog=comparing.SNAPSHOT_EXAMPLES)(comparing.snapshot)
app.command(epilog=comparing.DIFF_EXAMPLES)(comparing.diff)
app.command(epilog=evaluating.EXAMPLES)(evaluating.evaluate)
app.command(epilog=covering.EXAMPLES)(covering.coverage)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"irgraph {version('irgraph')}")
        raise typer.Exit


@app.callback()
def _options(
    shown: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and end."),
    ] = False,
) -> None:
    """Options before the command."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code.

    With `IRGRAPH_DEBUG` set, an exception shows its traceback instead of one line.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", newline="\n")
    try:
        app(args=None if arguments is None else list(arguments), prog_name="irgraph")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else _FAILED
    except Exception as error:
        if os.environ.get("IRGRAPH_DEBUG"):
            raise
        console.complain(_line(error))
    return _FAILED


def _line(error: Exception) -> str:
    from api.errors import failure_of, message

    if failure_of(error) or isinstance(error, OSError):
        return message(error)
    return (
        f"unforeseen {type(error).__name__}: {message(error)}; IRGRAPH_DEBUG=1 shows where, please report it"
    )
