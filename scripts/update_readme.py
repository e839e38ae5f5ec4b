"""Run the commands of README.md and write below each what it prints now.

Usage: python -m scripts.update_readme [--check]

A `console` block is a session: a line that begins with "$ " is a command (it goes on while lines end
with a backslash), the lines below it are its output. All sessions run in order in one empty folder that
holds `seeds`; a block that names localhost:8000 finds the folder's store served there. Other blocks,
and all the text, stay as they are.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
ADDRESS = "localhost:8000"
SESSION = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_PORT = re.compile(r"http://127\.0\.0\.1:(\d+)/")


class SessionError(Exception):
    """A command of the README failed; the message holds it and what it printed."""


def commands(session: str) -> list[str]:
    """The commands of a session, as typed, without their outputs."""
    found: list[str] = []
    goes_on = False
    for line in session.splitlines():
        if goes_on:
            found[-1] += "\n" + line
        elif line.startswith("$ "):
            found.append(line.removeprefix("$ "))
        else:
            continue
        goes_on = line.endswith("\\")
    return found


def _environment() -> dict[str, str]:
    """This interpreter's commands come first, and nobody's settings leak in."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("IRGRAPH_")}
    return {**kept, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"}


def _printed(command: str, folder: Path, address: str) -> str:
    done = subprocess.run(
        ["sh", "-c", command.replace(ADDRESS, address)],
        cwd=folder, env=_environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    if done.returncode:
        raise SessionError(f"{command}\nends with {done.returncode}:\n{done.stdout}")
    text = done.stdout.replace(address, ADDRESS).rstrip("\n")
    return f"{text}\n" if text else ""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The address of a service over the store of a folder."""
    command = [str(Path(sys.executable).parent / "irgraph"), "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=folder, env=_environment(), stdout=subprocess.PIPE, encoding="utf-8"
    ) as service:
        try:
            assert service.stdout
            greeting = service.stdout.readline()
            if not (port := _PORT.search(greeting)):
                raise SessionError(f"irgraph serve did not start: {greeting}")
            yield f"localhost:{port[1]}"
        finally:
            service.terminate()


def replayed(session: str, folder: Path) -> str:
    """A session with the outputs that its commands give in a folder.

    Raises:
        SessionError: a command fails.
    """
    with _served(folder) if ADDRESS in session else nullcontext(ADDRESS) as address:
        return "".join(f"$ {each}\n{_printed(each, folder, address)}" for each in commands(session))


def refreshed(text: str) -> str:
    """A text with the outputs of all its sessions renewed.

    Raises:
        SessionError: a command fails.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "seeds").symlink_to(ROOT / "seeds")
        return SESSION.sub(lambda found: replayed(found[0], folder), text)


def main(arguments: list[str]) -> int:
    old = README.read_text(encoding="utf-8")
    new = refreshed(old)
    if "--check" in arguments:
        print("README.md is up to date" if new == old else "README.md is out of date")
        return int(new != old)
    README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
