"""Contested polities as somebody sees them: never one truth, always whose view, since when, and from where.

A viewpoint is the UN, ISO, or any state or bloc. What the reference data does not state for it stays
unstated; nobody's view is guessed from another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rdflib.namespace import DCTERMS, RDF, SKOS

from graph.iris import Iris
from graph.network import Network
from graph.paging import FilterError
from graph.sparql import iri, values
from graph.store import KnowledgeStore
from graph.views import Row
from ontology.namespaces import IR
from ontology.statements import Statement

VIEWERS = ("UN", "ISO")
_CONTESTING = ("claimedBy", "heldPartOf", "recognisedBy")
_NAMES = {
    str(DCTERMS.type): "status",
    str(DCTERMS.identifier): "identifier",
    str(SKOS.exactMatch): "geonames",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A contested polity from one viewpoint.

    Attributes:
        view: whose view.
        status: "state", "part" (of `part_of`), "listed" or "not listed" (by ISO), a status in words such
            as "non-member observer state", or "unstated".
        part_of: the state that it is held to be part of.
        since: the first day of that view, if known.
        source: where that is said; "" if unstated.
        claimed_by: who claims it, whatever the view.
        administered_by: who governs it in fact or by mandate, whatever the view.
    """

    view: str
    status: str
    part_of: str | None
    since: date | None
    source: str
    claimed_by: tuple[str, ...]
    administered_by: tuple[str, ...]

    @property
    def words(self) -> str:
        """The status with whose view it is: "part of CHN (UN)"."""
        return f"{self.status}{f' of {self.part_of}' if self.part_of else ''} ({self.view})"


def is_contested(statements: Iterable[Statement]) -> bool:
    """Whether the statements about an actor show that its status is disputed."""
    return any(one.relation in _CONTESTING for one in statements)


def seen(actor_id: str, statements: Sequence[Statement], view: str, day: date | None = None) -> Seen | None:
    """How a viewpoint sees an actor, None if its status is not contested.

    Args:
        actor_id: the actor.
        statements: the dated statements about it.
        view: "UN", "ISO" or the id of a state or bloc.
        day: the day of the view; the last known state without one.
    """
    if not is_contested(statements):
        return None
    holding = [one for one in statements if one.holds_on(day)]
    status, reason = _status(actor_id, holding, view)
    return Seen(
        view=view,
        status=status,
        part_of=reason.object
        if reason and reason.relation == "heldPartOf"
        else view
        if status == "part"
        else None,
        since=reason.start if reason else None,
        source=reason.source if reason else "",
        claimed_by=_objects(holding, "claimedBy"),
        administered_by=_objects(holding, "administeredBy"),
    )


def _status(actor_id: str, holding: Sequence[Statement], view: str) -> tuple[str, Statement | None]:
    for one in sorted((one for one in holding if one.view == view), key=_order):
        if one.relation == "heldPartOf":
            return "part", one
        if one.relation == "status":
            return one.object, one
    if actor_id == view:
        return "state", None
    for relation, status in (("recognisedBy", "state"), ("claimedBy", "part")):
        for one in holding:
            if one.relation == relation and one.object == view:
                return status, one
    if view == "ISO":
        code = next((one for one in holding if one.object.startswith("iso3166-1:")), None)
        return ("listed", code) if code else ("not listed", None)
    return "unstated", None


def _objects(holding: Iterable[Statement], relation: str) -> tuple[str, ...]:
    return tuple(sorted({one.object for one in holding if one.relation == relation}))


def check_view(store: KnowledgeStore, view: str) -> str:
    """The viewpoint, if it is one.

    Raises:
        FilterError: it is neither UN nor ISO nor a state or bloc that the store knows.
    """
    kinds = "ir:State ir:Territory ir:Bloc ir:Organisation"
    known = store.ask_rows(
        f"SELECT ?k {{ VALUES ?k {{ {kinds} }} GRAPH {iri(store.iris.reference)} "
        f"{{ {iri(store.iris.actor(view))} a ?k }} }} LIMIT 1"
    )
    if view not in VIEWERS and not known:
        raise FilterError(f"view {view!r} is neither UN nor ISO nor the id of a state such as FRA")
    return view


def read_statements(store: KnowledgeStore, actors: Iterable[str]) -> dict[str, list[Statement]]:
    """The dated statements about some actors, by actor, sorted."""
    found: dict[str, list[Statement]] = {}
    nodes = values("s", (store.iris.actor(one) for one in sorted(set(actors))))
    rows = store.ask_rows(
        f"SELECT ?s ?p ?o ?source ?start ?end ?view {{ {nodes} GRAPH {iri(store.iris.reference)} {{ "
        f"?n {iri(RDF.subject)} ?s ; a ir:DatedStatement ; {iri(RDF.predicate)} ?p ; {iri(RDF.object)} ?o ; "
        "dcterms:source ?source OPTIONAL { ?n ir:startDate ?start } OPTIONAL { ?n ir:endDate ?end } "
        "OPTIONAL { ?n prov:wasAttributedTo ?view } } }"
    )
    for row in rows:
        one = _read(store.iris, row)
        found.setdefault(one.subject, []).append(one)
    return {actor: sorted(group, key=_order) for actor, group in sorted(found.items())}


def _read(iris: Iris, row: Row) -> Statement:
    subject, predicate, value, source, start, end, view = row
    relation = _NAMES.get(predicate or "") or (predicate or "").removeprefix(str(IR))
    return Statement(
        subject=iris.actor_id(subject or ""),
        relation=relation,
        object=iris.actor_id(value or ""),
        source=source or "",
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(end) if end else None,
        view=iris.actor_id(view) if view else None,
    )


def _order(one: Statement) -> tuple[str, ...]:
    return one.relation, str(one.start or ""), one.object, one.view or "", one.source


def seen_by(
    store: KnowledgeStore, actors: Iterable[str], view: str | None, day: date | None = None
) -> Mapping[str, Seen]:
    """How a viewpoint sees those of some actors whose status is contested; nothing without a viewpoint.

    Raises:
        FilterError: there is no such viewpoint.
    """
    if not view:
        return {}
    check_view(store, view)
    about = read_statements(store, actors)
    views = {actor: seen(actor, statements, view, day) for actor, statements in about.items()}
    return {actor: found for actor, found in views.items() if found}


def seen_network(network: Network, views: Mapping[str, Seen]) -> Network:
    """A copy of a network whose contested polities bear their status as `seen_as`, for exports."""
    marked: Network = network.copy()
    for actor in sorted(views.keys() & set(marked)):
        marked.nodes[actor]["seen_as"] = views[actor].words
    return marked
