"""Claims joined into events: several reports of one thing, with the day and the sources that it has.

Reports of one matter and kind are joined by their days. The narrowest dates come first: a date that
meets none of the narrower ones begins an event, one that meets a single event joins it, and one that
meets several ("in May") stays by itself, because it cannot tell which is meant. So a vague date never
chains days together, and the events depend on which reports there are, never on their order.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS, XSD

from graph.iris import Iris
from graph.matters import Matter, Report
from graph.sources import Sources
from graph.sparql import Triple
from ontology.namespaces import EV, IR, SCHEMA, SEM

_DAY = timedelta(days=1)
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Event:
    """A happening as one or several documents report it.

    Attributes:
        id: made from the matter, the kind and the days, so it stays as reports of it come and go.
        matter: who, what, whom.
        kind: see `Report.kind`; a plan and its fulfilment are two events.
        initiator: the principal that acts, in most of the claims.
        target: the other one.
        span: first and last day, None if no report can be dated.
        claims: their ids, sorted.
        documents: their ids, sorted.
        sources: the independent ones, sorted.
    """

    id: str
    matter: Matter
    kind: str
    initiator: str
    target: str
    span: Span | None
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    sources: tuple[str, ...]


def join_events(reports: Iterable[Report], sources: Sources) -> list[Event]:
    """The events that reports of one matter speak of; none of a standing relation."""
    kinds: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if report.matter.event_type:
            kinds[report.kind].append(report)
    return [
        _event(key, span, group, sources)
        for _, found in sorted(kinds.items())
        for (key, span), group in _joined(found, sources).items()
    ]


def _joined(reports: Sequence[Report], sources: Sources) -> dict[tuple[str, Span | None], list[Report]]:
    dated = {report.claim: _dated(report, sources) for report in reports}
    spans = _Spans({found for found in dated.values() if found})
    groups: dict[tuple[str, Span | None], list[Report]] = defaultdict(list)
    for report in sorted(reports, key=lambda report: report.claim):
        found = dated[report.claim]
        if found:
            span = spans.event_of[found]
            groups[f"{span[0]}/{span[1]}", span].append(report)
        else:
            # What has no day can be told to be the same only of copies of one text.
            groups[min((report.document, *sources.copies.get(report.document, ()))), None].append(report)
    return groups


@dataclass(frozen=True, slots=True, order=True)
class _Dated:
    """A date: how many days it leaves open, whether the document's day stands in, first and last day."""

    width: int
    is_stand_in: bool
    span: Span


def _dated(report: Report, sources: Sources) -> _Dated | None:
    if report.span:
        return _Dated((report.span[1] - report.span[0]).days, False, report.span)
    day = sources.day(report)
    return _Dated(0, True, (day, day)) if day else None


class _Spans:
    """Gives each date the span of its event; spans that begin an event never overlap."""

    def __init__(self, dates: Iterable[_Dated]) -> None:
        self._spans: list[Span] = []
        self._stated: set[Span] = set()
        self.event_of: dict[_Dated, Span] = {}
        for dated in sorted(dates):
            self.event_of[dated] = self._place(dated)

    def _place(self, dated: _Dated) -> Span:
        met = self._met(dated.span)
        if not met and dated.is_stand_in:
            # Papers print today what happened yesterday.
            eve = dated.span[0] - _DAY
            met = [span for span in self._met((eve, eve)) if span in self._stated]
        if len(met) == 1:
            return met[0]
        if not met:
            self._spans.insert(bisect_left(self._spans, dated.span), dated.span)
            if not dated.is_stand_in:
                self._stated.add(dated.span)
        return dated.span

    def _met(self, span: Span) -> list[Span]:
        at = bisect_left(self._spans, span)
        while at and self._spans[at - 1][1] >= span[0]:
            at -= 1
        met: list[Span] = []
        while at < len(self._spans) and self._spans[at][0] <= span[1] and len(met) < 2:
            met.append(self._spans[at])
            at += 1
        return met


def _event(key: str, span: Span | None, group: Sequence[Report], sources: Sources) -> Event:
    head = group[0]
    subject, relation, object_ = head.matter
    acting = Counter(report.actor for report in group)
    initiator = min((subject, object_), key=lambda party: (-acting[party], party))
    digest = hashlib.sha256("\x1f".join((subject, relation, object_, head.kind, key)).encode()).hexdigest()
    return Event(
        id=f"event-{digest[:20]}",
        matter=head.matter,
        kind=head.kind,
        initiator=initiator,
        target=object_ if initiator == subject else subject,
        span=span,
        claims=tuple(sorted(report.claim for report in group)),
        documents=tuple(sorted({report.document for report in group})),
        sources=sources.independent(group),
    )


def event_triples(event: Event, iris: Iris) -> Iterator[Triple]:
    """An event as the events graph holds it."""
    node = iris.event(event.id)
    day = "" if event.span is None else f" ({'/'.join(sorted({f'{one}' for one in event.span}))})"
    yield node, RDF.type, IR.Event
    yield node, RDFS.label, Literal(f"{event.initiator} {event.kind} {event.target}{day}")
    yield node, IR.matter, iris.matter(*event.matter)
    yield node, SEM.eventType, EV[event.matter.event_type or ""]
    yield node, IR.kind, Literal(event.kind)
    yield node, IR.initiator, iris.actor(event.initiator)
    yield node, IR.target, iris.actor(event.target)
    if event.span:
        yield node, SCHEMA.startDate, _day(event.span[0])
        yield node, SCHEMA.endDate, _day(event.span[1])
    for property_, counted in (
        (IR.claimCount, event.claims), (IR.documentCount, event.documents), (IR.sourceCount, event.sources)
    ):  # fmt: skip
        yield node, property_, Literal(str(len(counted)), datatype=XSD.integer, normalize=False)
    for source in event.sources:
        yield node, IR.source, Literal(source)
    for claim in event.claims:
        yield iris.claim(claim), IR.reports, URIRef(node)


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=XSD.date, normalize=False)
