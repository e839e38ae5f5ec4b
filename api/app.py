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
from api.ingest import ClaimExtractor, default_extractor
from api.middleware import BodyLimit, Counting, HeadAsGet, SecurityHeaders
from api.openapi import description_of
from api.routes import (
    actors,
    claims,
    documents,
    graph_store,
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

ROUTERS = (
    actors.router,
    claims.router,
    networks.router,
    documents.router,
    resolutions.router,
    sparql.router,
    graph_store.router,
    linked_data.router,
    meta.router,
)


def create_app(
    settings: Settings,
    store: KnowledgeStore,
    *,
    scratch: bool = False,
    load_extractor: Callable[[], ClaimExtractor] = default_extractor,
) -> FastAPI:
    """The service over one open store.

    Args:
        settings: What may be changed without touching code.
        store: The store; the caller opens it and closes it.
        scratch: Serve with the standard default graph and updates open to all, for conformance tests.
        load_extractor: What makes the extractor for documents that are sent in.
    """
    service = Service(settings, store, load_extractor, scratch=scratch)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await service.close()

    app = FastAPI(
        title="irgraph", version=version("irgraph"), lifespan=lifespan, docs_url=None, redoc_url=None
    )
    app.state.service = service
    app.openapi = description_of(app)  # type: ignore[method-assign]
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    problems.install(app)
    _add_middleware(app, settings, service)
    return app


def _add_middleware(app: FastAPI, settings: Settings, service: Service) -> None:
    """The last that is added comes first: counting sees every answer, refused bodies included."""
    app.add_middleware(HeadAsGet)
    conditional.install(app)
    # The lowest level: three quarters of what the highest saves, at a tenth of its time.
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=1)
    app.add_middleware(BodyLimit, limit=settings.max_body_bytes)
    app.add_middleware(SecurityHeaders)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["*"],
            allow_headers=["Authorization", "Content-Type", "Accept", "If-None-Match"],
            expose_headers=["Location", "ETag", "Link"],
        )
    app.add_middleware(Counting, metrics=service.metrics)
