"""All claims of a filter as the rows a network is built from, in one query and without their words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

from graph.filters import ClaimFilter, claims_where
from graph.iris import Iris
from graph.network import ClaimRow, Spell
from graph.queries import ActorSummary, actor_summaries
from graph.resolved import followed
from graph.store import KnowledgeStore
from graph.views import Row
from ontology.records import Modality, Polarity

_COLUMNS = (
    "?c_subject ?c_object ?c_property ?c_phrase ?c_modality ?c_polarity ?c_confidence "
    "?c_type ?c_document ?c_start ?c_end ?c_day"
)
_ABOUT = (
    ". ?claim ir:subjectPrincipal ?c_subject ; ir:objectPrincipal ?c_object ; ir:property ?c_property ; "
    "ir:phrase ?c_phrase ; ir:modality ?c_modality ; ir:polarity ?c_polarity ; "
    "ir:confidence ?c_confidence ; prov:wasDerivedFrom ?c_document . "
    "OPTIONAL { ?claim ir:eventType ?c_type } OPTIONAL { ?c_document dcterms:date ?c_day } "
    "OPTIONAL { ?claim ir:startDate ?c_start ; ir:endDate ?c_end }"
)


def claim_rows(store: KnowledgeStore, wanted: ClaimFilter | None = None) -> list[ClaimRow]:
    """Every claim that a filter wants, sorted; its limit and cursor do not count here."""
    where = claims_where(followed(store, wanted or ClaimFilter()), store.iris, more=_ABOUT)
    rows = {row[0]: row for row in store.ask_rows(f"SELECT ?claim {_COLUMNS} {{ {where} }}")}
    return [_row(store.iris, rows[claim]) for claim in sorted(rows, key=str)]


def _row(iris: Iris, row: Row) -> ClaimRow:
    cells = [cell or "" for cell in row]
    _, subject, object_, relation, phrase, modality, polarity, confidence, event_type, document, *days = cells
    return ClaimRow(
        source=iris.actor_id(subject),
        target=iris.actor_id(object_),
        event_type=_local(event_type) if event_type else None,
        relation=_local(relation),
        phrase=phrase,
        modality=cast(Modality, _local(modality)),
        polarity=cast(Polarity, _local(polarity)),
        confidence=float(confidence),
        document=iris.document_id(document),
        span=_span(*days),
    )


def _span(start: str, end: str, published: str) -> Spell | None:
    if not start and not published:
        return None
    return date.fromisoformat(start or published), date.fromisoformat(end or published)


def _local(node: str) -> str:
    return node.rpartition("#")[2]


def actors_of_rows(store: KnowledgeStore, rows: Iterable[ClaimRow]) -> dict[str, ActorSummary]:
    """What is known of the actors at both ends of some rows, by id."""
    return actor_summaries(store, sorted({end for row in rows for end in (row.source, row.target)}))
