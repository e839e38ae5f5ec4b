"""The gate and the quarantine: what the shapes object to waits outside, with its reasons and its input."""

from dataclasses import replace
from typing import Any

import pytest

from graph.gate import Gate
from graph.iris import Iris
from graph.store import KnowledgeStore
from graph.triples import ExtractionRun, document_triples
from graph.validation import InvalidGraphError, validate_document_graph
from ontology.records import Claim, claim_from_json, document_from_json, document_to_json, to_json

IRIS = Iris()
RUN = ExtractionRun("irgraph", "1")


def spoilt(claim: Claim) -> Claim:
    return replace(claim, confidence=1.5)


def faults(gate: Gate, world: Any, claims: list[Claim]) -> tuple[list[str], list[str]]:
    """What the gate objects to, and what pyshacl does."""
    document, _ = world.reports["reuters-1"]
    triples = list(document_triples(document, claims, RUN, IRIS))
    plain = [found for found in validate_document_graph(triples) if not found.is_warning]
    return [str(found) for found in gate.faults(triples)], [str(found) for found in plain]


WRONG = [
    ("confidence", {"confidence": 1.5}),
    ("modality", {"modality": "likely"}),
    ("topic", {"topics": ("weather",)}),
    ("id without a shelf", {"id": "odd"}),
    ("nothing", {}),
]


@pytest.mark.parametrize("change", [row[1] for row in WRONG], ids=[row[0] for row in WRONG])
def test_the_gate_says_what_pyshacl_says(world: Any, change: dict[str, Any]) -> None:
    _, claims = world.reports["reuters-1"]
    found, expected = faults(Gate(), world, [claims[0], replace(claims[1], **change)])
    assert found == expected


def test_one_gate_judges_each_graph_by_itself(world: Any) -> None:
    _, claims = world.reports["reuters-1"]
    gate = Gate()
    given = ([spoilt(claims[0])], claims, [spoilt(claims[1])], [])
    judged = [faults(gate, world, some)[0] for some in given]
    assert [len(found) for found in judged] == [1, 0, 1, 0]
    assert "a claim has one confidence between 0 and 1" in judged[0][0]


def test_what_fails_waits_in_quarantine(any_store: KnowledgeStore, world: Any) -> None:
    document, claims = world.reports["reuters-1"]
    wrong = [spoilt(claims[0]), claims[1]]
    with pytest.raises(InvalidGraphError, match="kept in quarantine"):
        any_store.put(document, wrong, validate=True)
    assert any_store.documents() == []
    (kept,) = any_store.quarantine.listed()
    assert (kept.document, list(kept.claims)) == (document, wrong)
    assert [reason for reason in kept.reasons if "one confidence between 0 and 1" in reason]
    assert any_store.query("ASK { ?claim a ir:Claim }").boolean is False


def test_a_mended_document_leaves_the_quarantine(any_store: KnowledgeStore, world: Any) -> None:
    document, claims = world.reports["reuters-1"]
    with pytest.raises(InvalidGraphError):
        any_store.put(document, [spoilt(claims[0])], validate=True)
    assert any_store.put(document, claims, validate=True) == "new"
    assert any_store.quarantine.listed() == []


def test_the_version_that_is_stored_stays(store: KnowledgeStore, world: Any) -> None:
    document, claims = world.reports["reuters-1"]
    store.put(document, claims, validate=True)
    for _ in range(2):
        with pytest.raises(InvalidGraphError):
            store.put(document, [spoilt(claims[0])], validate=True)
    assert [view.claim for view in (store.document(document.id) or (None, []))[1]] == claims
    assert [kept.document.id for kept in store.quarantine.listed()] == [document.id]
    assert store.put(document, claims, validate=True) == "unchanged"
    assert store.quarantine.listed() == []


def test_readmitted_when_the_shapes_let_it_pass(
    store: KnowledgeStore, world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, claims = world.reports["reuters-1"]
    with pytest.raises(InvalidGraphError):
        store.put(document, [spoilt(claims[0])], validate=True)
    assert store.readmit() == []
    monkeypatch.setattr(Gate, "faults", lambda gate, triples: [])
    assert store.readmit() == ["reuters-1"]
    assert ([one.id for one in store.documents()], store.quarantine.listed()) == (["reuters-1"], [])


def test_retracting_takes_a_document_off_the_list(store: KnowledgeStore, world: Any) -> None:
    document, claims = world.reports["reuters-1"]
    with pytest.raises(InvalidGraphError):
        store.put(document, [spoilt(claims[0])], validate=True)
    assert [store.retract(document.id), store.retract(document.id)] == [True, False]
    assert store.quarantine.listed() == []


def test_records_come_back_from_json(world: Any) -> None:
    for document, claims in world.reports.values():
        assert document_from_json(document_to_json(document)) == document
        assert [claim_from_json(to_json(claim)) for claim in claims] == claims
