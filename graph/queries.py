"""What people ask of the store most: claims by filter, actors by name, one actor, counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rdflib.namespace import RDF, RDFS, SKOS

from graph.filters import ClaimFilter, claims_where
from graph.iris import SHELVES, Iris, shelf
from graph.paging import DEFAULT_LIMIT, FilterError, Page, check_limit, decode_cursor, page_of
from graph.resolved import canonical_ids, followed
from graph.shared import ACTOR_CLASSES
from graph.sparql import iri, string, values
from graph.store import KnowledgeStore
from graph.views import ClaimView, Description
from ontology.namespaces import IR
from ontology.terms import ACTOR_TYPES

_NAMES = "rdfs:label|skos:altLabel|ir:acronym|ir:adjective|ir:demonym"
_FEW = 2000  # so many claims are sorted at once
_SHELVES_AT_FIRST = 4
_TYPE_OF_CLASS = {str(node): name for name, node in ACTOR_CLASSES.items()}


@dataclass(frozen=True, slots=True)
class ActorSummary:
    """An actor as lists show it; `names` are its other names and acronyms, `origin` tells who described it.

    `origin` is "reference" for what is known beforehand and "documents" for what was found in text.
    """

    id: str
    iri: str
    name: str
    type: str
    role: str
    represents: str | None
    names: tuple[str, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A principal that an actor has claims with, in either direction, and how many."""

    id: str
    name: str
    claims: int


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor with its place in the graph: claims it is subject or object of, itself or as principal."""

    actor: ActorSummary
    claims_as_subject: int
    claims_as_object: int
    neighbours: tuple[Neighbour, ...]


def find_claims(store: KnowledgeStore, wanted: ClaimFilter) -> Page[ClaimView]:
    """A page of claims by filter, in the order of their ids.

    Raises:
        FilterError: the cursor is none of ours.
    """
    after = decode_cursor(wanted.cursor)
    wanted = followed(store, wanted)
    found = _ids(store, claims_where(wanted, store.iris), f"LIMIT {_FEW + 1}")
    if len(found) > _FEW:
        found = _shelf_by_shelf(store, wanted, after)
    ids = sorted((one for one in found if not after or _by_shelf(one) > _by_shelf(after)), key=_by_shelf)
    shown = ids[: wanted.limit + 1]
    return page_of(shown, wanted.limit, lambda page: store.claims([store.iris.claim(one) for one in page]))


def _shelf_by_shelf(store: KnowledgeStore, wanted: ClaimFilter, after: str) -> list[str]:
    # A page of a long list: shelves from the cursor on, ever more of them, until there is enough.
    found: list[str] = []
    first, width = shelf(after) if after else 0, _SHELVES_AT_FIRST
    while first <= SHELVES:
        shelves = " ".join(map(str, range(first, min(first + width, SHELVES + 1))))
        where = claims_where(wanted, store.iris, "?claim ir:shelf ?shelf")
        ids = _ids(store, f"VALUES ?shelf {{ {shelves} }} {where}")
        found += (one for one in ids if not after or _by_shelf(one) > _by_shelf(after))
        if len(found) > wanted.limit:
            break
        first, width = first + width, 4 * width
    return found


def _ids(store: KnowledgeStore, where: str, tail: str = "") -> list[str]:
    rows = store.ask_rows(f"SELECT DISTINCT ?claim {{ {where} }} {tail}")
    return [store.iris.claim_id(node) for (node,) in rows if node]


def _by_shelf(claim_id: str) -> tuple[int, str]:
    return shelf(claim_id), claim_id


def find_actors(
    store: KnowledgeStore,
    text: str = "",
    type: str | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> Page[ActorSummary]:
    """A page of actors, in the order of their ids.

    Args:
        store: where to look.
        text: part of a name, an acronym, an adjective or the id, in any case; "" for all.
        type: one of `ontology.terms.ACTOR_TYPES`.
        limit: how many at most, 1 to 1000.
        cursor: `Page.next` of the page before.

    Raises:
        FilterError: no such type, limit or cursor.
    """
    if type is not None and type not in ACTOR_TYPES:
        raise FilterError(f"type {type!r} is none of {', '.join(ACTOR_TYPES)}")
    kind = ACTOR_CLASSES[type] if type else IR.Actor
    after = decode_cursor(cursor)
    filters = [f"FILTER NOT EXISTS {{ GRAPH {iri(store.iris.review)} {{ ?a ir:resolvedTo ?another }} }}"]
    if after:
        filters.append(f"FILTER(STR(?a) > {string(store.iris.actor(after))})")
    if text:
        filters.append(_matching(text, store.iris))
    rows = store.ask_rows(
        f"SELECT ?a {{ GRAPH {iri(store.iris.reference)} {{ ?a a {iri(kind)} . {' '.join(filters)} }} }} "
        f"ORDER BY ?a LIMIT {check_limit(limit) + 1}"
    )
    ids = [store.iris.actor_id(node) for (node,) in rows if node]
    return page_of(ids, limit, lambda shown: list(actor_summaries(store, shown).values()))


def _matching(text: str, iris: Iris) -> str:
    wanted = string(text.lower())
    named = f"?a {_NAMES} ?name FILTER(CONTAINS(LCASE(STR(?name)), {wanted}))"
    own_id = f"CONTAINS(LCASE(STRAFTER(STR(?a), {string(iris.actor(''))})), {wanted})"
    merged = f"GRAPH {iri(iris.review)} {{ ?x ir:resolvedTo ?a }} {named.replace('?a ', '?x ', 1)}"
    return f"FILTER({own_id} || EXISTS {{ {named} }} || EXISTS {{ {merged} }})"


def actor_summaries(store: KnowledgeStore, ids: Sequence[str]) -> dict[str, ActorSummary]:
    """What is known of some actors, by id and in the order given; those that nobody knows are left out.

    An actor that others were merged into bears their names as well.
    """
    known = _known(store, ids)
    for node, names in _merged_names(store, ids).items():
        known.setdefault(node, {}).setdefault(str(SKOS.altLabel), []).extend(names)
    nodes = {one: str(store.iris.actor(one)) for one in ids}
    return {one: _summary(one, known[node], store.iris) for one, node in nodes.items() if node in known}


def _merged_names(store: KnowledgeStore, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if ids:
        nodes, iris = values("a", (store.iris.actor(one) for one in ids)), store.iris
        for node, name in store.ask_rows(
            f"SELECT ?a ?name {{ {nodes} GRAPH {iri(iris.review)} {{ ?x ir:resolvedTo ?a }} "
            f"GRAPH {iri(iris.reference)} {{ ?x rdfs:label|skos:altLabel|ir:acronym ?name }} }}"
        ):
            found.setdefault(node or "", []).append(name or "")
    return found


def _known(store: KnowledgeStore, ids: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    if not ids:
        return found
    nodes = values("a", (store.iris.actor(one) for one in ids))
    for node, property_, value in store.ask_rows(
        f"SELECT ?a ?p ?o {{ {nodes} GRAPH {iri(store.iris.reference)} {{ ?a ?p ?o }} }} ORDER BY ?a ?p ?o"
    ):
        found.setdefault(node or "", {}).setdefault(property_ or "", []).append(value or "")
    return found


def _summary(actor_id: str, about: Description, iris: Iris) -> ActorSummary:
    types = {_TYPE_OF_CLASS[node] for node in about.get(str(RDF.type), ()) if node in _TYPE_OF_CLASS}
    roles = set(about.get(str(IR.role), ()))
    label = next(iter(about.get(str(RDFS.label), ())), actor_id)
    others = {name for property_ in (SKOS.altLabel, IR.acronym) for name in about.get(str(property_), ())}
    represents = about.get(str(IR.actsFor), ())
    return ActorSummary(
        id=actor_id,
        iri=str(iris.actor(actor_id)),
        name=label,
        type=_most_telling(types),
        role=_most_telling(roles),
        represents=iris.actor_id(represents[0]) if represents else None,
        names=tuple(sorted(others - {label})),
        origin=next(iter(about.get(str(IR.origin), ())), ""),
    )


def _most_telling(found: set[str]) -> str:
    # Documents may disagree; what is unknown to one does not outweigh what another knows.
    return min(found - {"unknown"}, default="unknown")


def get_actor(store: KnowledgeStore, actor_id: str) -> ActorView | None:
    """One actor with its counts and neighbours (most claims first), or None if nobody knows it.

    An id that was merged into another gives that other one.
    """
    actor_id = canonical_ids(store, [actor_id])[actor_id]
    summary = actor_summaries(store, [actor_id]).get(actor_id)
    if summary is None:
        return None
    node = iri(store.iris.actor(actor_id))
    subject = f"?claim ir:subject|ir:subjectPrincipal {node}"
    object_ = f"?claim ir:object|ir:objectPrincipal {node}"
    rows = store.ask_rows(
        f"SELECT ?other (COUNT(DISTINCT ?claim) AS ?claims) {{ GRAPH ?g {{ "
        f"{{ {subject} . ?claim ir:objectPrincipal ?other }} UNION "
        f"{{ {object_} . ?claim ir:subjectPrincipal ?other }} }} FILTER(?other != {node}) }} GROUP BY ?other"
    )
    counts = {store.iris.actor_id(other): int(number or 0) for other, number in rows if other}
    known = actor_summaries(store, sorted(counts))
    names = {other: known[other].name if other in known else other for other in counts}
    ordered = sorted(counts, key=lambda other: (-counts[other], other))
    return ActorView(
        actor=summary,
        claims_as_subject=_count(store, f"DISTINCT ?claim) AS ?n) {{ GRAPH ?g {{ {subject} }} }}"),
        claims_as_object=_count(store, f"DISTINCT ?claim) AS ?n) {{ GRAPH ?g {{ {object_} }} }}"),
        neighbours=tuple(Neighbour(other, names[other], counts[other]) for other in ordered),
    )


def _count(store: KnowledgeStore, rest: str) -> int:
    return int(store.ask_rows(f"SELECT (COUNT({rest}")[0][0] or 0)


def stats(store: KnowledgeStore) -> dict[str, Any]:
    """How much there is: plain counts, and claims by event type, relation, modality and polarity.

    "actors" are those that documents mention, "known_actors" all that are described; "facts" are
    triples between principals.
    """

    def instances(kind: str) -> int:
        return _count(store, f"?x) AS ?n) {{ GRAPH ?g {{ ?x a ir:{kind} }} }}")

    return {
        "documents": instances("Document"),
        "claims": instances("Claim"),
        "actors": _count(store, "DISTINCT ?a) AS ?n) { GRAPH ?g { ?m ir:actor ?a } }"),
        "known_actors": instances("Actor"),
        "relations": instances("Relation"),
        "facts": _count(store, f"*) AS ?n) {{ GRAPH {iri(store.iris.facts)} {{ ?s ?p ?o }} }}"),
        "by_event_type": _by(store, "eventType"),
        "by_relation": _by(store, "property"),
        "by_modality": _by(store, "modality"),
        "by_polarity": _by(store, "polarity"),
    }


def _by(store: KnowledgeStore, property_: str) -> Mapping[str, int]:
    rows = store.ask_rows(
        f"SELECT ?value (COUNT(?claim) AS ?n) {{ GRAPH ?g {{ ?claim ir:{property_} ?value }} "
        f"FILTER(?g != {iri(store.iris.reference)}) }} GROUP BY ?value"
    )
    counts = {(value or "").rpartition("#")[2]: int(number or 0) for value, number in rows}
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
