"""`irgraph token`: adding, listing and removing, beside the store or in a file of one's own."""

from pathlib import Path

import pytest

from api.tokens import Token, digest, read_tokens


def test_tokens_lie_beside_the_store(run, tmp_path: Path) -> None:
    store = tmp_path / "graph"
    made = run("token", "add", "alice", "--store", str(store)).out.strip()
    run("token", "add", "bob", "--rights", "read", "--store", str(store))
    assert read_tokens(tmp_path / "graph.tokens")[0] == Token(digest(made), "alice", "write")
    assert run("token", "list", "--store", str(store)).out == "alice\twrite\nbob\tread\n"
    assert run("token", "remove", "alice", "--store", str(store)).code == 0
    assert run("token", "list", "--store", str(store)).out == "bob\tread\n"


def test_tokens_in_a_file_of_their_own(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IRGRAPH_TOKENS_FILE", str(tmp_path / "mine"))
    made = run("token", "add", "alice", "--store", "http://localhost:7878").out.strip()
    assert read_tokens(tmp_path / "mine") == [Token(digest(made), "alice", "write")]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("add", "alice", "--rights", "all"), 2, "neither read nor write"),
        (("add", "two words"), 1, "cannot name a token"),
        (("remove", "alice"), 1, "has no token 'alice'"),
        (("list", "--store", "http://localhost:7878"), 1, "IRGRAPH_TOKENS_FILE"),
    ],
)
def test_wrong_uses_are_told(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, words: str
) -> None:
    monkeypatch.setenv("IRGRAPH_STORE", str(tmp_path / "store"))
    told = run("token", *arguments)
    assert (told.code, words in " ".join(told.err.split())) == (code, True)
