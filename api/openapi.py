"""The OpenAPI description: FastAPI's own, with errors as the problem documents that they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.models import Problem
from api.problems import MEDIA_TYPE
from api.service import Service

_DESCRIPTION = """A knowledge graph of who does, says or plans what towards whom, read from reports.

Lists come in pages: follow `next`. Filters are the same everywhere. Errors are RFC 9457 problem documents.
"""
_PROBLEM = {
    "description": "A problem document that says what is wrong and what to do",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def description_of(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """What `app.openapi` becomes: made when first asked for, then kept."""
    made: dict[str, Any] = {}

    def describe() -> dict[str, Any]:
        if not made:
            made.update(_describe(app))
        return made

    return describe


def _describe(app: FastAPI) -> dict[str, Any]:
    schema = get_openapi(title=app.title, version=app.version, description=_DESCRIPTION, routes=app.routes)
    service: Service = app.state.service
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            operation["responses"].pop("422", None)
            operation["responses"] |= {"4XX": _PROBLEM, "5XX": _PROBLEM}
            reads = (method == "get" and not path.startswith("/jobs")) or path == "/sparql"
            if "security" in operation and (service.scratch or (reads and service.settings.open_reads)):
                # A token does no harm.
                operation["security"].append({})
    schemas = schema.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["Problem"] = Problem.model_json_schema()
    return schema
