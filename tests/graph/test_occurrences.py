"""Events as lists show them, found by the claims that report them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graph.filters import ClaimFilter
from graph.occurrences import find_events, read_events
from graph.store import KnowledgeStore
from ontology.records import with_id


def kinds(store: KnowledgeStore, **wanted: Any) -> list[str]:
    page = find_events(store, ClaimFilter(**wanted))
    return sorted(f"{event.subject} {event.kind} {event.object}" for event in page.items)


FOUND: list[tuple[dict[str, Any], list[str]]] = [
    ({"actor": "TWN"}, ["EU CONSULT/planned TWN"]),
    ({"subject": "CHN"}, ["CHN CONSULT/possible IND", "CHN SANCTION/negated EU"]),
    ({"event_type": "CONSULT", "modality": "asserted"}, ["EU CONSULT IND", "EU CONSULT IND"]),
    ({"from_": date(2024, 6, 1)}, ["CHN CONSULT/possible IND", "CHN SANCTION/negated EU"]),
    ({"source": "Reuters"}, ["EU CONSULT IND", "EU CONSULT/planned TWN"]),
    ({"event_type": "memberOf"}, []),
]


@pytest.mark.parametrize(("wanted", "expected"), FOUND)
def test_found_by_their_claims(
    full_store: KnowledgeStore, wanted: dict[str, Any], expected: list[str]
) -> None:
    assert kinds(full_store, **wanted) == expected


def test_pages_follow_one_another(full_store: KnowledgeStore) -> None:
    everything = [event.id for event in find_events(full_store, ClaimFilter()).items]
    page = find_events(full_store, ClaimFilter(limit=2))
    found = [event.id for event in page.items]
    while page.next:
        page = find_events(full_store, ClaimFilter(limit=2, cursor=page.next))
        found += [event.id for event in page.items]
    assert found == everything == sorted(everything)


def test_an_event_with_a_source_more_and_a_denial(store: KnowledgeStore, world: Any) -> None:
    document, claims = world.reports["reuters-1"]
    done = claims[1]
    other = replace(
        document, id="other", publisher="AFP", text=f"{document.text} More.", date=date(2024, 5, 9)
    )
    theirs = with_id(replace(done, evidence=replace(done.evidence, document="other"), id=""))
    denial = replace(document, id="denial", text="It never did so.", publisher="Xinhua")
    never = with_id(
        replace(done, polarity="negative", evidence=replace(done.evidence, document="denial"), id="")
    )
    for given, said in ((document, done), (other, theirs), (denial, never)):
        store.put(given, [said])
    (event,) = find_events(store, ClaimFilter(polarity="positive")).items
    assert (event.subject, event.object, event.kind) == ("EU", "IND", "CONSULT")
    assert (event.first, event.last) == (date(2024, 4, 29), date(2024, 4, 29))
    assert event.claims == tuple(sorted((done.id, theirs.id)))
    assert event.documents == ("other", "reuters-1")
    assert (event.sources, event.outlets) == (1, ("Reuters",))  # the other is a copy
    assert event.denials == (never.id,)
    assert read_events(store, [event.id, "event-of-nobody"]) == [event]
