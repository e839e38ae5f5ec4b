"""`/documents`: list, add, read with highlighted evidence, retract."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from api.conditional import Conditional
from api.document_models import DocumentFull, DocumentIn, DocumentOut, JobOut, PieceOut, StoredOut
from api.filters import Cursor, Day, Limit, page_link
from api.highlight import Piece, pieces
from api.ingest import KeptOut, Report, Stored, limits_of
from api.models import Page
from api.negotiation import prefers_html
from api.problems import ProblemError
from api.records import note
from api.routes.jobs import JobsOf, accepted, document_of
from api.security import Writer
from api.service import ServiceOf
from api.web.pages import render
from extract.screening import screen
from graph.paging import DEFAULT_LIMIT, decode_cursor, encode_cursor
from graph.views import StoredDocument

router = APIRouter(prefix="/documents", tags=["Documents"])


def link(document_id: str) -> str:
    """Where a document is read."""
    return f"/documents/{quote(document_id)}"


@router.get("", dependencies=[Conditional], summary="List the documents", response_model=Page[DocumentOut])
async def list_documents(
    request: Request,
    service: ServiceOf,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    source: Annotated[str | None, Query(description="Only this publisher's")] = None,
    since: Annotated[Day, Query(alias="from", description="Published on this day or later")] = None,
    until: Annotated[Day, Query(alias="to", description="Published on this day or before")] = None,
) -> Page[DocumentOut] | Response:
    """The documents by id, as JSON or, for browsers, as a page."""
    after = decode_cursor(cursor)
    found = [
        document
        for document in await service.kept("documents", service.store.documents)
        if document.id > after
        and source in (None, document.publisher)
        and (since is None or (document.date is not None and document.date >= since))
        and (until is None or (document.date is not None and document.date <= until))
    ]
    more = page_link(request, encode_cursor(found[limit - 1].id) if len(found) > limit else None)
    items = [_listed(document) for document in found[:limit]]
    if prefers_html(request.headers.get("accept")):
        return render(request, "documents.html", documents=items, next=more)
    return Page(items=items, next=more)


def _listed(document: StoredDocument) -> DocumentOut:
    return DocumentOut(
        id=document.id,
        title=document.title,
        date=document.date,
        publisher=document.publisher,
        url=document.url,
        claims=document.claims,
        link=link(document.id),
    )


@router.post(
    "",
    dependencies=[Writer],
    summary="Add a document",
    status_code=201,
    response_model=StoredOut,
    responses={
        200: {"model": StoredOut, "description": "The document was there; it may have changed"},
        202: {"model": JobOut, "description": "A job reads it; `Location` tells how far it is"},
    },
)
async def add_document(
    request: Request, service: ServiceOf, jobs: JobsOf, response: Response, body: DocumentIn
) -> Any:
    """Read the text, extract its claims and store both: 201 when it is new, 200 when its id was there.

    A long text, or a request with `Prefer: respond-async`, becomes a job: 202. Many documents: POST /jobs.
    """
    document = document_of(body)
    if fault := screen(document, repr(document.id), limits_of(service.settings)):
        raise ProblemError(422, "unreadable-document", f"document {fault.name} {fault.reason}", fault.remedy)
    if "respond-async" in request.headers.get("prefer", "") or len(body.text) > service.settings.job_bytes:
        return accepted(request, jobs, [document])
    stored = _stored(await jobs.now(document))
    note(request.scope, document=stored.document, outcome=stored.outcome, claims=stored.claims)
    response.status_code = 201 if stored.outcome == "new" else 200
    response.headers["Location"] = link(stored.document)
    return StoredOut(id=stored.document, outcome=stored.outcome, claims=stored.claims)


def _stored(step: Stored | Report) -> Stored:
    if isinstance(step, KeptOut):
        raise ProblemError(422, "invalid-graph", f"document {step.name!r} {step.reason}", step.remedy)
    if not isinstance(step, Stored):
        raise ProblemError(500, "extraction-failed", f"document {step.name!r} {step.reason}", step.remedy)
    return step


@router.get(
    "/{document_id:path}", dependencies=[Conditional], summary="Read a document", response_model=DocumentFull
)
async def read_document(request: Request, service: ServiceOf, document_id: str) -> DocumentFull | Response:
    """The text with every claim's evidence marked: a page for browsers, else JSON."""
    found = await service.read(lambda: service.store.document(document_id))
    if found is None:
        raise _unknown(document_id)
    document, claims = found
    cut = pieces(document.text, [view.claim for view in claims])
    if prefers_html(request.headers.get("accept")):
        shown = [view.claim for view in claims]
        return render(request, "document.html", document=document, pieces=cut, claims=shown)
    about = {name: getattr(document, name) for name in DocumentFull.model_fields if hasattr(document, name)}
    return DocumentFull(
        **about, claims=[view.to_json() for view in claims], pieces=[_piece(piece) for piece in cut]
    )


def _piece(piece: Piece) -> PieceOut:
    ids = [claim.id for claim in piece.claims]
    return PieceOut(start=piece.start, end=piece.end, text=piece.text, claims=ids)


@router.delete("/{document_id:path}", dependencies=[Writer], summary="Retract a document", status_code=204)
async def retract_document(request: Request, service: ServiceOf, document_id: str) -> Response:
    """Take the document out, with its claims and the facts that rested on it alone."""
    note(request.scope, document=document_id)
    if not await service.write("retract", lambda: service.store.retract(document_id)):
        raise _unknown(document_id)
    return Response(status_code=204)


def _unknown(document_id: str) -> ProblemError:
    return ProblemError(
        404, "unknown-document", f"there is no document {document_id!r}", "GET /documents lists them."
    )
