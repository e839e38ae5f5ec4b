"""Contradictions: who says so, who denies it, who is silent; nothing is retired."""

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from rdflib.namespace import RDF

from graph.contradictions import Contradiction, contradiction_triples, find_contradictions
from graph.happenings import join_events
from graph.iris import Iris
from graph.matters import Matter, Report
from graph.sources import Sources
from ontology.namespaces import IR

IRIS = Iris()
ATTACK = Matter("RUS", "assaults", "UKR")
STATUS = Matter("SRB", "recognises", "XKX")
PLAIN = Sources({}, {})


def report(claim: str, polarity: Any = "positive", said: int | None = None, **more: Any) -> Report:
    """A report that Russia attacks Ukraine; `said`: the day of May that the words give."""
    day = date(2024, 5, said) if said else None
    plain = Report(
        claim, f"doc-{claim}", f"paper-{claim}", f"paper-{claim}", date(2024, 5, 10), ATTACK, "RUS",
        "asserted", polarity, None, (day, day) if day else None,
    )  # fmt: skip
    return replace(plain, **more)


def found(*reports: Report) -> list[Contradiction]:
    return find_contradictions(reports, join_events(reports, PLAIN), PLAIN)


def sides(*reports: Report) -> list[str]:
    return sorted(f"{' '.join(c.affirming)} / {' '.join(c.denying)}" for c in found(*reports))


def no(claim: str, said: int | None = None, **more: Any) -> Report:
    return report(claim, "negative", said, **more)


LATE = date(2024, 8, 1)
OPPOSED = [
    ("of one day", [report("a", said=3), no("n", 3)], ["a / n"]),
    ("of two days", [report("a", said=3), no("n", 4)], []),
    ("an answer is to what was last", [report("a", said=3), report("b", said=8), no("n")], ["b / n"]),
    ("an answer does not reach ahead", [report("b", said=20), no("n")], []),
    ("an answer does not reach back for months", [report("a", said=3), no("n", published=LATE)], []),
    ("a plan", [report("a", modality="planned"), no("n", modality="planned")], ["a / n"]),
    ("a plan denied as a deed", [report("a", modality="planned"), no("n")], []),
    ("what is only possible", [report("a", modality="possible"), no("n", modality="possible")], []),
    ("agreement", [report("a", said=3), report("b", said=3)], []),
    ("two denials", [no("m", 3), no("n", 3)], []),
    ("what stands", [report("a", matter=STATUS), no("n", matter=STATUS, published=LATE)], ["a / n"]),
    ("what stood at another time", [report("a", said=3, matter=STATUS), no("n", 4, matter=STATUS)], []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("reports", "expected"), [row[1:] for row in OPPOSED], ids=[row[0] for row in OPPOSED]
)
def test_opposed(reports: list[Report], expected: list[str]) -> None:
    assert {tuple(sides(*order)) for order in permutations(reports)} == {tuple(expected)}


def test_sides_are_named() -> None:
    (one,) = found(report("a", said=3, said_by="USA"), report("b", said=3), no("n", said_by="RUS"))
    assert (one.affirmed_by, one.denied_by, one.silent) == (("USA",), ("RUS",), ("UKR",))
    assert (one.affirming, one.denying, one.corrections) == (("a", "b"), ("n",), ())


def test_a_source_that_takes_back_its_own_word_corrects_it() -> None:
    own = {"source": "AFP", "printed_by": "AFP"}
    said = report("a", said=3, published=date(2024, 5, 4), **own)
    (one,) = found(said, no("n", 3, **own), no("m", 3))
    assert one.corrections == (("n", "a"),)
    (quoted,) = found(said, no("n", 3, said_by="RUS", **own))
    assert quoted.corrections == ()


def test_in_the_graph_both_sides_stay_and_point_at_each_other() -> None:
    (one,) = found(report("a", said=3, said_by="UKR"), no("n", 3, said_by="RUS"))
    triples = set(contradiction_triples(one, IRIS))
    a, n, node = IRIS.claim("a"), IRIS.claim("n"), IRIS.contradiction(one.id)
    assert {(a, IR.contradicts, n), (n, IR.contradicts, a)} <= triples
    assert {(p, o) for s, p, o in triples if s == node and p not in (IR.disputes, RDF.type)} >= {
        (IR.affirmation, a),
        (IR.denial, n),
        (IR.affirmedBy, IRIS.actor("UKR")),
        (IR.deniedBy, IRIS.actor("RUS")),
        (IR.matter, IRIS.matter(*ATTACK)),
    }
