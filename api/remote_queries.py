"""Queries where the data lies on another SPARQL server, which keeps the limits itself."""

from __future__ import annotations

import asyncio

from api.problems import ProblemError
from api.query_pool import NotAcceptableError, Query, QueryAnswer, QueryTimeoutError
from graph.answers import Answer
from graph.store import KnowledgeStore


async def run_remote(store: KnowledgeStore, query: Query, seconds: float) -> QueryAnswer:
    """Pass a query on; after `seconds` its client is answered, though the server may go on with it.

    Raises:
        QueryError: the query is wrong, takes too long, or its answer comes in no acceptable format.
        StoreError: the server fails.
    """
    if query.default_graphs is not None:
        raise ProblemError(501, "remote-store", "the dataset cannot be chosen here", "Use FROM in the query.")
    try:
        async with asyncio.timeout(seconds):
            return await asyncio.to_thread(_ask, store, query)
    except TimeoutError:
        raise QueryTimeoutError(f"the server had no answer after {seconds:g} s") from None


def _ask(store: KnowledgeStore, query: Query) -> QueryAnswer:
    answer = store.query(query.text, union=query.union)
    media_type = _media_type(answer, query)
    if media_type is None:
        kind = answer.kind
        # The engine's results must not ride on the error into another thread.
        del answer
        raise NotAcceptableError(kind)
    return QueryAnswer(media_type, answer.serialize(media_type))


def _media_type(answer: Answer, query: Query) -> str | None:
    return {"select": query.table, "ask": query.boolean, "graph": query.graph}[answer.kind]
