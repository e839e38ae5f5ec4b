"""The events graph follows the documents: any order, replacements and retractions give the same graph."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graph.facts import FactPolicy
from graph.store import KnowledgeStore, open_store
from ontology.records import Claim, Document, with_id
from tests.benchmarks.generated import World, generated

# Few actors and days, so that nearly every report meets others.
REPORTS = list(generated(12, 6, seed=7, world=World(actors=3, days=3)))
Step = tuple[Document, list[Claim]] | str


def content(store: KnowledgeStore) -> str:
    """Everything in the store as N-Quads, sorted; there are no blank nodes, so this is canonical."""
    rows = store.query("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }", union=False).rows
    return "\n".join(sorted(" ".join(str(term.n3()) for term in row if term) for row in rows))


def after(steps: Sequence[Step], world: Any, policy: FactPolicy) -> KnowledgeStore:
    store = open_store(":memory:", actors=world.actors, policy=policy)
    for step in steps:
        if isinstance(step, str):
            store.retract(step)
        else:
            store.put(*step)
    return store


def detours(chance: random.Random) -> list[Step]:
    """Steps that end with all reports stored, by way of earlier versions, guests and retractions."""
    steps: list[Step] = list(REPORTS)
    chance.shuffle(steps)
    for document, claims in chance.sample(REPORTS, 4):
        earlier = replace(document, publisher="Old Paper", date=date(2023, 1, 2))
        at = next(i for i, s in enumerate(steps) if not isinstance(s, str) and s[0].id == document.id)
        steps.insert(chance.randrange(at + 1), (earlier, claims[: chance.randrange(6)]))
    for document, claims in chance.sample(REPORTS, 3):
        guest = replace(document, id=f"guest-{document.id}", publisher="Guest")
        theirs = [with_id(replace(c, evidence=replace(c.evidence, document=guest.id), id="")) for c in claims]
        at = chance.randrange(len(steps))
        steps[at:at] = [(guest, theirs)]
        steps.insert(chance.randrange(at + 1, len(steps) + 1), guest.id)
    for document, claims in chance.sample(REPORTS, 2):
        steps += [document.id, (document, claims)]
    return steps


POLICIES = [FactPolicy(), FactPolicy(min_sources=2), FactPolicy(min_sources=3, modalities=("asserted",))]


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: f"sources{policy.min_sources}")
def test_any_way_to_the_same_documents_gives_the_same_graph(world: Any, policy: FactPolicy) -> None:
    plain = content(after(REPORTS, world, policy))
    for seed in range(4):
        assert content(after(detours(random.Random(seed)), world, policy)) == plain, f"seed {seed}"


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: f"sources{policy.min_sources}")
def test_step_by_step_gives_what_deriving_everything_gives(world: Any, policy: FactPolicy) -> None:
    store = after(REPORTS, world, policy)
    before = content(store)
    mark = "GRAPH ?g { ?dataset ir:digest ?mark }"
    store.update(
        f"DELETE {{ {mark} }} WHERE {{ GRAPH ?g {{ ?dataset a void:Dataset ; ir:digest ?mark }} }} ; "
        f"DROP GRAPH <{store.iris.events}> ; DROP GRAPH <{store.iris.facts}>"
    )
    again = KnowledgeStore(store._backend, store.location, store.iris, policy, world.actors)
    again.load_reference()
    assert content(again) == before


def test_the_reports_meet(world: Any) -> None:
    """The tests above would show nothing if reports had no events in common, no copies, no contradictions."""
    store = after(REPORTS, world, FactPolicy())

    def count(pattern: str) -> int:
        return int(store.ask_rows(f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ {pattern} }} }}")[0][0] or 0)

    assert count("?event ir:documentCount ?n FILTER(?n > 2)") > 0
    assert count("?event ir:documentCount ?d ; ir:sourceCount ?n FILTER(?d > ?n)") > 0
    assert count("?one ir:copyOf ?other") > 0
    assert count("?c a ir:Contradiction ; ir:disputes ?event") > 0
    assert count("?c a ir:Contradiction FILTER NOT EXISTS { ?c ir:disputes ?event }") > 0


def test_retracting_everything_leaves_no_event(world: Any) -> None:
    store = after([*REPORTS, *(document.id for document, _ in REPORTS)], world, FactPolicy())
    assert store.ask_rows(f"SELECT * {{ GRAPH <{store.iris.events}> {{ ?s ?p ?o }} }}") == []


EVENTS = (
    "SELECT ?who ?kind ?whom ?first ?documents ?sources { "
    "?event a ir:Event ; ir:initiator ?a ; ir:target ?b ; ir:kind ?kind ; schema:startDate ?first ; "
    "ir:documentCount ?documents ; ir:sourceCount ?sources . BIND(STRAFTER(STR(?a), 'actor/') AS ?who) "
    "BIND(STRAFTER(STR(?b), 'actor/') AS ?whom) } ORDER BY ?who ?kind ?first"
)


def test_the_events_of_the_world(full_store: KnowledgeStore) -> None:
    assert [tuple(map(str, row)) for row in full_store.query(EVENTS).rows] == [
        ("CHN", "CONSULT/possible", "IND", "2024-06-01", "1", "1"),
        ("CHN", "SANCTION/negated", "EU", "2024-06-01", "1", "1"),
        ("EU", "CONSULT", "IND", "2024-04-29", "1", "1"),
        ("EU", "CONSULT/planned", "TWN", "2024-05-02", "1", "1"),
    ]


TALKS = "SELECT ?n ?source { ?e ir:kind 'CONSULT' ; ir:documentCount ?n ; ir:source ?source }"


def talks(store: KnowledgeStore) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for row in store.query(TALKS).rows]


def test_a_copy_is_linked_and_counts_once(store: KnowledgeStore, world: Any) -> None:
    document, claims = world.reports["reuters-1"]
    copy = replace(document, id="copy", publisher="Daily Copy", date=date(2024, 5, 3))
    theirs = [with_id(replace(c, evidence=replace(c.evidence, document="copy"), id="")) for c in claims]
    store.put(copy, theirs)
    store.put(document, claims)
    assert talks(store) == [("2", "Reuters")]
    for one, other in (("copy", "reuters-1"), ("reuters-1", "copy")):
        assert store.query(f"ASK {{ document:{one} ir:copyOf document:{other} }}").boolean
    store.retract("reuters-1")
    assert talks(store) == [("1", "Daily Copy")]


def test_a_later_version_by_the_same_publisher_revises(store: KnowledgeStore, world: Any) -> None:
    document, claims = world.reports["reuters-1"]
    store.put(document, claims)
    store.put(replace(document, id="second", date=date(2024, 5, 4), text=document.text + " Corrected."), [])
    assert store.query("ASK { document:second ir:revises document:reuters-1 }").boolean
    assert not store.query("ASK { document:reuters-1 ir:revises document:second }").boolean
