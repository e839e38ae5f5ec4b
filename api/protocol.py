"""Reading requests of the SPARQL 1.1 Protocol: parameters, forms and direct bodies, strictly."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import Request
from pyoxigraph import NamedNode

from api.problems import ProblemError

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update with the dataset that the request names (None: it names none)."""

    text: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    format: str | None = None


def content_type(request: Request) -> str:
    """The media type of the body without its parameters, in lower case; empty when the client names none.

    Raises:
        ProblemError: 415 for a body in another encoding than UTF-8.
    """
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip().strip('"').lower() not in (
            "utf-8",
            "utf8",
            "us-ascii",
        ):
            raise ProblemError(
                415, "unsupported-encoding", f"the body is in {value.strip()}", "Send it in UTF-8."
            )
    return media_type.strip().lower()


async def text_body(request: Request) -> str:
    """The body as text.

    Raises:
        ProblemError: 400 when it is not UTF-8.
    """
    try:
        return (await request.body()).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProblemError(
            400, "invalid-encoding", f"the body is not UTF-8: {error}", "Send it in UTF-8."
        ) from None


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise ProblemError(400, "invalid-parameters", f"the parameters cannot be read: {error}") from None


def _iris(pairs: list[tuple[str, str]], name: str) -> tuple[str, ...]:
    values = tuple(value for key, value in pairs if key == name)
    for value in values:
        try:
            NamedNode(value)
        except ValueError:
            raise ProblemError(400, "invalid-iri", f"{name} {value!r} is no absolute IRI") from None
    return values


def _one(pairs: list[tuple[str, str]], name: str) -> str:
    values = [value for key, value in pairs if key == name]
    if len(values) != 1:
        fault = "is missing" if not values else f"is given {len(values)} times"
        raise ProblemError(
            400, f"invalid-{name}", f"the parameter {name} {fault}", f"Give {name} exactly once."
        )
    return values[0]


def _operation(text: str, pairs: list[tuple[str, str]], default: str, named: str) -> Operation:
    default_graphs, named_graphs = _iris(pairs, default), _iris(pairs, named)
    formats = [value for key, value in pairs if key == "format"]
    if default_graphs or named_graphs:
        return Operation(text, default_graphs, named_graphs, formats[-1] if formats else None)
    return Operation(text, format=formats[-1] if formats else None)


async def read_operation(request: Request, kind: str) -> Operation:
    """The operation of a request: `kind` is "query" or "update".

    Raises:
        ProblemError: 400 for wrong parameters or encoding, 415 for another kind of body.
    """
    prefix = "" if kind == "query" else "using-"
    default, named = (
        ("default-graph-uri", "named-graph-uri")
        if not prefix
        else ("using-graph-uri", "using-named-graph-uri")
    )
    pairs = _pairs(request.url.query)
    if request.method in ("GET", "HEAD"):
        return _operation(_one(pairs, kind), pairs, default, named)
    media_type = content_type(request)
    if media_type == f"application/sparql-{kind}":
        return _operation(await text_body(request), pairs, default, named)
    if media_type != FORM:
        expected = f"{FORM} or application/sparql-{kind}"
        raise ProblemError(
            415, "unsupported-media-type", f"the body is {media_type or 'of no type'}", f"Send {expected}."
        )
    form = _pairs(await text_body(request))
    return _operation(_one(form, kind), [*pairs, *form], default, named)
