"""The file of tokens: what is kept, what is refused, and that nothing of a token can be read from it."""

import hashlib
from pathlib import Path

import pytest

from api.errors import InputError
from api.tokens import Token, add_token, digest, read_tokens, remove_token

A, B = "a" * 64, "b" * 64


def test_a_token_from_adding_to_removing(tmp_path: Path) -> None:
    path = tmp_path / "tokens"
    alice, bob = add_token(path, "alice", "write"), add_token(path, "bob", "read")
    assert read_tokens(path) == [Token(digest(alice), "alice", "write"), Token(digest(bob), "bob", "read")]
    assert alice not in path.read_text()
    assert (path.stat().st_mode & 0o777, len(alice), alice != bob) == (0o600, 43, True)
    remove_token(path, "alice")
    assert read_tokens(path) == [Token(digest(bob), "bob", "read")]


def test_the_digest_is_sha256() -> None:
    assert digest("secret") == hashlib.sha256(b"secret").hexdigest()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("# nobody\n\n", []),
        (f"{A} alice\n", [Token(A, "alice", "write")]),
        (f"{A} alice read\n\n{B} bob write\n", [Token(A, "alice", "read"), Token(B, "bob", "write")]),
    ],
)
def test_lines_of_the_file(tmp_path: Path, text: str, expected: list[Token]) -> None:
    path = tmp_path / "tokens"
    path.write_text(text)
    assert read_tokens(path) == expected


@pytest.mark.parametrize("line", ["alice", f"{A} alice all", f"{A} alice read too", "abc alice", A])
def test_lines_that_are_none_are_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "tokens"
    path.write_text(f"{B} bob\n{line}\n")
    with pytest.raises(InputError, match=r"line 2 of .*tokens is no token"):
        read_tokens(path)


@pytest.mark.parametrize("name", ["", "two words", "#hash", "alice"])
def test_names_that_are_taken_or_none(tmp_path: Path, name: str) -> None:
    add_token(tmp_path / "tokens", "alice", "write")
    with pytest.raises(InputError, match=r"cannot name a token|has a token 'alice' already"):
        add_token(tmp_path / "tokens", name, "read")


def test_an_unknown_name_cannot_be_removed(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no token 'alice'"):
        remove_token(tmp_path / "tokens", "alice")
