"""The shapes hold for what is right, and name what is wrong."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from graph.checking import check_store
from graph.iris import Iris
from graph.store import KnowledgeStore
from graph.triples import ExtractionRun, document_triples
from graph.validation import InvalidGraphError, Violation, validate_document_graph
from ontology.records import Claim, DateSpan, Evidence, Mention

IRIS = Iris()
RUN = ExtractionRun("irgraph", "1")


def test_every_report_of_the_world_is_valid(world: Any) -> None:
    for document, claims in world.reports.values():
        assert validate_document_graph(document_triples(document, claims, RUN, IRIS)) == []


def _shifted(claim: Claim) -> Claim:
    return replace(claim, evidence=replace(claim.evidence, start=claim.evidence.start + 1))


def _coded(**codes: str) -> Callable[[Claim], Claim]:
    return lambda claim: replace(claim, predicate=replace(claim.predicate, **codes))


def _ends_first(claim: Claim) -> Claim:
    assert claim.date
    return replace(claim, date=replace(claim.date, end=claim.date.start.replace(day=1)))


WRONG: list[tuple[Callable[[Claim], Claim], str]] = [
    (_shifted, "the words of a span are those of the document at its offsets"),
    (lambda claim: replace(claim, confidence=1.2), "a claim has one confidence between 0 and 1"),
    (lambda claim: replace(claim, modality="likely"), "a claim has one modality"),  # type: ignore[arg-type]
    (lambda claim: replace(claim, polarity="maybe"), "a claim has one polarity"),  # type: ignore[arg-type]
    (lambda claim: replace(claim, topics=("weather",)), "topics come from the closed list"),
    (_coded(phrase=""), "a claim has one phrase"),
    (
        _coded(event_type="TALK"),
        "one PLOVER event type",
    ),
    (
        _coded(relation="talks"),
        "one closed relation",
    ),
    (
        lambda claim: replace(claim, subject=replace(claim.subject, role="king")),
        "one role of the closed list",
    ),
    (
        lambda claim: replace(claim, trigger=Mention(9, 9, "")),
        "a span begins at one character, before its end",
    ),
    (_ends_first, "a claim starts on one day, not after it ends"),
]


@pytest.mark.parametrize(("spoil", "message"), WRONG, ids=[message for _, message in WRONG])
def test_what_is_wrong_is_named(world: Any, spoil: Callable[[Claim], Claim], message: str) -> None:
    document, claims = world.reports["reuters-1"]
    triples = document_triples(document, [claims[0], spoil(claims[1])], RUN, IRIS)
    messages = [violation.message for violation in validate_document_graph(triples)]
    assert [found for found in messages if message in found]


def test_a_claim_of_one_day_is_valid(world: Any) -> None:
    document, claims = world.reports["xinhua-7"]
    dated = replace(claims[0], date=DateSpan(document.date, document.date, "day", "today"))
    assert validate_document_graph(document_triples(document, [dated, claims[1]], RUN, IRIS)) == []


def test_an_invalid_document_is_not_stored(store: KnowledgeStore, world: Any) -> None:
    document, claims = world.reports["reuters-1"]
    wrong = replace(claims[0], evidence=Evidence(document.id, 0, 5, "Wrong"))
    with pytest.raises(InvalidGraphError, match="the words of a span are those of the document") as caught:
        store.put(document, [wrong], validate=True)
    assert [violation.value for violation in caught.value.violations] == ["Wrong"]
    assert store.documents() == []


def test_a_whole_store_is_checked_graph_by_graph(full_store: KnowledgeStore, world: Any) -> None:
    document, claims = world.reports["xinhua-7"]
    full_store.put(document, [replace(claims[0], confidence=7.0), claims[1]])
    found = dict(check_store(full_store))
    shared = ["reference", "review", "events", "quarantine"]
    assert list(found) == ["bbc/2024 05", "reuters-1", "xinhua-7", *shared]
    assert found.pop("xinhua-7") == [
        Violation(
            str(IRIS.claim(claims[0].id)),
            "https://w3id.org/irgraph/ns#confidence",
            "a claim has one confidence between 0 and 1",
            "7",
        )
    ]
    assert list(found.values()) == [[]] * 6


def test_a_wording_with_two_modalities_is_a_warning(full_store: KnowledgeStore, world: Any) -> None:
    document, claims = world.reports["bbc/2024 05"]
    full_store.put(document, [replace(claims[0], modality="planned")])
    (violation,) = dict(check_store(full_store))["reference"]
    assert (violation.message, violation.is_warning) == ("one wording is used with several modalities", True)
    assert violation.focus == str(IRIS.relation("consults"))
