"""Tokens: who may read and write, kept as hashes in a file that only its owner can read.

A line is `digest name rights`; rights are `read` or `write` (which includes reading), and a line
without them means `write`. Blank lines and lines that begin with # count for nothing.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from api.errors import InputError

Rights = Literal["read", "write"]
_HEADER = "# tokens of irgraph, as SHA-256; made by `irgraph token add NAME`\n"


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is kept: nobody can get the token itself back from it."""

    digest: str
    name: str
    rights: Rights = "write"


def digest(token: str) -> str:
    """How a token stands in the file: SHA-256 in hex. Tokens are long and random: no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def read_tokens(path: Path) -> Sequence[Token]:
    """The tokens of a file, none if it is not there.

    Raises:
        InputError: a line that is none.
    """
    return list(_parsed(path)) if path.exists() else []


def _parsed(path: Path) -> Iterator[Token]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        words = line.split()
        digest_, name, rights = (*words, "write")[:3] if len(words) == 2 else (*words, "", "", "")[:3]
        if len(words) > 3 or len(digest_) != 64 or rights not in get_args(Rights):
            raise InputError(
                f"line {number} of {path} is no token: write 'SHA-256 NAME read' or 'SHA-256 NAME write', "
                "or let `irgraph token add` do it"
            )
        yield Token(digest_, name, cast(Rights, rights))


def add_token(path: Path, name: str, rights: Rights) -> str:
    """Make a token, keep its digest, and give the token, which is told only this once.

    Raises:
        InputError: the name is taken, or no word.
    """
    if not name or name.startswith("#") or len(name.split()) != 1:
        raise InputError(f"{name!r} cannot name a token: take one word, such as alice")
    known = read_tokens(path)
    if any(one.name == name for one in known):
        raise InputError(f"{path} has a token {name!r} already: remove it first, or take another name")
    token = secrets.token_urlsafe(32)
    _write(path, [*known, Token(digest(token), name, rights)])
    return token


def remove_token(path: Path, name: str) -> None:
    """Take a token out; a running service refuses it from then on.

    Raises:
        InputError: there is none of that name.
    """
    known = read_tokens(path)
    if all(one.name != name for one in known):
        raise InputError(f"{path} has no token {name!r}: `irgraph token list` shows those it has")
    _write(path, [one for one in known if one.name != name])


def _write(path: Path, tokens: Sequence[Token]) -> None:
    lines = "".join(f"{one.digest} {one.name} {one.rights}\n" for one in tokens)
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(_HEADER + lines, encoding="utf-8")
    draft.replace(path)
