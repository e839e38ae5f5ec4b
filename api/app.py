"""The FastAPI application: `create_app` puts settings, a store and the routes together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.staticfiles import StaticFiles

from api import conditional, problems
from api.extraction import SeparateExtractor
from api.followed import Followed
from api.forwarding import Forwarding
from api.ingest import ClaimExtractor
from api.jobs import Jobs
from api.metrics import Counting
from api.middleware import BodyLimit, HeadAsGet, Pinned, SecurityHeaders
from api.openapi import description_of
from api.rates import RateLimits
from api.records import AuditLog, Recording
from api.routes import (
    actors,
    claims,
    documents,
    graph_store,
    jobs,
    linked_data,
    meta,
    networks,
    resolutions,
    sparql,
)
from api.service import Service
from api.settings import Settings
from api.web.pages import STATIC
from graph.store import KnowledgeStore

# Routes are tried in this order, and queries are what comes most.
ROUTERS = (
    sparql.router,
    actors.router,
    claims.router,
    networks.router,
    documents.router,
    jobs.router,
    resolutions.router,
    graph_store.router,
    linked_data.router,
    meta.router,
)


def create_app(
    settings: Settings,
    store: KnowledgeStore,
    *,
    scratch: bool = False,
    announces: bool = False,
    load_extractor: Callable[[], ClaimExtractor] = SeparateExtractor,
) -> FastAPI:
    """The service over one open store.

    Args:
        settings: What may be changed without touching code.
        store: The store; the caller opens it and closes it.
        scratch: Serve with the standard default graph and updates open to all, for conformance tests.
        announces: Whether reader processes follow this one (`create_reader`).
        load_extractor: What makes the extractor for documents that are sent in.
    """
    service = Service(settings, store, scratch=scratch, announces=announces)
    extractor = load_extractor()
    jobs_of_app = Jobs(service, extractor)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await service.announce()
        yield
        await jobs_of_app.close()
        if isinstance(extractor, SeparateExtractor):
            extractor.close()
        await service.close()

    app = _app(service, lifespan)
    app.state.jobs = jobs_of_app
    return app


def create_reader(settings: Settings, store: KnowledgeStore | Followed, writer: str) -> FastAPI:
    """The service in a process that only reads, and sends on what writes.

    Args:
        settings: The same as those of the writing process.
        store: What follows the writing process, or a store on a server.
        writer: The Unix socket at which the writing process listens.
    """
    service = Service(settings, store)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await service.close()

    app = _app(service, lifespan)
    app.add_middleware(Forwarding, writer=writer)
    return app


def _app(service: Service, lifespan: Callable[[FastAPI], object]) -> FastAPI:
    app = FastAPI(
        title="irgraph",
        version=version("irgraph"),
        lifespan=lifespan,  # type: ignore[arg-type]
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = service
    app.openapi = description_of(app)  # type: ignore[method-assign]
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    problems.install(app)
    _add_middleware(app, service.settings, service)
    return app


def _add_middleware(app: FastAPI, settings: Settings, service: Service) -> None:
    """The last that is added comes first: counting sees every answer, refused bodies included."""
    app.add_middleware(Pinned, service=service)
    app.add_middleware(HeadAsGet)
    conditional.install(app)
    # The lowest level: three quarters of what the highest saves, at a tenth of its time.
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=1)
    app.add_middleware(BodyLimit, limit=settings.max_body_bytes)
    app.add_middleware(RateLimits, reads=settings.read_rate, writes=settings.write_rate)
    app.add_middleware(SecurityHeaders)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["*"],
            allow_headers=["Authorization", "Content-Type", "Accept", "If-None-Match", "Prefer"],
            expose_headers=["Location", "ETag", "Link", "Retry-After", "X-Request-Id"],
        )
    app.add_middleware(Counting, metrics=service.metrics)
    app.add_middleware(Recording, audit=AuditLog(service.audit_path) if service.audit_path else None)
