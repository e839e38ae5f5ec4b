"""Which claims make facts is stated in a file, kept in the store, and followed at once."""

from pathlib import Path
from typing import Any

import pytest

from graph.facts import FactPolicy
from graph.policies import PolicyError, load_policy, parse_policy, policy_text
from graph.store import open_store

GOOD = [
    ("", FactPolicy()),
    ("min_confidence = 0.6", FactPolicy(min_confidence=0.6)),
    ("min_sources = 2\nmodalities = ['asserted']", FactPolicy(min_sources=2, modalities=("asserted",))),
    ("modalities = ['planned', 'asserted']", FactPolicy(modalities=("asserted", "planned"))),
]


@pytest.mark.parametrize(("text", "expected"), GOOD)
def test_a_policy_is_read_and_written(text: str, expected: FactPolicy) -> None:
    assert parse_policy(text) == expected
    assert parse_policy(policy_text(expected)) == expected


BAD = [
    ("min_source = 2", "there is no 'min_source'; a policy has min_confidence, min_sources, modalities"),
    ("min_sources = 0", "min_sources must be a whole number from 1, not 0"),
    ("min_confidence = 2", "min_confidence must lie between 0 and 1, not 2"),
    ("min_confidence = 'high'", "min_confidence must lie between 0 and 1, not 'high'"),
    ("modalities = ['likely']", "modalities must be a list of asserted, planned"),
    ("modalities = []", "modalities must be a list of asserted, planned"),
    ("min_sources 2", "cannot be used"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_a_bad_policy_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(text)
    with pytest.raises(
        PolicyError, match=r"policy '.*policy.toml' cannot be used \(.*correct the file"
    ) as caught:
        load_policy(path)
    assert message in str(caught.value)


def test_a_missing_policy_is_named(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"policy '.*none.toml' cannot be read \(No such file"):
        load_policy(tmp_path / "none.toml")


def test_the_store_keeps_its_policy(tmp_path: Path, world: Any) -> None:
    location, strict = str(tmp_path / "store"), FactPolicy(min_sources=2)
    facts = "SELECT ?s { GRAPH graph:facts { ?s ir:memberOf ?o } }"
    with open_store(location, actors=world.actors) as store:
        store.put(*world.reports["bbc/2024 05"])
        assert (store.policy, len(store.query(facts).rows)) == (FactPolicy(), 1)
    with open_store(location, actors=world.actors, policy=strict) as store:
        store.load_reference()
        assert store.query(facts).rows == []
    with open_store(location, actors=world.actors) as store:
        store.put(*world.reports["reuters-1"])
        assert (store.policy, store.query(facts).rows) == (strict, [])
