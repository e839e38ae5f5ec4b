"""`/jobs`: how far the reading of documents is that were sent in to be read later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse

from api.document_models import DocumentIn, DocumentsIn, JobOut
from api.ingest import Report, limits_of
from api.jobs import Job, Jobs, shown
from api.problems import ProblemError
from api.records import note
from api.security import Writer
from api.service import ServiceOf
from extract.records_in import content_id
from extract.screening import screen
from ontology.records import Document

router = APIRouter(prefix="/jobs", tags=["Documents"], dependencies=[Writer])


async def jobs_of_request(request: Request) -> Jobs:
    """The jobs of the app that the request came to."""
    jobs: Jobs = request.app.state.jobs
    return jobs


JobsOf = Annotated[Jobs, Depends(jobs_of_request)]


def link(job: Job) -> str:
    """Where a job is looked at."""
    return f"/jobs/{job.id}"


def document_of(body: DocumentIn) -> Document:
    """The document that a body describes; one without an id is named by its text."""
    return Document(**(body.model_dump() | {"id": body.id or content_id(body.text)}))


def accepted(
    request: Request, jobs: Jobs, documents: Sequence[Document], faults: Sequence[Report] = ()
) -> Response:
    """The answer to documents that a job reads from now on."""
    job = jobs.add(documents, faults)
    note(request.scope, job=job.id, documents=[one.id for one in documents[:100]])
    return JSONResponse(shown(job), 202, {"Location": link(job)})


async def _required(jobs: JobsOf, job_id: str) -> Job:
    job = jobs.get(job_id)
    if job is None:
        remedy = "GET /jobs lists them; they are forgotten when the service ends."
        raise ProblemError(404, "unknown-job", f"there is no job {job_id!r}", remedy)
    return job


OneJob = Annotated[Job, Depends(_required)]


@router.get("", summary="List the jobs", response_model=list[JobOut])
async def list_jobs(jobs: JobsOf) -> list[Any]:
    """All jobs since the service began, oldest first."""
    return [shown(job) for job in jobs.listed]


@router.post("", summary="Add many documents", status_code=202, response_model=JobOut)
async def add_documents(request: Request, service: ServiceOf, jobs: JobsOf, body: DocumentsIn) -> Response:
    """Read and store documents one after the other; `Location` tells how far the job is.

    Documents that cannot be read are among the job's failures and stop nothing.
    """
    readable, faults, limits = list[Document](), list[Report](), limits_of(service.settings)
    for document in map(document_of, body.documents):
        fault = screen(document, document.id, limits)
        faults.append(fault) if fault else readable.append(document)
    return accepted(request, jobs, readable, faults)


@router.get("/{job_id}", summary="How far a job is", response_model=JobOut)
async def read_job(job: OneJob) -> Any:
    """How many documents are through, what came of them, and which could not be stored and why."""
    return shown(job)


@router.delete("/{job_id}", summary="Stop a job", response_model=JobOut, status_code=202)
async def stop_job(jobs: JobsOf, job: OneJob) -> Any:
    """Let the job end with the document that it is at; what is stored stays."""
    jobs.stop(job)
    return shown(job)
