"""Contested polities by viewpoint, from the reference graph: whose view, since when, from where."""

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from rdflib import Literal
from rdflib.namespace import XSD

from graph.checking import check_store
from graph.export import NETWORK_FORMATS
from graph.network import ClaimRow, Network, build_network
from graph.paging import FilterError
from graph.reference import statements_about
from graph.store import KnowledgeStore, open_store
from graph.viewpoint import read_statements, seen, seen_by, seen_network
from ontology.actors import load_actors
from ontology.namespaces import GEONAMES
from ontology.statements import load_statements

STATEMENTS = load_statements()


@pytest.mark.parametrize(
    ("actor", "view", "day", "status", "part_of"),
    [
        ("CRIMEA-REPUBLIC", "RUS", None, "part", "RUS"),
        ("CRIMEA-REPUBLIC", "UKR", None, "part", "UKR"),
        ("CRIMEA-REPUBLIC", "UN", None, "part", "UKR"),
        ("CRIMEA-REPUBLIC", "ISO", None, "part", "UKR"),
        ("CRIMEA-REPUBLIC", "USA", None, "part", "UKR"),
        ("CRIMEA-REPUBLIC", "CHN", None, "unstated", None),
        ("CRIMEA-REPUBLIC", "RUS", date(2010, 1, 1), "unstated", None),
        ("TWN", "CHN", None, "part", "CHN"),
        ("TWN", "UN", None, "part", "CHN"),
        ("TWN", "UN", date(1960, 1, 1), "unstated", None),
        ("TWN", "ISO", None, "part", "CHN"),
        ("TWN", "TWN", None, "state", None),
        ("TWN", "PRY", None, "state", None),
        ("TWN", "USA", None, "unstated", None),
        ("TWN", "USA", date(1970, 1, 1), "state", None),
        ("TWN", "HND", date(2022, 1, 1), "state", None),
        ("TWN", "HND", None, "unstated", None),
        ("XKX", "USA", None, "state", None),
        ("XKX", "USA", date(2007, 1, 1), "unstated", None),
        ("XKX", "SRB", None, "part", "SRB"),
        ("XKX", "ISO", None, "part", "SRB"),
        ("XKX", "UN", None, "under interim administration, status neutral", None),
        ("ESH", "MAR", None, "part", "MAR"),
        ("ESH", "USA", None, "part", "MAR"),
        ("ESH", "USA", date(2019, 1, 1), "unstated", None),
        ("ESH", "DZA", None, "state", None),
        ("ESH", "UN", None, "non-self-governing territory", None),
        ("ESH", "ISO", None, "listed", None),
        ("PSE", "UN", None, "non-member observer state", None),
        ("PSE", "FRA", None, "state", None),
        ("PSE", "FRA", date(2024, 1, 1), "unstated", None),
        ("NORTHERN-CYPRUS", "TUR", None, "state", None),
        ("NORTHERN-CYPRUS", "ISO", None, "not listed", None),
        ("DONETSK-PR", "RUS", date(2022, 5, 1), "state", None),
        ("DONETSK-PR", "RUS", None, "part", "RUS"),
        ("FLK", "ARG", None, "part", "ARG"),
        ("FLK", "UN", None, "non-self-governing territory", None),
    ],
)  # fmt: skip
def test_who_sees_what(actor: str, view: str, day: date | None, status: str, part_of: str | None) -> None:
    found = seen(actor, [one for one in STATEMENTS if one.subject == actor], view, day)
    assert found is not None
    assert (found.status, found.part_of, found.view) == (status, part_of, view)
    assert bool(found.source) == (status not in ("unstated", "not listed") and actor != view)


@pytest.mark.parametrize("actor", ["FRA", "EU", "HKG"])
def test_what_is_not_contested_is_seen_alike(actor: str) -> None:
    assert seen(actor, [one for one in STATEMENTS if one.subject == actor], "UN") is None


def test_claimants_and_administrators_are_told_to_everybody() -> None:
    found = seen("CRIMEA-REPUBLIC", [one for one in STATEMENTS if one.subject == "CRIMEA-REPUBLIC"], "CHN")
    assert found is not None
    assert (found.claimed_by, found.administered_by) == (("RUS", "UKR"), ("RUS",))


# -- in the store


@pytest.fixture(scope="module")
def known() -> Iterator[KnowledgeStore]:
    """A store that knows the real actors and no document; for reading only."""
    with open_store(":memory:") as store:
        store.load_reference()
        yield store


def test_statements_come_back_as_they_went_in(known: KnowledgeStore) -> None:
    for actor in ("TWN", "EU", "SUN", "HKG"):
        stored = {one for one in read_statements(known, [actor])[actor] if one.relation != "geonames"}
        assert stored == {one for one in STATEMENTS if one.subject == actor and one.relation != "geonames"}


def test_views_of_a_list(known: KnowledgeStore) -> None:
    views = seen_by(known, ["FRA", "TWN", "XKX"], "CHN")
    assert {actor: found.status for actor, found in views.items()} == {"TWN": "part", "XKX": "unstated"}
    assert seen_by(known, ["TWN"], None) == {}


@pytest.mark.parametrize("view", ["NOBODY", "person/wang-yi"])
def test_a_viewpoint_is_a_state_or_a_bloc(known: KnowledgeStore, view: str) -> None:
    with pytest.raises(FilterError, match=f"view '{view}' is neither UN nor ISO nor the id of a state"):
        seen_by(known, ["TWN"], view)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("actor:EU ir:hasMember actor:FRA", True),
        ("actor:EU ir:hasMember actor:GBR", False),
        ("actor:TWN ir:claimedBy actor:CHN", True),
        ("actor:TWN ir:recognisedBy actor:PRY", True),
        ("actor:TWN ir:recognisedBy actor:USA", False),
        ("actor:CRIMEA-REPUBLIC ir:administeredBy actor:RUS", True),
        ("actor:CRIMEA-REPUBLIC ir:heldPartOf ?state", False),
        ("actor:GRL ir:hasParent actor:DNK", True),
        ("actor:NATO ir:hasSeat actor:BEL", True),
        ('actor:FRA dcterms:identifier "iso3166-1:alpha-2:FR"', True),
        (f"actor:FRA skos:exactMatch <{GEONAMES['3017382/']}>", True),
    ],
)
def test_what_holds_and_is_nobodys_mere_view_is_said_plainly(
    known: KnowledgeStore, asked: str, answer: bool
) -> None:
    assert known.query(f"ASK {{ {asked} }}").boolean is answer


def test_a_statement_bears_days_source_and_view(known: KnowledgeStore) -> None:
    rows = known.query(
        "SELECT ?start ?source { ?s a ir:DatedStatement ; rdf:subject actor:CRIMEA-REPUBLIC ; "
        "rdf:predicate ir:heldPartOf ; rdf:object actor:UKR ; prov:wasAttributedTo actor:UN ; "
        "ir:startDate ?start ; dcterms:source ?source }"
    ).rows
    day = Literal("2014-03-27", datatype=XSD.date)
    assert rows == [(day, Literal("UN General Assembly resolution 68/262"))]


def test_the_reference_graph_fits_the_shapes(known: KnowledgeStore) -> None:
    wrong = {name: [v for v in found if not v.is_warning] for name, found in check_store(known)}
    assert wrong == {"reference": [], "review": []} | {name: [] for name in wrong}


def test_a_small_world_has_only_statements_about_itself() -> None:
    few = [actor for actor in load_actors() if actor.id in ("EU", "BEL", "TWN")]
    named = {(one.subject, one.object) for one in statements_about(few) if one.relation == "hasMember"}
    assert named == {("EU", "BEL")}


def warned() -> Network:
    row = ClaimRow("TWN", "JPN", "THREATEN", "threatens", "warns", "asserted", "positive", 0.9, "d1", None)
    return build_network([row], {actor.id: actor for actor in load_actors() if actor.id in ("TWN", "JPN")})


def written(network: Network, form: str) -> str:
    stream = BytesIO()
    NETWORK_FORMATS[form].write(network, stream)
    return stream.getvalue().decode()


@pytest.mark.parametrize(
    ("view", "status"), [("UN", "part of CHN (UN)"), ("PRY", "state (PRY)"), ("FRA", "unstated (FRA)")]
)
def test_exports_bear_what_a_viewpoint_sees(known: KnowledgeStore, view: str, status: str) -> None:
    network = warned()
    viewed = seen_network(network, seen_by(known, network, view))
    gexf, graphml = (written(viewed, form) for form in ("gexf", "graphml"))
    assert gexf.count('for="seen_as"') == 1 and f'<attvalue for="seen_as" value="{status}"' in gexf
    assert graphml.count('key="node_seen_as"') == 1 and f'<data key="node_seen_as">{status}</data>' in graphml
    rows = json.loads(written(viewed, "json"))["nodes"]
    assert {row["id"]: row["seen_as"] for row in rows} == {"TWN": status, "JPN": None}


@pytest.mark.parametrize("form", sorted(NETWORK_FORMATS))
def test_exports_without_a_viewpoint_say_nothing_of_status(known: KnowledgeStore, form: str) -> None:
    plain = seen_network(warned(), seen_by(known, warned(), None))
    stream, same = BytesIO(), BytesIO()
    NETWORK_FORMATS[form].write(plain, stream)
    NETWORK_FORMATS[form].write(warned(), same)
    assert stream.getvalue() == same.getvalue() and b"seen_as" not in stream.getvalue()
