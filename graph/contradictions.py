"""Contradictions as objects: what some claims affirm and others deny, who stands where, who is silent.

Nothing is decided here and nothing is retired: both sides keep their claims, and the object names them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rdflib import Literal
from rdflib.namespace import RDF, RDFS

from graph.happenings import Event
from graph.iris import Iris
from graph.matters import Matter, Report
from graph.sources import Sources
from graph.sparql import Triple
from ontology.namespaces import IR

# A plan can be denied as a deed can; what is possible or asked for leaves room for its opposite.
_DECIDED = ("asserted", "planned")
# Who denies without a date denies what was reported last, within this time.
_ANSWERED_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sides of one matter.

    Attributes:
        id: made from the event or, for a standing relation, from the matter.
        matter: who, what, whom.
        event: the id of the event that is denied, None for a standing relation.
        affirming: ids of the claims that say so, sorted.
        denying: ids of the claims that say it is not so, sorted.
        affirmed_by: the principals that are quoted with it; nobody where reports say it on their own account.
        denied_by: likewise those that say it is not so.
        silent: the parties of the matter that are reported to say neither.
        corrections: pairs of claims, the later of which takes back what its own source said before.
    """

    id: str
    matter: Matter
    event: str | None
    affirming: tuple[str, ...]
    denying: tuple[str, ...]
    affirmed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    silent: tuple[str, ...]
    corrections: tuple[tuple[str, str], ...]


def find_contradictions(
    reports: Sequence[Report], events: Iterable[Event], sources: Sources
) -> list[Contradiction]:
    """Where reports of one matter contradict each other, given the events that they were joined into."""
    known = {report.claim: report for report in reports}
    found: list[Contradiction] = []
    for modality in _DECIDED:
        denials = [r for r in reports if r.modality == modality and r.polarity == "negative"]
        if not denials:
            continue
        affirmed = [r for r in reports if r.modality == modality and r.polarity == "positive"]
        if not reports[0].matter.event_type:
            found += _standing(affirmed, denials, sources)
            continue
        claims = {report.claim for report in affirmed}
        positive = [event for event in events if not claims.isdisjoint(event.claims)]
        found += _of_events(positive, denials, known, sources)
    return found


def _standing(affirmed: Sequence[Report], denials: Sequence[Report], sources: Sources) -> list[Contradiction]:
    # What stands without a date holds whenever; two dates must meet.
    opposed = [a for a in affirmed if any(_may_meet(a, d) for d in denials)]
    opposing = [d for d in denials if any(_may_meet(a, d) for a in affirmed)]
    return [_contradiction(None, opposed, opposing, sources)] if opposed else []


def _may_meet(one: Report, other: Report) -> bool:
    if one.span is None or other.span is None:
        return True
    return one.span[0] <= other.span[1] and other.span[0] <= one.span[1]


def _of_events(
    events: Sequence[Event], denials: Sequence[Report], known: Mapping[str, Report], sources: Sources
) -> Iterator[Contradiction]:
    denied: dict[str, list[Report]] = {}
    for denial in sorted(denials, key=lambda report: report.claim):
        for event in _denied_events(denial, events, sources):
            denied.setdefault(event.id, []).append(denial)
    for event in events:
        if event.id in denied:
            yield _contradiction(
                event.id, [known[claim] for claim in event.claims], denied[event.id], sources
            )


def _denied_events(denial: Report, events: Sequence[Event], sources: Sources) -> list[Event]:
    if denial.span:
        first, last = denial.span
        return [event for event in events if event.span and event.span[0] <= last and first <= event.span[1]]
    day = sources.day(denial)
    if day is None:
        return list(events) if len(events) == 1 else []
    past = [event for event in events if event.span and day - _ANSWERED_WITHIN <= event.span[0] <= day]
    latest = max((event.span[0] for event in past if event.span), default=None)
    return [event for event in past if event.span and event.span[0] == latest]


def _contradiction(
    event: str | None, affirmed: Sequence[Report], denials: Sequence[Report], sources: Sources
) -> Contradiction:
    head = affirmed[0]
    said, denied = (_speakers(side) for side in (affirmed, denials))
    key = "\x1f".join((*head.matter, head.modality, event or ""))
    parties = {head.matter.subject, head.matter.object}
    return Contradiction(
        id=f"contradiction-{hashlib.sha256(key.encode()).hexdigest()[:20]}",
        matter=head.matter,
        event=event,
        affirming=tuple(sorted(report.claim for report in affirmed)),
        denying=tuple(sorted(report.claim for report in denials)),
        affirmed_by=said,
        denied_by=denied,
        silent=tuple(sorted(parties - {*said, *denied})),
        corrections=tuple(sorted(_corrections(affirmed, denials, sources))),
    )


def _speakers(side: Iterable[Report]) -> tuple[str, ...]:
    return tuple(sorted({report.said_by for report in side if report.said_by}))


def _corrections(
    affirmed: Sequence[Report], denials: Sequence[Report], sources: Sources
) -> Iterator[tuple[str, str]]:
    for one in affirmed:
        for other in denials:
            # Whom a paper quotes is no word of its own, so what it quotes corrects nothing.
            if one.said_by == other.said_by and sources.source(one) == sources.source(other):
                days: list[tuple[date, str]] = [
                    (day, report.claim) for report in (one, other) if (day := sources.day(report))
                ]
                if len({day for day, _ in days}) == 2:
                    (_, earlier), (_, later) = sorted(days)
                    yield later, earlier


def contradiction_triples(found: Contradiction, iris: Iris) -> Iterator[Triple]:
    """A contradiction as the events graph holds it."""
    node = iris.contradiction(found.id)
    said, denied = (", ".join(side) or "reports" for side in (found.affirmed_by, found.denied_by))
    subject, relation, object_ = found.matter
    yield node, RDF.type, IR.Contradiction
    yield node, RDFS.label, Literal(f"{subject} {relation} {object_}: affirmed by {said}, denied by {denied}")
    yield node, IR.matter, iris.matter(*found.matter)
    if found.event:
        yield node, IR.disputes, iris.event(found.event)
    for property_, claims in ((IR.affirmation, found.affirming), (IR.denial, found.denying)):
        for claim in claims:
            yield node, property_, iris.claim(claim)
    for property_, actors in (
        (IR.affirmedBy, found.affirmed_by), (IR.deniedBy, found.denied_by), (IR.silent, found.silent)
    ):  # fmt: skip
        for actor in actors:
            yield node, property_, iris.actor(actor)
    for one in found.affirming:
        for other in found.denying:
            yield iris.claim(one), IR.contradicts, iris.claim(other)
            yield iris.claim(other), IR.contradicts, iris.claim(one)
    for later, earlier in found.corrections:
        yield iris.claim(later), IR.corrects, iris.claim(earlier)
