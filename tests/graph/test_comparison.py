"""Two states of knowledge, told apart: relations new, gone and flipped, tones turned, actors merged."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from graph.comparison import Difference, compare, state_of
from graph.decisions import Decision
from graph.snapshots import SnapshotError, all_quads, as_of, open_kept, rdf_patch, take_snapshot
from graph.store import KnowledgeStore, open_store
from ontology.records import Document, Predicate, with_id

CONSULTS = Predicate("consults", "CONSULT", None, None, "consults", "f")
SANCTIONS = Predicate("sanctions", "SANCTION", None, None, "sanctions", "f")


def report(world: Any, name: str, day: int, predicate: Predicate, **more: Any) -> tuple[Document, list[Any]]:
    """A report of June 2024 in which the EU does something to India."""
    document, claims = world.reports["bbc/2024 05"]
    evidence = replace(claims[0].evidence, document=name)
    claim = replace(claims[0], evidence=evidence, predicate=predicate, **more)
    return replace(document, id=name, date=date(2024, 6, day)), [with_id(claim)]


def told(found: Difference) -> list[str]:
    """The difference in a few words a line."""
    return [
        *(f"new {one.subject} {one.kind} {one.object} {one.standing}" for one in found.new),
        *(f"gone {one.subject} {one.kind} {one.object} {one.standing}" for one in found.gone),
        *(f"{f.after.kind}: {f.before.standing} > {f.after.standing}" for f in found.flipped),
        *(f"{t.subject} {t.object}: {t.was} > {t.now}" for t in found.turned),
        *(f"{one.kind} {one.id}: {one.was} > {one.now}" for one in found.identities),
    ]


PLAN = (CONSULTS, {"modality": "planned"})
TALK = (CONSULTS, {})
DENIAL = (CONSULTS, {"polarity": "negative"})
BLOW = (SANCTIONS, {})


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ([], [], []),
        ([], [TALK], ["new EU CONSULT IND asserted"]),
        ([TALK], [], ["gone EU CONSULT IND asserted"]),
        ([PLAN], [PLAN, TALK], ["CONSULT: planned > asserted"]),
        ([TALK], [TALK, DENIAL], ["CONSULT: asserted > asserted, negated"]),
        ([TALK], [TALK, BLOW], ["new EU SANCTION IND asserted", "EU IND: cooperation > conflict"]),
        ([BLOW, TALK], [BLOW], ["gone EU CONSULT IND asserted", "EU IND: cooperation > conflict"]),
        ([TALK, TALK], [TALK], []),
        ([TALK], [TALK, PLAN], ["CONSULT: asserted > planned"]),
    ],
)
def test_what_changed(world: Any, before: list[Any], after: list[Any], lines: list[str]) -> None:
    states = []
    for kinds in (before, after):
        with open_store(":memory:", actors=world.actors) as store:
            for day, (predicate, more) in enumerate(kinds, start=1):
                store.put(*report(world, f"r{day}-{predicate.relation}", day, predicate, **more))
            states.append(state_of(store))
    assert told(compare(*states)) == lines


def test_the_newest_word_counts_in_any_order_of_ingest(world: Any) -> None:
    reports = [report(world, f"r{day}", day, kind) for day, kind in ((1, CONSULTS), (2, SANCTIONS))]
    found = []
    for order in (reports, reports[::-1]):
        with open_store(":memory:", actors=world.actors) as store:
            for one in order:
                store.put(*one)
            found.append(state_of(store))
    assert compare(*found).is_empty
    assert found[0] == found[1]


@pytest.fixture
def june(store: KnowledgeStore, world: Any) -> KnowledgeStore:
    """A plan of 1 June, a talk of the 5th, sanctions of the 9th; on the 7th somebody decided."""
    for day, (kind, more) in ((1, PLAN), (5, TALK), (9, BLOW)):
        store.put(*report(world, f"r{day}", day, kind, **more))
    store.decide(Decision("same", ("BEL", "NATO"), by="ana", at="2024-06-07T12:00:00"))
    return store


@pytest.mark.parametrize(
    ("since", "until", "lines"),
    [
        (1, 1, []),
        (1, 5, ["CONSULT: planned > asserted"]),
        (5, 7, ["merged NATO: NATO > BEL"]),
        (7, 9, ["new EU SANCTION IND asserted", "EU IND: cooperation > conflict"]),
        (
            1,
            30,
            ["new EU SANCTION IND asserted", "CONSULT: planned > asserted", "merged NATO: NATO > BEL"],
        ),
    ],
)
def test_between_two_days(june: KnowledgeStore, since: int, until: int, lines: list[str]) -> None:
    days = (date(2024, 6, since), date(2024, 6, until))
    assert told(compare(*(state_of(june, day) for day in days))) == lines
    with as_of(june, days[0]) as past, as_of(june, days[1]) as later:
        assert told(compare(state_of(past), state_of(later))) == lines


def test_the_store_as_of_its_last_day_is_the_store(june: KnowledgeStore) -> None:
    with as_of(june, date(2024, 6, 30)) as past:
        assert list(rdf_patch(all_quads(past), all_quads(june))) == ["TX .", "TC ."]


def test_splits_are_told(june: KnowledgeStore) -> None:
    before = state_of(june)
    june.decide(Decision("undo", (june.ledger.decisions()[0].id,), by="ben"))
    assert told(compare(before, state_of(june))) == ["split NATO: BEL > NATO"]


def test_documents_new_gone_and_changed(june: KnowledgeStore, world: Any) -> None:
    before = state_of(june)
    june.retract("r1")
    june.put(*report(world, "r5", 5, CONSULTS, confidence=0.5))
    june.put(*report(world, "r20", 20, CONSULTS))
    found = compare(before, state_of(june))
    assert (found.documents_new, found.documents_gone, found.documents_changed) == (
        ("r20",),
        ("r1",),
        ("r5",),
    )


# -- snapshots and patches


def content(store: KnowledgeStore) -> list[str]:
    return list(rdf_patch([], all_quads(store)))


@pytest.mark.parametrize("name", ["kept", "kept.nq", None])
def test_a_snapshot_opens_as_what_was_stored(tmp_path: Path, world: Any, name: str | None) -> None:
    folder = tmp_path / "store"
    with open_store(str(folder), actors=world.actors) as store:
        store.put(*world.reports["reuters-1"])
        place = take_snapshot(store, tmp_path / name if name else None)
        before = content(store)
        store.put(*world.reports["xinhua-7"])
        assert content(store) != before
    assert name or place == tmp_path / "store.snapshots" / "1"
    with open_kept(str(place)) as kept:
        assert content(kept) == before


def test_a_store_in_memory_is_kept_as_quads(tmp_path: Path, june: KnowledgeStore) -> None:
    place = take_snapshot(june, tmp_path / "kept")
    assert place == tmp_path / "kept" / "graph.nq"
    with open_kept(str(tmp_path / "kept")) as kept:
        assert content(kept) == content(june)


def test_a_snapshot_overwrites_nothing(tmp_path: Path, june: KnowledgeStore) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(SnapshotError, match="there' exists already: name another place"):
        take_snapshot(june, tmp_path / "there")


@pytest.mark.parametrize(
    ("name", "text", "complaint"), [("a.txt", "", "is no snapshot"), ("a.nq", "<x", "cannot be read")]
)
def test_what_is_no_snapshot(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(SnapshotError, match=complaint), open_kept(str(tmp_path / name)):
        pass


def quads(lines: list[str]) -> set[ox.Quad]:
    return set(ox.parse("\n".join(lines), format=ox.RdfFormat.N_QUADS))


def test_a_patch_turns_the_old_into_the_new(full_store: KnowledgeStore) -> None:
    before = all_quads(full_store)
    full_store.retract("reuters-1")
    full_store.decide(Decision("same", ("mention/the-rebels", "NATO"), by="ana"))
    patch = list(rdf_patch(before, all_quads(full_store)))
    assert (patch[0], patch[-1]) == ("TX .", "TC .")
    gone, new = (quads([line[2:] for line in patch if line[0] == mark]) for mark in "DA")
    old, now = (
        quads([line[2:] for line in rdf_patch([], each) if line[0] == "A"])
        for each in (before, all_quads(full_store))
    )
    assert gone <= old and not new & old
    assert (old - gone) | new == now
