"""The README tells the truth: its commands run, and print what stands below them."""

import shutil

import pytest

from scripts.update_readme import ADDRESS, README, SESSION, SessionError, commands, refreshed

TEXT = README.read_text(encoding="utf-8")


def test_commands_go_on_after_a_backslash() -> None:
    session = '$ irgraph query "ASK { \\\n    ?s ?p ?o }"\ntrue\n$ irgraph stats\ntotal\n'
    assert commands(session) == ['irgraph query "ASK { \\\n    ?s ?p ?o }"', "irgraph stats"]


def test_outputs_are_replaced_and_the_rest_is_kept() -> None:
    stale = "Text.\n```console\n$ echo one\ntwo\n$ true\n```\n```sh\n$ echo three\n```\n"
    assert refreshed(stale) == stale.replace("\ntwo", "\none")


def test_a_command_that_fails_is_named() -> None:
    with pytest.raises(SessionError, match="echo why; exit 3\nends with 3:\nwhy"):
        refreshed("```console\n$ echo why; exit 3\n```\n")


def test_readme_shows_each_way_in() -> None:
    typed = "\n".join(command for found in SESSION.findall(TEXT) for command in commands(found))
    shown = ("extract", "build", "stats", "query", "export")
    assert [name for name in shown if f"irgraph {name}" not in typed] == []
    assert [path for path in ("subgraph", "sparql") if f"{ADDRESS}/{path}" not in typed] == []


@pytest.mark.slow
def test_readme_shows_what_its_commands_print() -> None:
    text = TEXT if shutil.which("curl") else _without_curl(TEXT)
    assert refreshed(text) == text, "run: python -m scripts.update_readme"


def _without_curl(text: str) -> str:
    return SESSION.sub(lambda found: "" if "curl" in found[0] else found[0], text)
