"""The filters that all lists, subgraphs and exports share, as one dependency; and links to next pages."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from fastapi import Depends, Query, Request

from graph.filters import ClaimFilter
from graph.paging import DEFAULT_LIMIT, MAX_LIMIT
from ontology.terms import EVENT_TYPES, MODALITIES, POLARITIES, STANDING_RELATIONS

ActorId = Annotated[str | None, Query(examples=["USA"], max_length=500)]
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Most items of one answer")]
Cursor = Annotated[
    str | None, Query(max_length=2000, description="Where to go on: taken from `next` of a page")
]
Day = datetime.date | None
View = Annotated[
    str | None,
    Query(
        max_length=100, description="Whose view of contested status: UN, ISO or a state's id", examples=["UN"]
    ),
]
On = Annotated[Day, Query(description="The day of that view; the last known state if not given")]
_TYPES = (*EVENT_TYPES, *STANDING_RELATIONS)


def _choice(description: str, *allowed: str) -> Any:
    """A parameter whose values `ClaimFilter` checks; the OpenAPI description lists them."""
    return Query(description=description, json_schema_extra={"enum": list(allowed)})


async def claim_filter(
    actor: Annotated[ActorId, Query(description="Subject or object, itself or whom it acts for")] = None,
    subject: Annotated[ActorId, Query(description="The one who acts or speaks")] = None,
    object: Annotated[ActorId, Query(description="The one towards whom")] = None,
    event_type: Annotated[str | None, _choice("A PLOVER type or a standing relation", *_TYPES)] = None,
    modality: Annotated[str | None, _choice("Whether it is said, planned …", *MODALITIES)] = None,
    polarity: Annotated[str | None, _choice("Whether it is said or denied", *POLARITIES)] = None,
    since: Annotated[Day, Query(alias="from", description="Claims of this day or later")] = None,
    until: Annotated[Day, Query(alias="to", description="Claims of this day or earlier")] = None,
    source: Annotated[
        str | None, Query(max_length=500, description="A publisher, or a document's id")
    ] = None,
    min_confidence: Annotated[float | None, Query(ge=0, le=1, description="At least so sure, 0 to 1")] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> ClaimFilter:
    """The claims that a request asks for.

    Raises:
        FilterError: values that do not go together, or a cursor that is none.
    """
    return ClaimFilter(
        actor=actor,
        subject=subject,
        object=object,
        event_type=event_type,
        modality=modality,
        polarity=polarity,
        from_=since,
        to=until,
        source=source,
        min_confidence=min_confidence,
        limit=limit,
        cursor=cursor,
    )


Filters = Annotated[ClaimFilter, Depends(claim_filter)]


def page_link(request: Request, cursor: str | None) -> str | None:
    """The address of the next page, relative to the service; None on the last."""
    if cursor is None:
        return None
    url = request.url.include_query_params(cursor=cursor)
    return f"{url.path}?{url.query}"
