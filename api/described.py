"""What OpenAPI cannot know of routes that read the request themselves: parameters, bodies, media types.

Each constant is the `openapi_extra` or the `responses` of a route; examples are such that a reader of
/docs can send them as they are to a graph of the seeds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from api.negotiation import BOOLEAN_TYPES, DOCUMENT_TYPES, GRAPH_TYPES, HTML, SHORT_NAMES, TABLE_TYPES, TURTLE
from api.protocol import FORM

_EXAMPLE_QUERY = "SELECT ?who { ?who ir:sanctions actor:RUS } LIMIT 5"
_EXAMPLE_UPDATE = "INSERT DATA { GRAPH <http://example.org/mine> { <http://example.org/a> rdfs:label 'A' } }"
_EXAMPLE_GRAPH = "http://example.org/mine"
_EXAMPLE_TURTLE = "<http://example.org/a> <http://example.org/knows> <http://example.org/b> ."
_STRING = {"type": "string"}

Description = dict[str, Any]
Responses = dict[int | str, dict[str, Any]]


def answers(media_types: Iterable[str], what: str, example: object = None) -> Responses:
    """The 200 of a route that answers in one of some media types; an example is of the first."""
    first, *others = dict.fromkeys(media_types)
    shown: Description = {"schema": _schema(first)} | ({"example": example} if example is not None else {})
    content: Description = {first: shown} | {other: {"schema": _schema(other)} for other in others}
    return {200: {"description": what, "content": content}}


def _schema(media_type: str) -> Description:
    """Anything in JSON, else a text."""
    return {} if "json" in media_type else _STRING


def _parameter(name: str, what: str, **more: Any) -> Description:
    return {"name": name, "in": "query", "description": what, "schema": _STRING, **more}


def _iris(name: str, what: str) -> Description:
    many = {"type": "array", "items": {"type": "string", "format": "uri"}}
    return _parameter(name, what, schema=many, example=[_EXAMPLE_GRAPH], required=False)


def _body(content: Mapping[str, Description]) -> Description:
    return {"required": True, "content": dict(content)}


def _form(**fields: str) -> Description:
    properties = {name: {"type": "string", "example": example} for name, example in fields.items()}
    return {"schema": {"type": "object", "properties": properties, "required": list(fields)}}


_QUERY_DATASET = [
    _iris("default-graph-uri", "Graphs that together are the default graph of the query"),
    _iris("named-graph-uri", "Graphs that GRAPH finds"),
]
_UPDATE_DATASET = [
    _iris("using-graph-uri", "Graphs that together are the default graph of the update's patterns"),
    _iris("using-named-graph-uri", "Graphs that GRAPH finds there"),
]
_FORMAT = _parameter("format", "Wins over Accept", schema={"type": "string", "enum": sorted(SHORT_NAMES)})
_QUERY_TEXT = _parameter(
    "query", "SPARQL 1.1; known prefixes need no declaration", example=_EXAMPLE_QUERY, required=False
)
QUERY: Description = {"parameters": [_QUERY_TEXT, *_QUERY_DATASET, _FORMAT]}
QUERY_BODY: Description = {
    "parameters": [*_QUERY_DATASET, _FORMAT],
    "requestBody": _body({
        "application/sparql-query": {"schema": _STRING, "example": _EXAMPLE_QUERY},
        FORM: _form(query=_EXAMPLE_QUERY),
    }),
}  # fmt: skip
UPDATE_BODY: Description = {
    "parameters": _UPDATE_DATASET,
    "requestBody": _body({
        "application/sparql-update": {"schema": _STRING, "example": _EXAMPLE_UPDATE},
        FORM: _form(update=_EXAMPLE_UPDATE),
    }),
}  # fmt: skip
QUERY_ANSWERS = answers(
    [*TABLE_TYPES.values(), *BOOLEAN_TYPES.values(), *GRAPH_TYPES.values(), HTML],
    "The answer, as negotiated; without a query the service description, or a form for browsers",
    {"head": {"vars": ["who"]}, "results": {"bindings": []}},
)

GRAPH: Description = {
    "parameters": [
        _parameter(
            "graph",
            "IRI of the graph; or give `default`",
            schema={"type": "string", "format": "uri"},
            example=_EXAMPLE_GRAPH,
            required=False,
        ),
        _parameter("default", "Names the default graph; has no value", required=False),
    ]
}
GRAPH_BODY: Description = {
    **GRAPH,
    "requestBody": _body({TURTLE: {"schema": _STRING, "example": _EXAMPLE_TURTLE}}),
}
GRAPH_ANSWERS = answers(GRAPH_TYPES.values(), "All triples of the graph", _EXAMPLE_TURTLE)
DATASET_ANSWERS = answers(GRAPH_TYPES.values(), "VoID, prefixes, example queries")
RESOURCE_ANSWERS = answers(
    [*list(DOCUMENT_TYPES.values())[1:], HTML], "What is known", "actor:EU rdfs:label 'European Union' ."
)
CHANGED: Responses = {
    201: {"description": "The graph is new"},
    204: {"description": "The graph was there"},
}
