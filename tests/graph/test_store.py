"""Putting, replacing and retracting documents, in memory, on disk and on a server."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from graph.decisions import Decision
from graph.errors import (
    StoreInvalidError,
    StoreLockedError,
    StoreMissingError,
    StoreUnreachableError,
)
from graph.facts import FactPolicy
from graph.store import KnowledgeStore, open_store
from graph.triples import ExtractionRun
from graph.validation import InvalidGraphError
from graph.views import StoredDocument
from ontology.records import Document


def content(store: KnowledgeStore) -> list[str]:
    """Everything in the store, a line a quad, sorted."""
    return sorted(
        " ".join(cell or "" for cell in row) for row in store.ask_rows("SELECT * { GRAPH ?g { ?s ?p ?o } }")
    )


def claims_of(store: KnowledgeStore, document_id: str) -> list[Any]:
    found = store.document(document_id)
    return [view.claim for view in found[1]] if found else []


def facts(store: KnowledgeStore) -> set[str]:
    rows = store.ask_rows(f"SELECT ?s ?p ?o {{ GRAPH <{store.iris.facts}> {{ ?s ?p ?o }} }}")
    return {" ".join((cell or "").replace("#", "/").rpartition("/")[2] for cell in row) for row in rows}


ALL_FACTS = {
    "EU plans-dialogue-with TWN",
    "EU consults IND",  # twice in the store: as the open wording and as the closed relation
    "CHN does-not-impose-sanctions-on EU",
    "CHN may-visit IND",
    "IND is-a-member-of QUAD",
    "IND memberOf QUAD",
}


def test_a_document_and_its_claims_come_back_as_they_went_in(any_store: KnowledgeStore, world: Any) -> None:
    for document, claims in world.reports.values():
        assert any_store.put(document, claims) == "new"
    for document, claims in world.reports.values():
        found = any_store.document(document.id)
        assert found is not None
        assert found[0] == document
        assert [view.claim for view in found[1]] == claims


def test_putting_the_same_again_changes_nothing(any_store: KnowledgeStore, world: Any) -> None:
    document, claims = world.reports["reuters-1"]
    any_store.put(document, claims)
    before = content(any_store)
    assert any_store.put(document, claims) == "unchanged"
    assert any_store.put(document, list(reversed(claims))) == "unchanged"
    assert content(any_store) == before


def test_retracting_everything_leaves_what_was_known_beforehand(
    any_store: KnowledgeStore, world: Any
) -> None:
    any_store.load_reference()
    before = content(any_store)
    for document, claims in world.reports.values():
        any_store.put(document, claims)
    assert [any_store.retract(document_id) for document_id in world.reports] == [True, True, True]
    assert content(any_store) == before
    assert any_store.retract("reuters-1") is False


def test_a_replaced_document_leaves_no_trace(any_store: KnowledgeStore, world: Any) -> None:
    document, claims = world.reports["reuters-1"]
    any_store.put(document, claims)
    assert any_store.put(replace(document, title="Other"), claims[1:]) == "changed"
    assert claims_of(any_store, document.id) == claims[1:]
    assert facts(any_store) == {"EU consults IND"}
    assert any_store.query("ASK { rel:plans-dialogue-with ?p ?o }").boolean is False
    assert (
        any_store.query("ASK { <http://localhost:8000/id/actor/person/valdis-dombrovskis> ?p ?o }").boolean
        is False
    )


def test_a_stamp_tells_what_need_not_be_read_again(any_store: KnowledgeStore, world: Any) -> None:
    document, claims = world.reports["reuters-1"]
    assert any_store.stamped("reuters-1", "s1") is None
    assert any_store.put(document, claims, stamp="s1") == "new"
    assert (any_store.stamped("reuters-1", "s1"), any_store.stamped("reuters-1", "s2")) == (2, None)
    before = content(any_store)
    assert any_store.put(document, claims, stamp="s2") == "unchanged"
    assert (any_store.stamped("reuters-1", "s1"), any_store.stamped("reuters-1", "s2")) == (None, 2)
    assert any_store.put(document, claims, stamp="s1") == "unchanged"
    assert content(any_store) == before
    any_store.retract("reuters-1")
    assert any_store.stamped("reuters-1", "s1") is None


def test_what_is_kept_out_is_read_again(store: KnowledgeStore, world: Any) -> None:
    document, claims = world.reports["reuters-1"]
    store.put(document, claims, stamp="good")
    wrong = [replace(claims[0], confidence=7.0, id="claim-wrong")]
    with pytest.raises(InvalidGraphError):
        store.put(replace(document, text=document.text + " "), wrong, validate=True, stamp="bad")
    assert (store.stamped("reuters-1", "good"), store.stamped("reuters-1", "bad")) == (None, None)
    assert store.put(document, claims, stamp="good") == "unchanged"
    assert (store.stamped("reuters-1", "good"), store.quarantine.listed()) == (2, [])


def test_a_decision_keeps_the_stamp(full_store: KnowledgeStore, world: Any) -> None:
    document, claims = world.reports["reuters-1"]
    full_store.put(document, claims, stamp="s")
    full_store.decide(Decision("same", ("EU", "BEL"), by="ana"))
    assert full_store.stamped("reuters-1", "s") == 2


def test_facts_between_principals(full_store: KnowledgeStore) -> None:
    assert facts(full_store) == ALL_FACTS
    closed = full_store.query("SELECT ?s ?o { ?s ir:consults ?o }").rows
    assert closed == [(full_store.iris.actor("EU"), full_store.iris.actor("IND"))]


def test_a_fact_stands_as_long_as_one_claim_carries_it(full_store: KnowledgeStore) -> None:
    full_store.retract("reuters-1")
    assert facts(full_store) == ALL_FACTS - {"EU plans-dialogue-with TWN"}
    full_store.retract("bbc/2024 05")
    assert facts(full_store) == {"CHN does-not-impose-sanctions-on EU", "CHN may-visit IND"}


@pytest.mark.parametrize("policy", [FactPolicy(), FactPolicy(min_sources=2), FactPolicy(min_confidence=0.6)])
def test_the_order_of_ingest_does_not_matter(world: Any, policy: FactPolicy) -> None:
    other = replace(world.reports["xinhua-7"][0], id="another", publisher="Reuters")
    results = set()
    for order in permutations(world.reports):
        with open_store(":memory:", actors=world.actors, policy=policy) as store:
            for document_id in order:
                document, claims = world.reports[document_id]
                store.put(document, claims[: len(order[0]) % 3])
                store.put(other, [])
                store.put(document, claims)
                store.retract("another")
            results.add("\n".join(content(store)))
    assert len(results) == 1


def test_a_policy_of_two_sources(world: Any) -> None:
    with open_store(":memory:", actors=world.actors, policy=FactPolicy(min_sources=2)) as store:
        store.put(*world.reports["reuters-1"])
        assert facts(store) == set()
        store.put(*world.reports["bbc/2024 05"])
        assert facts(store) == {"EU consults IND"}
        document, claims = world.reports["bbc/2024 05"]
        store.put(replace(document, publisher="Reuters"), claims)
        assert facts(store) == set()


def test_a_policy_on_confidence_and_modality(world: Any) -> None:
    policy = FactPolicy(min_confidence=0.6, modalities=("asserted", "possible"))
    with open_store(":memory:", actors=world.actors, policy=policy) as store:
        for document, claims in world.reports.values():
            store.put(document, claims)
        assert facts(store) == ALL_FACTS - {"EU plans-dialogue-with TWN", "CHN may-visit IND"}


def test_another_policy_derives_the_facts_anew(tmp_path: Path, world: Any) -> None:
    location = str(tmp_path / "store")
    with open_store(location, actors=world.actors) as store:
        for document, claims in world.reports.values():
            store.put(document, claims)
    with open_store(location, actors=world.actors, policy=FactPolicy(min_sources=2)) as store:
        store.load_reference()
        assert facts(store) == {"EU consults IND"}


def test_an_actor_that_becomes_known_is_no_longer_described_by_documents(tmp_path: Path, world: Any) -> None:
    location = str(tmp_path / "store")
    quad = replace(world.actors[2], id="QUAD", name="Quadrilateral Security Dialogue", names=("Quad",))
    names = "SELECT ?name ?origin { actor:QUAD rdfs:label ?name ; ir:origin ?origin }"
    with open_store(location, actors=world.actors) as store:
        store.put(*world.reports["bbc/2024 05"])
        assert [tuple(map(str, row)) for row in store.query(names).rows] == [("Quad", "documents")]
    with open_store(location, actors=(*world.actors, quad)) as store:
        store.load_reference()
        assert [tuple(map(str, row)) for row in store.query(names).rows] == [
            ("Quadrilateral Security Dialogue", "reference")
        ]


def test_no_triple_lies_in_two_graphs(full_store: KnowledgeStore) -> None:
    twice = "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s ?p ?o } FILTER(?g != ?h) }"
    assert full_store.ask_rows(twice) == []


def test_documents_are_listed_by_id(any_store: KnowledgeStore, world: Any) -> None:
    for document, claims in world.reports.values():
        any_store.put(document, claims)
    listed = any_store.documents()
    assert [(one.id, one.claims) for one in listed] == [("bbc/2024 05", 4), ("reuters-1", 2), ("xinhua-7", 2)]
    digest = listed[1].digest
    assert listed[1] == StoredDocument(
        "reuters-1", "EU turns east", date(2024, 5, 2), "Reuters", "https://example.org/1?a=b c", digest, 2
    )


def test_another_version_of_the_program_is_a_change(store: KnowledgeStore, world: Any) -> None:
    document, claims = world.reports["xinhua-7"]
    store.put(document, claims, run=ExtractionRun("irgraph", "1"))
    assert store.put(document, claims, run=ExtractionRun("irgraph", "2")) == "changed"


def test_an_empty_document_and_one_without_claims(any_store: KnowledgeStore) -> None:
    empty = Document("empty", "")
    assert any_store.put(empty, []) == "new"
    assert any_store.document("empty") == (empty, [])


def test_a_document_that_is_not_there(any_store: KnowledgeStore) -> None:
    assert any_store.document("nowhere") is None


def test_a_store_on_disk_keeps_what_it_was_given(tmp_path: Path, world: Any) -> None:
    location = str(tmp_path / "deep" / "store")
    document, claims = world.reports["bbc/2024 05"]
    with open_store(location, actors=world.actors) as store:
        store.put(document, claims)
        before = content(store)
    with open_store(location, actors=world.actors, create=False) as store:
        assert content(store) == before
        assert store.put(document, claims) == "unchanged"


def test_the_dataset_sees_the_union(full_store: KnowledgeStore) -> None:
    found = full_store.dataset.query("SELECT (COUNT(*) AS ?n) { ?c a ir:Claim }")
    assert [int(row[0]) for row in found] == [8]  # type: ignore[index,arg-type]


def test_another_base(world: Any) -> None:
    with open_store(":memory:", base="https://example.org/kg/", actors=world.actors) as store:
        store.put(*world.reports["reuters-1"])
        assert store.query("ASK { actor:EU rel:consults actor:IND }").boolean is True
        iris = {node for row in store.ask_rows("SELECT * { GRAPH ?g { ?s ?p ?o } }") for node in row}
        assert not [node for node in iris if node and node.startswith("http://localhost")]


def test_a_missing_store_is_named(tmp_path: Path) -> None:
    location = str(tmp_path / "nothing")
    with pytest.raises(StoreMissingError, match=r"no store at '.*nothing': build one with `irgraph build"):
        open_store(location, create=False)
    assert not Path(location).exists()


def test_a_folder_of_something_else_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Talks.")
    with pytest.raises(StoreInvalidError, match="the folder holds other files"):
        open_store(str(tmp_path))
    with pytest.raises(StoreInvalidError, match="it is a file"):
        open_store(str(tmp_path / "report.txt"))


def test_a_store_that_another_process_holds_is_named(tmp_path: Path) -> None:
    location = str(tmp_path / "store")
    code = (
        "import sys, pyoxigraph as ox; s = ox.Store(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, location]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "open\n"
        with pytest.raises(StoreLockedError, match="is held by another process: stop it"):
            open_store(location)
        holder.communicate("\n")
    open_store(location).close()


def test_an_unknown_server_is_named() -> None:
    with pytest.raises(StoreUnreachableError, match=r"the SPARQL server at 'http://127.* cannot be used"):
        open_store("http://127.0.0.1:9/sparql")


def test_a_server_that_speaks_no_sparql_is_named(sparql_server: str) -> None:
    with pytest.raises(StoreUnreachableError, match="it answers 404"):
        open_store(sparql_server.replace("/query", "/news/sparql"))
