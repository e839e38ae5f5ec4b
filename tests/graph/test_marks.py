"""What a store notes about itself: each thing that the shared graphs depend on changes their digest."""

from typing import Any

import pytest
from rdflib import Literal

from graph.facts import FactPolicy
from graph.iris import Iris
from graph.marks import document_marks, shared_digest, shared_marks, stamped_anew
from graph.policies import policy_text
from ontology.namespaces import IR

IRIS = Iris()
NODE = IRIS.document("d")
PLAIN = FactPolicy()

BORNE = [("", [(NODE, IR.digest, Literal("abc"))])]
BORNE += [("s", [*BORNE[0][1], (NODE, IR.stamp, Literal("s"))])]


@pytest.mark.parametrize(("stamp", "expected"), BORNE)
def test_a_document_bears_its_digest_and_its_stamp(stamp: str, expected: list[Any]) -> None:
    assert document_marks(IRIS, "d", "abc", stamp) == expected


def test_one_stamp_takes_the_place_of_another() -> None:
    gone, new = stamped_anew(IRIS, "d", "old", "new")
    assert ("DELETE" in gone, '"old"' in gone, '"new"' in gone) == (True, True, False)
    assert ("INSERT" in new, '"old"' in new, '"new"' in new) == (True, False, True)


def test_a_document_without_a_stamp_loses_none() -> None:
    assert stamped_anew(IRIS, "d", "", "new")[0] == ""


@pytest.mark.parametrize(
    ("iris", "policy", "known"),
    [(Iris("http://example.org/"), PLAIN, 6), (IRIS, FactPolicy(min_sources=2), 6), (IRIS, PLAIN, 5)],
    ids=["base", "policy", "actors"],
)
def test_what_the_shared_graphs_depend_on(world: Any, iris: Iris, policy: FactPolicy, known: int) -> None:
    current = shared_digest(IRIS, PLAIN, world.actors)
    assert current == shared_digest(Iris(), FactPolicy(), tuple(world.actors))
    assert current != shared_digest(iris, policy, world.actors[:known])


def test_the_dataset_bears_the_policy() -> None:
    policy = FactPolicy(min_sources=2)
    assert shared_marks(IRIS, policy, "abc") == (
        (IRIS.dataset, IR.digest, Literal("abc")),
        (IRIS.dataset, IR.factPolicy, Literal(policy_text(policy))),
    )
