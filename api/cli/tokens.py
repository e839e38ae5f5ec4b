"""`irgraph token`: who may write to the service, and read from it where reading is closed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli import options
from api.errors import InputError

app = typer.Typer(
    help="Make, list and remove the tokens of the service; they are kept as hashes, beside the store.",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(help="Whose token it is: one word.", show_default=False)]
ADD_EXAMPLES = options.examples("irgraph token add alice", "irgraph token add dashboard --rights read")
REMOVE_EXAMPLES = options.examples("irgraph token remove alice")
LIST_EXAMPLES = options.examples("irgraph token list --store /data/graph")


@app.command(epilog=ADD_EXAMPLES)
def add(
    name: Name,
    rights: Annotated[
        str, typer.Option(help="write (which includes reading) or read.", metavar="write|read")
    ] = "write",
    store: options.Store = None,
) -> None:
    """Make a token and print it; this is the only time that it can be seen."""
    from api.tokens import add_token

    if rights not in ("read", "write"):
        raise typer.BadParameter(f"{rights!r} is neither read nor write", param_hint="--rights")
    print(add_token(_file(store), name, "read" if rights == "read" else "write"))


@app.command("list", epilog=LIST_EXAMPLES)
def list_(store: options.Store = None) -> None:
    """List the names of the tokens and what each may do."""
    from api.tokens import read_tokens

    for token in read_tokens(_file(store)):
        print(f"{token.name}\t{token.rights}")


@app.command(epilog=REMOVE_EXAMPLES)
def remove(name: Name, store: options.Store = None) -> None:
    """Remove a token; a running service refuses it from then on."""
    from api.tokens import remove_token

    remove_token(_file(store), name)


def _file(store: str | None) -> Path:
    from api.settings import Settings

    settings = Settings()
    location = store or settings.store
    path = settings.tokens_path(location)
    if path is None:
        raise InputError(f"{location} has no folder for tokens: name a file in IRGRAPH_TOKENS_FILE")
    return path
