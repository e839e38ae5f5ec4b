"""The order in which reports come, are corrected and go leaves no trace: the same bytes are exported."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest

from graph.decisions import Decision
from graph.export.rdf import Statements, write_nquads
from graph.facts import FactPolicy
from graph.snapshots import all_quads
from graph.store import KnowledgeStore, open_store
from ontology.records import with_id
from tests.benchmarks.generated import Report, World, generated
from tests.benchmarks.histories import History, Step, history, in_some_order, left_over

WORLD = World(actors=5, days=12)
DECISIONS = (
    Decision("same", ("CHN", "RUS"), by="ana"),
    Decision("different", ("UKR", "USA"), by="ana"),
    Decision("same", ("EU", "UKR"), by="ben"),
)


def histories(seed: int, reports: int) -> list[History[Report]]:
    """Histories of generated reports; the draft of each is what another says, under its id."""
    made = list(generated(reports + 1, 3, seed, WORLD))
    chance = random.Random(seed)
    return [history(one[0].id, one, under(one[0].id, other), chance) for one, other in pairwise(made)]


def under(name: str, report: Report) -> Report:
    document, claims = report
    moved = (replace(claim, id="", evidence=replace(claim.evidence, document=name)) for claim in claims)
    return replace(document, id=name), [with_id(claim) for claim in moved]


def lived(steps: Iterable[Step[Report] | Decision], policy: FactPolicy) -> bytes:
    """The canonical N-Quads of a store after some steps, without the ledger, which tells its own order."""
    with open_store(":memory:", policy=policy) as store:
        store.load_reference()
        for step in steps:
            if isinstance(step, Decision):
                store.decide(step)
            elif step.report is None:
                store.retract(step.id)
            else:
                store.put(*step.report)
        return nquads(store)


def nquads(store: KnowledgeStore) -> bytes:
    stream = BytesIO()
    review = store.iris.review
    write_nquads(Statements(quad for quad in all_quads(store) if quad[3] != review), stream)
    return stream.getvalue()


POLICIES = [FactPolicy(), FactPolicy(min_sources=2, min_confidence=0.6, modalities=("asserted",))]


@pytest.mark.parametrize("policy", POLICIES, ids=["plain", "strict"])
def test_histories_in_any_order_leave_the_same_bytes(policy: FactPolicy) -> None:
    found, chance = histories(5, 10), random.Random(1)
    plainly = lived([Step(document.id, (document, claims)) for document, claims in left_over(found)], policy)
    for _ in range(2):
        assert lived(in_some_order(found, chance), policy) == plainly


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("policy", POLICIES, ids=["plain", "strict"])
def test_many_histories_with_decisions_between(seed: int, policy: FactPolicy) -> None:
    found, chance = histories(seed, 20), random.Random(seed)
    steps: list[Step[Report] | Decision] = []
    last = [Step(document.id, (document, claims)) for document, claims in left_over(found)]
    plainly = lived([*last, *DECISIONS], policy)
    for _ in range(2):
        steps = [*in_some_order(found, chance)]
        for decision in chance.sample(DECISIONS, len(DECISIONS)):
            steps.insert(chance.randrange(len(steps)), decision)
        assert lived(steps, policy) == plainly
