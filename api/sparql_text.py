"""What the SPARQL 1.1 Protocol must know of a text before the engine may run it, read off its tokens.

The engine has no parameter for `using-graph-uri` and ignores FROM when the default graph is the
union; and LOAD SILENT, which may not fetch here, must do nothing rather than fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from graph.sparql_tokens import Token, scan


class DatasetConflictError(ValueError):
    """An update names its dataset both in its text and in the request's parameters."""


def plain_update(text: str, prefixes: Mapping[str, str]) -> str:
    """The update without comments, and with the prefixed names outside braces written out as IRIs.

    Two parsers then cannot disagree on where a comment ends, or read `SILENTgraph:x` as one word or two.

    Raises:
        ValueError: such a name has a prefix that is not declared.
    """
    declared, parts, previous = dict(prefixes), [], ["", "", ""]
    for token, blank in _with_blanks(text):
        parts.append(" " * blank)
        if token.kind == "name" and token.depth == 0 and previous[-1].upper() != "PREFIX":
            parts.append(_written_out(token.text, declared))
        else:
            parts.append(token.text)
        if previous[-2].upper() == "PREFIX" and token.kind == "iri":
            declared[previous[-1].rstrip(":")] = token.text[1:-1]
        previous = [*previous[1:], token.text]
    return "".join(parts)


def _with_blanks(text: str) -> Iterator[tuple[Token, bool]]:
    """Each token, and whether anything stands between it and the one before."""
    end = 0
    for token in scan(text):
        yield token, token.start > end
        end = token.end


def _written_out(name: str, declared: Mapping[str, str]) -> str:
    prefix, _, local = name.partition(":")
    if prefix not in declared:
        raise ValueError(f"the prefix {prefix!r} is not declared")
    unescaped = re.sub(r"\\(.)", r"\1", local)
    return f"<{declared[prefix]}{unescaped}>"


def without_strings(text: str) -> str:
    """The text with each string empty: what is left decides which graphs it writes to."""
    parts = (
        " " * blank + ('""' if token.kind == "string" else token.text) for token, blank in _with_blanks(text)
    )
    return "".join(parts)


def _operations(text: str) -> Iterator[tuple[Token, ...]]:
    """The tokens of each operation of an update, prologue included, without the separating `;`."""
    current: list[Token] = []
    for token in scan(text):
        if token.text == ";" and token.depth == 0:
            yield tuple(current)
            current = []
        else:
            current.append(token)
    yield tuple(current)


def _load(operation: Sequence[Token]) -> int | None:
    """Where an operation's LOAD stands, if it is one: a keyword that no word comes before."""
    for index, token in enumerate(operation):
        starts = index == 0 or operation[index - 1].kind not in ("word", "name")
        if token.depth == 0 and starts and token.head.startswith("LOAD"):
            return index
    return None


def without_silent_loads(text: str) -> str:
    """The update with each LOAD SILENT replaced by an operation that does nothing, as if it had failed."""
    for operation in reversed(list(_operations(text))):
        index = _load(operation)
        if index is not None and "SILENT" in "".join(token.head for token in operation[index : index + 2]):
            start, end = operation[index].start, operation[-1].end
            text = f"{text[:start]}INSERT DATA {{}}{text[end:]}"
    return text


def with_dataset(text: str, using: Sequence[str], using_named: Sequence[str]) -> str:
    """The update with the dataset of the request's parameters written into it as USING clauses.

    Raises:
        DatasetConflictError: the update has USING or WITH of its own (SPARQL 1.1 Protocol, 2.2.3).
    """
    if not using and not using_named:
        return text
    top = [token for token in scan(text) if token.depth == 0]
    if any(token.upper in ("USING", "WITH") for token in top):
        raise DatasetConflictError(
            "the update has USING or WITH, so using-graph-uri must not be given as well"
        )
    clauses = "".join([f"USING <{iri}> " for iri in using] + [f"USING NAMED <{iri}> " for iri in using_named])
    for before, token in reversed(list(pairwise(top))):
        if token.upper == "WHERE":
            start, repeat = token.start, ""
            if before.upper == "DELETE":
                # DELETE WHERE takes no USING: its pattern is written twice, as template and as pattern.
                repeat = _block(text, token.end)
            text = f"{text[:start]}{repeat} {clauses}{text[start:]}"
    return text


def _block(text: str, position: int) -> str:
    """The braced block that follows a position; what is left of the text if it never closes."""
    for token in scan(text[position:]):
        if token.text == "}" and token.depth == 0:
            return text[position : position + token.end]
    return text[position:]
