"""Decisions as lines of JSON, the way `irgraph resolve list --format json` writes them, read back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from graph.decisions import ANYWHERE, Decision
from graph.identity import LedgerError

_TEXTS = ("by", "why", "at", "document", "words")
_KNOWN = frozenset({*_TEXTS, "id", "state", "judgement", "about", "score", "start"})
_MAKING = ("same", "different", "reading")


def read_decision_lines(lines: Iterable[str], *, by: str, at: str) -> list[Decision]:
    """The decisions of some lines, in order; those that a ledger had undone or replaced are left out.

    Args:
        lines: one JSON object a line, with the fields of `Decision`; empty lines do not matter.
        by: who decides where a line does not say.
        at: when, where a line does not say.

    Raises:
        LedgerError: a line is no decision; the message names it.
    """
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            data = _object(line)
            if data.get("state", "in force") == "in force" and data.get("judgement") != "undo":
                found.append(_decision({"by": by, "at": at} | data))
        except (ValueError, TypeError) as error:
            raise LedgerError(
                f"line {number} is no decision ({error}): correct it; nothing is decided"
            ) from error
    return found


def _object(line: str) -> dict[str, Any]:
    data = json.loads(line)
    if not isinstance(data, dict):
        raise TypeError("it must be a JSON object")
    if unknown := sorted(data.keys() - _KNOWN):
        raise ValueError(f"there is no field {unknown[0]!r}; a decision has {', '.join(sorted(_KNOWN))}")
    return data


def _decision(data: dict[str, Any]) -> Decision:
    judgement, about, score, start = (data.get(name) for name in ("judgement", "about", "score", "start"))
    if judgement not in _MAKING:
        raise ValueError(f"judgement {judgement!r} is none of {', '.join(_MAKING)}")
    if not isinstance(about, list) or not all(isinstance(one, str) for one in about):
        raise TypeError("about must be a list of ids")
    if score is not None and not 0 <= score <= 1:
        raise ValueError(f"score {score!r} does not lie between 0 and 1")
    texts = {name: data.get(name, "") for name in _TEXTS}
    if wrong := [name for name, text in texts.items() if not isinstance(text, str)]:
        raise TypeError(f"{wrong[0]} must be text")
    return Decision(
        judgement, tuple(about), score=score, start=ANYWHERE if start is None else int(start), **texts
    )
