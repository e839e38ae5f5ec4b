"""`/id/…`: every IRI of the graph answers with what is known about it, as a page or as RDF."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi import Query as Parameter
from fastapi.responses import RedirectResponse

from api import described
from api.conditional import Conditional
from api.negotiation import DOCUMENT_TYPES, HTML, JSON_RESULTS, SHORT_NAMES, choose
from api.problems import ProblemError
from api.query_pool import Query, QueryAnswer
from api.service import Service, ServiceOf
from api.web.pages import render
from graph.sparql import iri

router = APIRouter(tags=["Linked data"])

# A resource's own statements, those of its parts (their IRIs go on with #), and the facts that point to it.
_CONSTRUCT = """CONSTRUCT {{ {node} ?p ?o . ?o ?q ?r . ?s ?fact {node} }} WHERE {{
  {{ {node} ?p ?o }}
  UNION {{
    {{ SELECT DISTINCT ?o {{
      {node} ?any ?o FILTER(isIRI(?o) && STRSTARTS(STR(?o), {base}) && CONTAINS(STR(?o), "#")) }} }}
    ?o ?q ?r
  }}
  UNION {{ GRAPH {facts} {{ ?s ?fact {node} }} }}
}}"""
_SELECT = """SELECT ?p ?o ?label WHERE {{ {node} ?p ?o OPTIONAL {{ ?o rdfs:label ?label }} }}
ORDER BY ?p ?o LIMIT 500"""


@router.get(
    "/id/{path:path}",
    dependencies=[Conditional],
    summary="What is known about an IRI",
    responses=described.RESOURCE_ANSWERS,
    response_class=Response,
)
async def resource(
    request: Request,
    service: ServiceOf,
    path: str,
    format_: Annotated[
        str | None, Parameter(alias="format", description="turtle, jsonld, nt, rdf or html")
    ] = None,
) -> Response:
    """What the graph says: a page for browsers; Turtle, JSON-LD, N-Triples or RDF/XML for programs."""
    node = service.store.iris.base + quote(path)
    if path.startswith("graph/"):
        return RedirectResponse(f"/store?graph={quote(node, safe='')}", status_code=303)
    accept = request.headers.get("accept") if format_ is None else SHORT_NAMES.get(format_, format_)
    media_type = choose(accept, DOCUMENT_TYPES)
    if media_type is None:
        raise ProblemError(
            406, "not-acceptable", f"{accept!r} is not to be had", f"Accept {', '.join(DOCUMENT_TYPES)}."
        )
    if media_type == HTML:
        return await _page(request, service, node, path)
    answer = await _ask(service, _construct(service, node), media_type)
    if not _has_triples(answer):
        raise _unknown(path)
    return Response(answer.body, media_type=media_type, headers={"Vary": "Accept"})


def _construct(service: Service, node: str) -> str:
    iris = service.store.iris
    return _CONSTRUCT.format(node=iri(node), base=json.dumps(iris.base), facts=iri(iris.facts))


async def _ask(service: Service, text: str, media_type: str) -> QueryAnswer:
    base, union = service.store.iris.base, True
    kinds = (media_type, media_type, media_type)
    return await service.query(Query(text, base, union, *kinds, prefixes=service.prefixes))


def _has_triples(answer: QueryAnswer) -> bool:
    """Whether more than prefixes came; JSON-LD of nothing is an empty list or an empty @graph."""
    if answer.file:
        return True
    if answer.media_type == "application/ld+json":
        found = json.loads(answer.body)
        return bool(found.get("@graph") or found.get("@id")) if isinstance(found, dict) else bool(found)
    lines = answer.body.decode().splitlines()
    return any(line and not line.startswith(("@prefix", "<?xml", "<rdf:RDF", "</rdf:RDF")) for line in lines)


async def _page(request: Request, service: Service, node: str, path: str) -> Response:
    answer = await _ask(service, _SELECT.format(node=iri(node)), JSON_RESULTS)
    rows = json.loads(answer.body)["results"]["bindings"]
    if not rows:
        raise _unknown(path)
    statements = [_statement(row, service) for row in rows]
    labels = [value for name, value, _ in statements if name == "rdfs:label"]
    more, more_label = _more(path)
    title = labels[0] if labels else path
    about = {"iri": node, "title": title, "more": more, "more_label": more_label}
    return render(request, "resource.html", about=about, statements=statements)


def _statement(row: Mapping[str, Mapping[str, str]], service: Service) -> tuple[str, str, str | None]:
    """The property's name, the value's, and where the value leads."""
    value = row["o"]["value"]
    if row["o"]["type"] != "uri":
        return _short(row["p"]["value"], service), value, None
    base = service.store.iris.base
    link = f"/id/{value.removeprefix(base)}" if value.startswith(base) else value
    name = row["label"]["value"] if "label" in row else _short(value, service)
    return (
        _short(row["p"]["value"], service),
        name,
        link if link.startswith(("/", "http://", "https://")) else None,
    )


def _short(name: str, service: Service) -> str:
    matching = [(prefix, start) for prefix, start in service.prefixes if name.startswith(start)]
    if not matching:
        return name
    prefix, start = max(matching, key=lambda item: len(item[1]))
    return f"{prefix}:{name.removeprefix(start)}"


def _more(path: str) -> tuple[str | None, str]:
    kind, _, key = path.partition("/")
    if kind == "actor":
        return f"/#actor={quote(key, safe='')}", "its claims"
    if kind == "document":
        return f"/documents/{quote(key)}", "read it"
    return None, ""


def _unknown(path: str) -> ProblemError:
    return ProblemError(
        404, "unknown-resource", f"nothing is known about {path!r}", "Actors are listed at /actors."
    )
