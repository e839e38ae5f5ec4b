"""Decisions about who is who: what they change, that they can be undone, and that order does not matter."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from graph.candidates import find_candidates, likeness
from graph.checking import check_store
from graph.decisions import Decision
from graph.explanations import explain, ledger_rows
from graph.filters import ClaimFilter
from graph.identity import Identities, LedgerError, clusters, in_force
from graph.projection import claim_rows
from graph.queries import find_actors, find_claims, get_actor
from graph.snapshots import all_quads
from graph.store import KnowledgeStore, open_store
from graph.validation import InvalidGraphError
from ontology.records import Mention

REBELS = "mention/the-rebels"
VALDIS = "person/valdis-dombrovskis"


def same(*about: str, **more: Any) -> Decision:
    return Decision("same", about, by="ana", at="2024-06-01", **more)


def different(*about: str) -> Decision:
    return Decision("different", about, by="ben")


def undo(*about: str) -> Decision:
    return Decision("undo", about, by="ana")


def brussels(actor_id: str, start: int = -1) -> Decision:
    return Decision("reading", (actor_id,), by="ana", document="reuters-1", words="Brussels", start=start)


def dump(store: KnowledgeStore, *, review: bool = True) -> list[str]:
    """The store as canonical N-Quads, with or without the ledger itself."""
    quads = [quad for quad in all_quads(store) if review or quad[3] != store.iris.review]
    return sorted(" ".join(node.n3() for node in quad if node is not None) for quad in quads)


def facts(store: KnowledgeStore) -> set[str]:
    rows = store.ask_rows(f"SELECT ?s ?p ?o {{ GRAPH <{store.iris.facts}> {{ ?s ?p ?o }} }}")
    return {" ".join((cell or "").replace("#", "/").rpartition("/")[2] for cell in row) for row in rows}


# -- which decisions hold


def ledger(*decisions: Decision) -> list[Decision]:
    return [replace(one, position=n, id=f"d{n}") for n, one in enumerate(decisions, start=1)]


@pytest.mark.parametrize(
    ("decisions", "held"),
    [
        ([same("A", "B")], ["d1"]),
        ([same("A", "B"), undo("d1")], []),
        ([same("A", "B"), undo("d1"), undo("d2")], ["d1"]),
        ([same("A", "B"), different("A", "B")], ["d2"]),
        ([same("A", "B"), different("A", "B"), undo("d2")], ["d1"]),
        ([same("A", "B"), different("A", "C")], ["d1", "d2"]),
        ([brussels("BEL"), brussels("NATO")], ["d2"]),
        ([brussels("BEL"), brussels("NATO", 7)], ["d1", "d2"]),
        ([brussels("BEL"), brussels("NATO"), undo("d2")], ["d1"]),
    ],
)
def test_the_last_word_holds_unless_it_is_undone(decisions: list[Decision], held: list[str]) -> None:
    assert [one.id for one in in_force(reversed(ledger(*decisions)))] == held


@pytest.mark.parametrize(
    ("pairs", "groups"),
    [
        ([], []),
        (["AB"], ["AB"]),
        (["AB", "CD"], ["AB", "CD"]),
        (["AB", "CD", "BC"], ["ABCD"]),
        (["AB", "AB", "BA"], ["AB"]),
    ],
)
def test_pairs_join_into_groups(pairs: list[str], groups: list[str]) -> None:
    for order in permutations(pairs):
        assert clusters(order) == [frozenset(group) for group in groups]


@pytest.mark.parametrize(
    ("pairs", "kept"),
    [
        ([("person/a", "person/b")], "person/a"),
        ([("mention/a", "person/b")], "person/b"),
        ([("person/a", "IND")], "IND"),
        ([("mention/x", "person/b"), ("person/b", "NATO")], "NATO"),
    ],
)
def test_who_stands_for_a_group(world: Any, pairs: list[tuple[str, str]], kept: str) -> None:
    known = {actor.id: actor for actor in world.actors}
    identities = Identities(tuple(ledger(*(same(*pair) for pair in pairs))), known)
    assert {identities.resolve(one) for pair in pairs for one in pair} == {kept}


# -- what follows


def test_a_merge_makes_facts_of_unresolved_words(full_store: KnowledgeStore) -> None:
    before = facts(full_store)
    full_store.decide(same(REBELS, "NATO"))
    assert facts(full_store) == before | {"NATO attacks IND", "NATO assaults IND"}
    (row,) = (row for row in claim_rows(full_store) if row.event_type == "ASSAULT")
    assert (row.source, row.target) == ("NATO", "IND")


@pytest.mark.parametrize("asked", ["NATO", REBELS])
def test_lists_follow_a_merge_by_either_id(full_store: KnowledgeStore, asked: str) -> None:
    full_store.decide(same(REBELS, "NATO"))
    (view,) = find_claims(full_store, ClaimFilter(subject=asked)).items
    assert view.claim.subject.id == REBELS, "the claim keeps what extraction said"
    assert view.to_json()["resolved"]["subject"] == {"id": "NATO", "principal": "NATO"}
    found = get_actor(full_store, asked)
    assert found is not None
    assert (found.actor.id, found.actor.names, found.claims_as_subject) == ("NATO", ("The rebels",), 1)


def test_a_merged_actor_is_listed_once_under_all_names(full_store: KnowledgeStore) -> None:
    full_store.decide(same(REBELS, "NATO"))
    assert [one.id for one in find_actors(full_store, "rebels").items] == ["NATO"]
    assert REBELS not in {one.id for one in find_actors(full_store).items}


def test_merged_principals_have_no_relations_with_themselves(full_store: KnowledgeStore) -> None:
    full_store.decide(same("EU", "IND"))
    assert {fact for fact in facts(full_store) if "consults" in fact} == set()


def test_a_merge_carries_over_whom_an_actor_acts_for(full_store: KnowledgeStore) -> None:
    full_store.decide(same("person/wang-yi", "TWN"))
    assert "TWN may-visit IND" in facts(full_store) and "CHN may-visit IND" not in facts(full_store)


@pytest.mark.parametrize(
    ("reading", "gained"),
    [("NATO", {"NATO consults IND"}), ("BEL", {"BEL consults IND"}), ("EU", set())],
)
def test_a_metonym_is_read_anew_in_one_document(
    full_store: KnowledgeStore, reading: str, gained: set[str]
) -> None:
    before = facts(full_store)
    full_store.decide(brussels(reading))
    assert facts(full_store) == before | gained, "the other document still says that the EU consulted India"
    full_store.retract("bbc/2024 05")
    assert {fact for fact in facts(full_store) if "consults" in fact} == (gained or {"EU consults IND"})


def test_a_reading_of_one_place_outweighs_that_of_the_document(full_store: KnowledgeStore) -> None:
    start = full_store.document("reuters-1")[0].text.index("Brussels")  # type: ignore[index]
    full_store.decide(brussels("BEL"))
    full_store.decide(brussels("NATO", start))
    assert "NATO consults IND" in facts(full_store) and "BEL consults IND" not in facts(full_store)


PRONOUNS = [
    ("read as the words it stands for", {}, brussels("NATO"), "NATO"),
    ("read by a decision of its own", {}, replace(brussels("BEL"), words="It"), "BEL"),
    ("of a name that has one reading", {"alternatives": ()}, brussels("NATO"), "EU"),
    ("not one that points back", {"resolved_by": "name"}, brussels("NATO"), "EU"),
]


@pytest.mark.parametrize(
    ("change", "decision", "expected"), [row[1:] for row in PRONOUNS], ids=[row[0] for row in PRONOUNS]
)
def test_a_pronoun_follows_the_metonym_that_it_stands_for(
    store: KnowledgeStore, world: Any, change: dict[str, Any], decision: Decision, expected: str
) -> None:
    document, (_, consulted) = world.reports["reuters-1"]
    at = len(document.text) + 1
    longer = replace(document, text=f"{document.text} It met India.")
    it = replace(
        consulted.subject, **{"mention": "It", "start": at, "end": at + 2, "resolved_by": "pronoun"} | change
    )
    again = replace(consulted, id="", subject=it, trigger=Mention(at + 3, at + 6, "met"))
    store.put(longer, [consulted, again])
    before = dump(store, review=False)
    placed = store.decide(decision)
    (view,) = (one for one in find_claims(store, ClaimFilter()).items if one.claim.subject.mention == "It")
    assert view.resolved.subject.id == expected
    store.decide(undo(placed.id))
    assert dump(store, review=False) == before


def test_many_decisions_are_taken_at_once_or_not_at_all(full_store: KnowledgeStore) -> None:
    everything = dump(full_store)
    with pytest.raises(LedgerError, match="no actor 'NOBODY'"):
        full_store.decide_all([same(REBELS, "NATO"), same("EU", "NOBODY")])
    with pytest.raises(LedgerError, match="are kept apart by decision-"):
        full_store.decide_all(
            [same(REBELS, "NATO"), different("EU", "BEL"), same("EU", "IND"), same("IND", "BEL")]
        )
    assert dump(full_store) == everything
    one_by_one = [full_store.decide(one) for one in DECISIONS]
    knowledge = dump(full_store)
    for placed in one_by_one[::-1]:
        full_store.erase(placed.id)
    assert dump(full_store) == everything
    assert full_store.decide_all(DECISIONS) == one_by_one
    assert dump(full_store) == knowledge


def test_the_claim_of_a_merge_is_read_in_sparql_too(full_store: KnowledgeStore) -> None:
    full_store.decide(same(REBELS, "NATO"))
    asked = "ASK { ?c ir:subject actor:NATO ; ir:subjectMention/ir:actor ?m . ?m ir:resolvedTo actor:NATO }"
    assert full_store.query(asked).boolean is True


def test_the_ledger_fits_its_shape(full_store: KnowledgeStore) -> None:
    full_store.decide(same(REBELS, "NATO", why="named in the caption", score=0.4))
    full_store.decide(brussels("NATO"))
    wrong = {name: found for name, found in check_store(full_store) if any(not v.is_warning for v in found)}
    assert wrong == {}


# -- undoing

DECISIONS = [
    same(REBELS, "NATO"),
    same("EU", "BEL"),
    brussels("NATO"),
    different("EU", "NATO"),
    same(VALDIS, "TWN"),
]


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda one: "-".join((one.judgement, *one.about)))
def test_undo_restores_the_graph_byte_for_byte(full_store: KnowledgeStore, decision: Decision) -> None:
    everything, knowledge = dump(full_store), dump(full_store, review=False)
    placed = full_store.decide(decision)
    full_store.decide(undo(placed.id))
    assert dump(full_store, review=False) == knowledge
    full_store.erase(placed.id)
    assert dump(full_store) == everything


def test_decisions_can_be_undone_in_any_order(full_store: KnowledgeStore) -> None:
    knowledge = dump(full_store, review=False)
    for order in permutations(range(3)):
        placed = [full_store.decide(one) for one in DECISIONS[:3]]
        for index in order:
            full_store.decide(undo(placed[index].id))
        assert dump(full_store, review=False) == knowledge


def test_an_undo_can_be_undone(full_store: KnowledgeStore) -> None:
    placed = full_store.decide(same(REBELS, "NATO"))
    merged = dump(full_store, review=False)
    undone = full_store.decide(undo(placed.id))
    full_store.decide(undo(undone.id))
    assert dump(full_store, review=False) == merged


def test_documents_and_decisions_in_any_order_give_the_same(world: Any) -> None:
    steps = [*world.reports.values(), DECISIONS[0], DECISIONS[2]]
    results = set()
    for order in list(permutations(steps))[::13]:
        with open_store(":memory:", actors=world.actors) as store:
            waiting = list(order)
            while waiting:
                step = waiting.pop(0)
                try:
                    store.decide(step) if isinstance(step, Decision) else store.put(*step)
                except LedgerError:
                    waiting.append(step)  # its actors are not there yet
            results.add("\n".join(dump(store, review=False)))
    assert len(results) == 1


def test_a_document_that_is_replaced_follows_the_decisions_still(
    full_store: KnowledgeStore, world: Any
) -> None:
    full_store.decide(brussels("NATO"))
    document, claims = world.reports["reuters-1"]
    assert full_store.put(document, claims) == "unchanged"
    assert full_store.put(replace(document, title="Other"), claims) == "changed"
    assert "NATO consults IND" in facts(full_store)


def test_what_a_crash_left_undone_is_finished(
    tmp_path: Any, world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(tmp_path / "store")
    with open_store(folder, actors=world.actors) as store:
        for report in world.reports.values():
            store.put(*report)
        with monkeypatch.context() as broken:
            broken.setattr(KnowledgeStore, "follow", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                store.decide(same(REBELS, "NATO"))
        assert "NATO attacks IND" not in facts(store)
    with open_store(folder, actors=world.actors) as store:
        assert "NATO attacks IND" in facts(store)
        assert store.ledger.pending() == set()


def test_other_known_actors_choose_who_stands_for_a_group(full_store: KnowledgeStore, world: Any) -> None:
    full_store.decide(same("IND", "NATO"))
    oxigraph = full_store.oxigraph
    fewer = tuple(actor for actor in world.actors if actor.id != "IND")
    again = KnowledgeStore(full_store._backend, ":memory:", full_store.iris, full_store.policy, fewer)
    again.load_reference()
    assert oxigraph is again.oxigraph
    assert "CHN may-visit NATO" in facts(again)


# -- what is refused


@pytest.mark.parametrize(
    ("decision", "complaint"),
    [
        (same("IND", "IND"), "two different actors are needed"),
        (same("IND", "NOBODY"), "no actor 'NOBODY'"),
        (Decision("same", ("IND",), by="ana"), "'same' is about 2 ids, not 1"),
        (Decision("same", ("IND", "EU"), by=""), "needs somebody who makes it"),
        (undo("decision-0"), "no decision 'decision-0'"),
        (brussels("CHN"), "'Brussels' in 'reuters-1' cannot be 'CHN': its readings are BEL, EU, NATO"),
        (brussels("NATO", 3), "names no actor with 'Brussels' at character 3"),
        (replace(brussels("NATO"), document="nowhere"), "document 'nowhere' names no actor with 'Brussels'"),
    ],
)
def test_a_decision_is_refused(full_store: KnowledgeStore, decision: Decision, complaint: str) -> None:
    before = dump(full_store)
    with pytest.raises(LedgerError, match=complaint):
        full_store.decide(decision)
    assert dump(full_store) == before


def test_a_forbidden_merge_names_what_forbids_it(full_store: KnowledgeStore) -> None:
    apart = full_store.decide(different("EU", "NATO"))
    full_store.decide(same("EU", "BEL"))
    with pytest.raises(LedgerError, match=f"'EU' and 'NATO' are kept apart by {apart.id} .ben"):
        full_store.decide(same("BEL", "NATO"))
    full_store.decide(undo(apart.id))
    full_store.decide(same("BEL", "NATO"))


def test_the_same_decision_or_undo_is_not_taken_twice(full_store: KnowledgeStore) -> None:
    placed = full_store.decide(same("EU", "BEL"))
    with pytest.raises(LedgerError, match=f"decided already, by {placed.id}"):
        full_store.decide(same("BEL", "EU"))
    full_store.decide(undo(placed.id))
    with pytest.raises(LedgerError, match="undone already"):
        full_store.decide(undo(placed.id))


# -- telling


def test_the_ledger_tells_the_state_of_each_decision(full_store: KnowledgeStore) -> None:
    first = full_store.decide(same("EU", "BEL"))
    full_store.decide(different("EU", "BEL"))
    third = full_store.decide(same("EU", "NATO"))
    full_store.decide(undo(third.id))
    rows = [(row["judgement"], row["state"]) for row in ledger_rows(full_store)]
    assert rows == [
        ("same", "replaced"),
        ("different", "in force"),
        ("same", "undone"),
        ("undo", "in force"),
    ]
    assert ledger_rows(full_store)[0]["id"] == first.id


def test_an_explanation_names_ids_decisions_and_rules(full_store: KnowledgeStore) -> None:
    placed = full_store.decide(same(REBELS, "NATO", why="named in the caption"))
    full_store.decide(brussels("NATO"))
    found = explain(full_store, REBELS)
    assert (found.canonical, found.ids) == ("NATO", ("NATO", REBELS))
    assert [(row["judgement"], row["state"]) for row in found.decisions] == [
        ("same", "in force"),
        ("reading", "in force"),
    ]
    assert [(link.words, link.rule, link.read_as) for link in found.links] == [
        ("The rebels", "unresolved", REBELS)
    ]
    assert explain(full_store, placed.id).canonical == "NATO"
    with pytest.raises(LedgerError, match="no actor or decision 'NOBODY'"):
        explain(full_store, "NOBODY")


# -- proposing


@pytest.mark.parametrize(
    ("names", "others", "score"),
    [
        (("Jake Sullivan",), ("Jake Sullivan",), 1.0),
        (("Sullivan", "Jacob Sullivan"), ("Jake Sullivan",), 0.9),
        (("Volodymyr Zelenskiy",), ("Volodymyr Zelensky",), 0.973),
        (("Björn Höcke",), ("Bjorn Hocke",), 1.0),
        (("Kenya: police",), ("police",), 1.0),
    ],
)
def test_how_alike_names_are(names: tuple[str, ...], others: tuple[str, ...], score: float) -> None:
    assert likeness(names, others)[0] == score


def test_common_words_are_no_part_of_a_name() -> None:
    assert likeness(["rebels"], ["Tamil Tiger rebels"], {"rebels"})[0] < 0.6


@pytest.fixture
def doubles(full_store: KnowledgeStore, world: Any) -> KnowledgeStore:
    """The store, and a report in which Wang Yi goes by "Wang"."""
    document, claims = world.reports["xinhua-7"]
    short = replace(document, id="short")
    wang = replace(claims[1].subject, id="person/wang", name="Wang")
    again = [
        replace(c, id="", evidence=replace(c.evidence, document="short"), subject=wang) for c in claims[1:]
    ]
    full_store.put(short, again)
    return full_store


def test_candidates_come_with_evidence_until_somebody_decides(doubles: KnowledgeStore) -> None:
    (found,) = find_candidates(doubles)
    assert (found.a, found.b, found.names) == ("person/wang-yi", "person/wang", ("Wang Yi", "Wang"))
    assert found.evidence == (
        "names 'Wang' and 'Wang Yi' are 90% alike",
        "both act for CHN",
        "both appear as government",
        "named together in 0 documents, with 1 counterparts in common",
    )
    before = facts(doubles)
    placed = doubles.decide(different(found.a, found.b))
    assert (find_candidates(doubles), facts(doubles)) == ([], before)
    doubles.decide(undo(placed.id))
    doubles.decide(same(found.a, found.b))
    assert find_candidates(doubles) == []


def test_a_decision_leaves_the_quarantine_alone(full_store: KnowledgeStore, world: Any) -> None:
    document, claims = world.reports["reuters-1"]
    wrong = [replace(claims[0], confidence=7.0, id="claim-wrong")]
    with pytest.raises(InvalidGraphError):
        full_store.put(document, wrong, validate=True)
    full_store.decide(brussels("NATO"))
    assert "NATO consults IND" in facts(full_store)
    assert [kept.document.id for kept in full_store.quarantine.listed()] == ["reuters-1"]
