"""Descriptions of actors and relations that documents share: the union of what each contributes."""

from dataclasses import replace
from typing import Any

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from graph.facts import FactPolicy, fact_triples, makes_fact
from graph.iris import Iris
from graph.shared import atoms, description
from ontology.namespaces import EV, IR
from ontology.records import Actor, Claim

IRIS = Iris()
KNOWN = {"BEL", "CHN", "EU", "IND", "NATO", "TWN"}


def claim_of(world: Any, phrase: str) -> Claim:
    return next(claim for claim in world.claims if claim.predicate.phrase == phrase)


def about(node: URIRef, claims: list[Claim]) -> set[tuple[Any, Any]]:
    return {(p, o) for s, p, o in description(atoms(claims, KNOWN, IRIS)) if s == node}


def test_a_planned_relation_is_no_sub_property(world: Any) -> None:
    phrase = "plans dialogue with"
    assert about(IRIS.relation(phrase), [claim_of(world, phrase)]) == {
        (RDF.type, IR.Relation),
        (RDFS.label, Literal(phrase)),
        (IR.phrase, Literal(phrase)),
        (IR.property, IR.consults),
        (IR.eventType, EV.CONSULT),
        (IR.modality, IR.planned),
        (IR.polarity, IR.positive),
    }


@pytest.mark.parametrize(
    ("phrase", "parents"),
    [
        ("consults", {IR.consults}),
        ("is a member of", {IR.memberOf}),
        ("does not impose sanctions on", set()),
        ("may visit", set()),
    ],
)
def test_only_asserted_and_positive_relations_are_sub_properties(
    world: Any, phrase: str, parents: set[URIRef]
) -> None:
    found = about(IRIS.relation(phrase), [claim_of(world, phrase)])
    assert {value for property_, value in found if property_ == RDFS.subPropertyOf} == parents


def test_a_wording_that_is_planned_somewhere_is_no_sub_property(world: Any) -> None:
    done = claim_of(world, "consults")
    found = about(IRIS.relation("consults"), [done, replace(done, modality="planned")])
    assert RDFS.subPropertyOf not in {property_ for property_, _ in found}
    assert {value for property_, value in found if property_ == IR.modality} == {IR.asserted, IR.planned}


def test_a_person_found_in_text(world: Any) -> None:
    claim = claim_of(world, "may visit")
    other = replace(claim, subject=replace(claim.subject, name="Foreign Minister Wang Yi", role="diplomat"))
    assert about(IRIS.actor("person/wang-yi"), [claim, other]) == {
        (RDF.type, IR.Actor),
        (RDF.type, IR.Person),
        (IR.origin, Literal("documents")),
        (IR.role, Literal("government")),
        (IR.role, Literal("diplomat")),
        (IR.actsFor, IRIS.actor("CHN")),
        (SKOS.altLabel, Literal("Wang Yi")),
        (SKOS.altLabel, Literal("Foreign Minister Wang Yi")),
        (RDFS.label, Literal("Foreign Minister Wang Yi")),
    }


def test_known_actors_are_not_described_by_documents(world: Any) -> None:
    assert about(IRIS.actor("EU"), world.claims) == set()


def test_a_principal_that_is_only_referred_to_is_an_actor(world: Any) -> None:
    claim = claim_of(world, "may visit")
    rebel = replace(claim, subject=replace(claim.subject, represents="M23"))
    assert about(IRIS.actor("M23"), [rebel]) == {(RDF.type, IR.Actor), (IR.origin, Literal("documents"))}


def facts(claims: list[Claim], policy: FactPolicy) -> set[str]:
    triples = fact_triples(claims, policy, IRIS)
    return {" ".join(str(term).replace("#", "/").rpartition("/")[2] for term in triple) for triple in triples}


def test_facts_are_between_principals_and_closed_only_when_asserted_and_positive(world: Any) -> None:
    assert facts(world.claims, FactPolicy()) == {
        "EU plans-dialogue-with TWN",
        "EU consults IND",
        "CHN does-not-impose-sanctions-on EU",
        "CHN may-visit IND",
        "IND is-a-member-of QUAD",
        "IND memberOf QUAD",
    }


@pytest.mark.parametrize(
    ("phrase", "policy", "expected"),
    [
        ("consults", FactPolicy(), True),
        ("detains", FactPolicy(), False),  # within one state
        ("attacks", FactPolicy(), False),  # nobody knows who
        ("may visit", FactPolicy(min_confidence=0.5), True),
        ("may visit", FactPolicy(min_confidence=0.6), False),
        ("may visit", FactPolicy(modalities=("asserted",)), False),
    ],
)
def test_makes_fact(world: Any, phrase: str, policy: FactPolicy, expected: bool) -> None:
    assert makes_fact(claim_of(world, phrase), policy) is expected


def test_an_unresolved_actor_with_a_known_principal_makes_facts(world: Any) -> None:
    diplomat = Actor(
        "mention/a-diplomat", "a diplomat", "person", "diplomat", "CHN", "a diplomat", "unresolved"
    )
    assert makes_fact(replace(claim_of(world, "attacks"), subject=diplomat), FactPolicy())
