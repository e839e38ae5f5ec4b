"""Claims as a network: principals are nodes, each (source, target, kind) is one edge.

A kind is the event type, followed by "/planned", "/negated" and so on where the claims are not plain
assertions, so that parallel relations between two actors stay apart and a plan never looks like a deed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from math import fsum
from typing import Any, Protocol, TypeAlias

import networkx as nx

from ontology.records import Claim, Modality, Polarity
from ontology.terms import EVENT_TYPES

Network: TypeAlias = "nx.MultiDiGraph[str]"
Spell: TypeAlias = tuple[date, date]

ASSERTED: tuple[Modality, ...] = ("asserted",)
POSITIVE: tuple[Polarity, ...] = ("positive",)
LEAST_WEIGHT = 0.0001  # Gephi throws an edge of weight 0 away
_DAY = timedelta(days=1)
_DIGITS = 4


class ActorInfo(Protocol):
    """What a node needs to know of an actor; `ReferenceActor` and `Actor` both have it."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def role(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What a network needs of a claim.

    `source` and `target` are principals; `event_type` is None for a standing relation, which then goes
    by its `relation`. `span` is when it happens, or the document's day when the text does not say.
    """

    source: str
    target: str
    event_type: str | None
    relation: str
    phrase: str
    modality: Modality
    polarity: Polarity
    confidence: float
    document: str
    span: Spell | None

    @property
    def kind(self) -> str:
        planned = "" if self.modality == "asserted" else f"/{self.modality}"
        negated = "/negated" if self.polarity == "negative" else ""
        return f"{self.event_type or self.relation}{planned}{negated}"


@dataclass(frozen=True, slots=True)
class Edge:
    """All claims of one kind by one actor towards another.

    `weight` is the sum of the claims' confidences: the number of right claims to expect. `growth` gives
    the weight reached on each day on which claims begin; undated claims count from the first day on,
    so its last entry equals `weight`. `spells` are the days covered, merged, ends included. `phrases`
    come most frequent first. `quad_class` is None for a standing relation.
    """

    source: str
    target: str
    kind: str
    event_type: str | None
    relation: str
    modality: Modality
    polarity: Polarity
    quad_class: str | None
    weight: float
    evidence: int
    documents: int
    mean_confidence: float
    first: date | None
    last: date | None
    spells: tuple[Spell, ...]
    growth: tuple[tuple[date, float], ...]
    phrases: tuple[str, ...]


def row_of(claim: Claim, document_date: date | None = None) -> ClaimRow:
    """The row of one claim record; `document_date` stands in where the claim has no date of its own."""
    stand_in = (document_date, document_date) if document_date else None
    return ClaimRow(
        source=claim.subject.principal,
        target=claim.object.principal,
        event_type=claim.predicate.event_type,
        relation=claim.predicate.relation,
        phrase=claim.predicate.phrase,
        modality=claim.modality,
        polarity=claim.polarity,
        confidence=claim.confidence,
        document=claim.document,
        span=(claim.date.start, claim.date.end) if claim.date else stand_in,
    )


def build_network(
    claims: Iterable[ClaimRow],
    actors: Mapping[str, ActorInfo],
    *,
    modalities: Collection[Modality] = ASSERTED,
    polarities: Collection[Polarity] = POSITIVE,
    self_loops: bool = False,
    standing: bool = False,
) -> Network:
    """The network of these claims, the same for any order of them.

    Args:
        claims: one row a claim.
        actors: id to name, type and role; an id that is missing is labelled by itself, type "unknown".
        modalities: which claims count; more than "asserted" gives kinds such as "CONSULT/planned".
        polarities: likewise; "negative" gives kinds such as "AGREE/negated".
        self_loops: keep what an actor does to itself (domestic affairs).
        standing: keep standing relations (memberOf …), whose kind is the relation.

    Returns:
        Nodes with `label`, `type`, `role`; edges keyed by kind with the fields of `Edge` as attributes.
    """
    groups: dict[tuple[str, str, str], list[ClaimRow]] = defaultdict(list)
    for row in claims:
        wanted = row.modality in modalities and row.polarity in polarities
        allowed = (self_loops or row.source != row.target) and (standing or row.event_type is not None)
        if wanted and allowed:
            groups[row.source, row.target, row.kind].append(row)
    return network_of((edge_of(rows) for _, rows in sorted(groups.items())), actors)


def network_of(edges: Iterable[Edge], actors: Mapping[str, ActorInfo]) -> Network:
    """The network of these edges, with nodes in the order of their ids and edges in the order given."""
    listed = list(edges)
    network: Network = nx.MultiDiGraph()
    for actor in sorted({end for edge in listed for end in (edge.source, edge.target)}):
        network.add_node(actor, **_node_attributes(actor, actors))
    for edge in listed:
        network.add_edge(edge.source, edge.target, key=edge.kind, **_edge_attributes(edge))
    return network


def edges_of(network: Network) -> list[Edge]:
    """The edges of a network as records, ordered by source, target and kind."""
    found = [Edge(source=u, target=v, **data) for u, v, data in network.edges(data=True)]
    return sorted(found, key=lambda edge: (edge.source, edge.target, edge.kind))


def edge_of(rows: list[ClaimRow]) -> Edge:
    """One edge from all rows of one source, target and kind (at least one)."""
    head = rows[0]
    spans = sorted(row.span for row in rows if row.span)
    confidences = [row.confidence for row in rows]
    return Edge(
        source=head.source,
        target=head.target,
        kind=head.kind,
        event_type=head.event_type,
        relation=head.relation,
        modality=head.modality,
        polarity=head.polarity,
        quad_class=EVENT_TYPES[head.event_type][0] if head.event_type else None,
        weight=_weight(confidences),
        evidence=len(rows),
        documents=len({row.document for row in rows}),
        mean_confidence=round(fsum(confidences) / len(rows), _DIGITS),
        first=spans[0][0] if spans else None,
        last=max(end for _, end in spans) if spans else None,
        spells=_merge(spans),
        growth=_growth(rows),
        phrases=_by_frequency(row.phrase for row in rows),
    )


def _weight(confidences: Iterable[float]) -> float:
    return max(round(fsum(confidences), _DIGITS), LEAST_WEIGHT)


def _merge(spans: list[Spell]) -> tuple[Spell, ...]:
    """Sorted spans with those that overlap, or follow on the next day, made one."""
    merged: list[Spell] = []
    for start, end in spans:
        if merged and start <= merged[-1][1] + _DAY:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def _growth(rows: list[ClaimRow]) -> tuple[tuple[date, float], ...]:
    begins: dict[date, list[float]] = defaultdict(list)
    for row in rows:
        if row.span:
            begins[row.span[0]].append(row.confidence)
    reached = [row.confidence for row in rows if not row.span]
    steps = []
    for day in sorted(begins):
        reached += begins[day]
        steps.append((day, _weight(reached)))
    return tuple(steps)


def _by_frequency(phrases: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(phrases)
    return tuple(sorted(counted, key=lambda phrase: (-counted[phrase], phrase)))


def _edge_attributes(edge: Edge) -> dict[str, Any]:
    names = (field.name for field in fields(Edge))
    return {name: getattr(edge, name) for name in names if name not in ("source", "target")}


def _node_attributes(actor: str, actors: Mapping[str, ActorInfo]) -> dict[str, str]:
    info = actors.get(actor)
    if info is None:
        return {"label": actor, "type": "unknown", "role": "unknown"}
    return {"label": info.name, "type": info.type, "role": info.role}
