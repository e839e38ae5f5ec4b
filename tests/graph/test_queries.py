"""Claims by filter and page, actors by name, one actor, counts; and the rows a network is built from."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graph import queries
from graph.filters import ClaimFilter
from graph.network import ClaimRow
from graph.paging import FilterError, decode_cursor, encode_cursor
from graph.projection import actors_of_rows, claim_rows
from graph.queries import Neighbour, find_actors, find_claims, get_actor, stats
from graph.store import KnowledgeStore
from ontology.records import to_json

PLAN, DONE = "plans dialogue with", "consults"
DENIAL, VISIT = "does not impose sanctions on", "may visit"
ATTACK, ARREST, MEMBER = "attacks", "detains", "is a member of"


def phrases(store: KnowledgeStore, wanted: ClaimFilter) -> list[str]:
    return sorted(view.claim.predicate.phrase for view in find_claims(store, wanted).items)


FILTERS = [
    ({}, [ATTACK, DONE, DONE, ARREST, DENIAL, MEMBER, VISIT, PLAN]),
    ({"actor": "EU"}, [DONE, DONE, DENIAL, PLAN]),
    ({"actor": "CHN"}, [DENIAL, VISIT]),
    ({"actor": "person/wang-yi"}, [VISIT]),
    ({"subject": "CHN"}, [DENIAL, VISIT]),
    ({"subject": "IND"}, [ARREST, MEMBER]),
    ({"object": "EU"}, [DENIAL]),
    ({"subject": "EU", "object": "IND"}, [DONE, DONE]),
    ({"actor": "nobody"}, []),
    ({"event_type": "CONSULT"}, [DONE, DONE, VISIT, PLAN]),
    ({"event_type": "memberOf"}, [MEMBER]),
    ({"modality": "possible"}, [VISIT]),
    ({"polarity": "negative"}, [DENIAL]),
    ({"event_type": "CONSULT", "modality": "asserted", "actor": "IND"}, [DONE, DONE]),
    ({"source": "Reuters"}, [DONE, PLAN]),
    ({"source": "bbc/2024 05"}, [ATTACK, DONE, ARREST, MEMBER]),
    ({"source": "Reuters", "modality": "planned"}, [PLAN]),
    ({"min_confidence": 0.83}, [ATTACK, DONE, DONE, ARREST, DENIAL, MEMBER, PLAN]),
    ({"actor": "EU", "source": "BBC", "min_confidence": 0.5}, [DONE]),
    ({"from_": date(2024, 5, 2)}, [DENIAL, VISIT, PLAN]),
    ({"to": date(2024, 4, 29)}, [DONE]),
    ({"from_": date(2024, 4, 1), "to": date(2024, 5, 31)}, [DONE, PLAN]),
    ({"actor": "CHN", "to": date(2024, 5, 31)}, []),
]


@pytest.mark.parametrize("few", [2000, 0], ids=["at once", "shelf by shelf"])
@pytest.mark.parametrize(("fields", "expected"), FILTERS, ids=lambda value: str(value))
def test_find_claims(
    full_store: KnowledgeStore, monkeypatch: Any, fields: Any, expected: list[str], few: int
) -> None:
    monkeypatch.setattr(queries, "_FEW", few)
    assert phrases(full_store, ClaimFilter(**fields)) == sorted(expected)


@pytest.mark.parametrize("few", [2000, 0])
def test_pages_follow_the_ids_and_stay_stable_while_data_arrives(
    store: KnowledgeStore, world: Any, monkeypatch: Any, few: int
) -> None:
    monkeypatch.setattr(queries, "_FEW", few)
    first, second, third = (world.reports[name] for name in ("reuters-1", "xinhua-7", "bbc/2024 05"))
    store.put(*first)
    store.put(*third)
    page = find_claims(store, ClaimFilter(limit=3))
    seen = [view.id for view in page.items]
    store.put(*second)
    while page.next:
        page = find_claims(store, ClaimFilter(limit=2, cursor=page.next))
        seen += [view.id for view in page.items]
    later = {claim.id for claim in second[1] if claim.id < seen[2]}
    assert seen == sorted(claim.id for claim in world.claims if claim.id not in later)


def test_ids_of_another_make_are_paged_as_well(store: KnowledgeStore, world: Any) -> None:
    document, claims = world.reports["bbc/2024 05"]
    named = [replace(claim, id=f"x{number}") for number, claim in enumerate(claims)]
    store.put(document, named)
    page = find_claims(store, ClaimFilter(limit=3))
    assert [view.id for view in page.items] == ["x0", "x1", "x2"]
    assert [view.id for view in find_claims(store, ClaimFilter(cursor=page.next)).items] == ["x3"]


def test_a_claim_view_is_the_claim_that_was_put(full_store: KnowledgeStore, world: Any) -> None:
    views = find_claims(full_store, ClaimFilter()).items
    expected = sorted(world.claims, key=lambda claim: claim.id)
    assert [view.to_json() for view in views] == [to_json(claim) for claim in expected]
    assert [view.iri for view in views] == [str(full_store.iris.claim(claim.id)) for claim in expected]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"event_type": "TALK"}, "event_type 'TALK' is none of AGREE, CONSULT"),
        ({"modality": "likely"}, "modality 'likely' is none of asserted, planned"),
        ({"polarity": "no"}, "polarity 'no' is none of positive, negative"),
        ({"from_": date(2024, 2, 1), "to": date(2024, 1, 1)}, "from 2024-02-01 is after to 2024-01-01"),
        ({"min_confidence": 1.5}, "min_confidence 1.5 is not between 0 and 1"),
        ({"limit": 0}, "limit 0 is not between 1 and 1000"),
        ({"cursor": "§"}, "cursor '§' is none of ours"),
    ],
)
def test_a_wrong_filter_is_named(fields: Any, message: str) -> None:
    with pytest.raises(FilterError, match=message):
        ClaimFilter(**fields)


@pytest.mark.parametrize("key", ["claim-00", "person/wang-yi", "ü", "a?"])
def test_cursors_come_back(key: str) -> None:
    assert decode_cursor(encode_cursor(key)) == key


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("india", None, ["IND", "IND/police"]),
        ("republic OF", None, ["IND"]),
        ("chinese", None, ["CHN"]),
        ("wang", None, ["person/wang-yi"]),
        ("", "bloc", ["EU", "NATO", "QUAD"]),
        ("eu", "bloc", ["EU"]),
        ('"', None, []),
    ],
)
def test_find_actors(full_store: KnowledgeStore, text: str, kind: str | None, expected: list[str]) -> None:
    assert [actor.id for actor in find_actors(full_store, text, kind).items] == expected


def test_find_actors_in_pages(full_store: KnowledgeStore) -> None:
    page = find_actors(full_store, limit=8)
    rest = find_actors(full_store, limit=8, cursor=page.next)
    assert [actor.id for actor in (*page.items, *rest.items)] == [
        "BEL", "CHN", "EU", "IND", "IND/police", "IND/protesters", "NATO", "QUAD", "REUTERS", "TWN",
        "mention/the-rebels", "person/valdis-dombrovskis", "person/wang-yi",
    ]  # fmt: skip
    assert rest.next is None


def test_find_actors_refuses_an_unknown_type(full_store: KnowledgeStore) -> None:
    with pytest.raises(FilterError, match="type 'planet' is none of state, territory"):
        find_actors(full_store, type="planet")


def test_a_known_actor(full_store: KnowledgeStore) -> None:
    view = get_actor(full_store, "EU")
    assert view is not None
    actor = view.actor
    assert (actor.name, actor.type, actor.role, actor.represents) == (
        "European Union",
        "bloc",
        "organisation",
        None,
    )
    assert (actor.names, actor.origin) == (("EU",), "reference")
    assert (view.claims_as_subject, view.claims_as_object) == (3, 1)
    assert view.neighbours == (
        Neighbour("IND", "India", 2),
        Neighbour("CHN", "China", 1),
        Neighbour("TWN", "Taiwan", 1),
    )


def test_an_actor_found_in_documents(full_store: KnowledgeStore) -> None:
    view = get_actor(full_store, "person/wang-yi")
    assert view is not None
    actor = view.actor
    assert (actor.name, actor.type, actor.role, actor.represents) == (
        "Wang Yi",
        "person",
        "government",
        "CHN",
    )
    assert (actor.origin, view.neighbours) == ("documents", (Neighbour("IND", "India", 1),))


def test_an_actor_whom_nobody_knows(full_store: KnowledgeStore) -> None:
    assert get_actor(full_store, "person/nobody") is None


def test_stats(any_store: KnowledgeStore, world: Any) -> None:
    for document, claims in world.reports.values():
        any_store.put(document, claims)
    assert stats(any_store) == {
        "documents": 3,
        "claims": 8,
        "actors": 11,
        "known_actors": 13,
        "relations": 7,
        "facts": 7,
        "by_event_type": {"CONSULT": 4, "ASSAULT": 1, "COERCE": 1, "SANCTION": 1},
        "by_relation": {"consults": 4, "assaults": 1, "coerces": 1, "memberOf": 1, "sanctions": 1},
        "by_modality": {"asserted": 6, "planned": 1, "possible": 1},
        "by_polarity": {"positive": 7, "negative": 1},
    }


def test_rows_for_a_network(full_store: KnowledgeStore) -> None:
    monday, published = date(2024, 4, 29), date(2024, 5, 2)
    rows = claim_rows(full_store, ClaimFilter(source="Reuters", limit=1))
    assert sorted(rows, key=lambda row: row.phrase) == [
        ClaimRow(
            "EU", "IND", "CONSULT", "consults", DONE, "asserted", "positive", 0.9, "reuters-1",
            (monday, monday),
        ),
        ClaimRow(
            "EU", "TWN", "CONSULT", "consults", PLAN, "planned", "positive", 0.83, "reuters-1",
            (published, published),
        ),
    ]  # fmt: skip
    assert {one: actor.name for one, actor in actors_of_rows(full_store, rows).items()} == {
        "EU": "European Union",
        "IND": "India",
        "TWN": "Taiwan",
    }


def test_rows_of_standing_and_undated_claims(full_store: KnowledgeStore) -> None:
    (row,) = claim_rows(full_store, ClaimFilter(event_type="memberOf"))
    assert (row.source, row.target, row.event_type, row.relation, row.span) == (
        "IND",
        "QUAD",
        None,
        "memberOf",
        None,
    )
    assert len({(row.source, row.target, row.phrase, row.document) for row in claim_rows(full_store)}) == 8
