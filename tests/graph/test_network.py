"""One table a rule: which claims make which edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from types import SimpleNamespace

import pytest

from graph.network import ClaimRow, Edge, build_network, edges_of, row_of
from ontology.records import Actor, Claim, DateSpan, Evidence, Mention, Predicate

ACTORS = {
    "EU": SimpleNamespace(name="European Union", type="bloc", role="organisation"),
    "TWN": SimpleNamespace(name="Taiwan", type="territory", role="state"),
}


def day(text: str) -> date:
    return date.fromisoformat(f"2024-{text}")


def row(**changes: object) -> ClaimRow:
    plain = ClaimRow(
        source="EU",
        target="TWN",
        event_type="CONSULT",
        relation="consults",
        phrase="meets",
        modality="asserted",
        polarity="positive",
        confidence=0.5,
        document="d1",
        span=(day("03-01"), day("03-01")),
    )
    return replace(plain, **changes)


def only_edge(*rows: ClaimRow) -> Edge:
    (edge,) = edges_of(build_network(rows, ACTORS))
    return edge


def test_edge_when_several_claims_agree_sums_them_up() -> None:
    edge = only_edge(
        row(phrase="meets", confidence=0.9, document="d1"),
        row(phrase="holds talks with", confidence=0.75, document="d2", span=(day("05-01"), day("05-31"))),
        row(phrase="meets", confidence=0.3, document="d2", span=(day("03-02"), day("03-04"))),
    )
    assert edge == Edge(
        source="EU",
        target="TWN",
        kind="CONSULT",
        event_type="CONSULT",
        relation="consults",
        modality="asserted",
        polarity="positive",
        quad_class="verbal-cooperation",
        weight=1.95,
        evidence=3,
        documents=2,
        mean_confidence=0.65,
        first=day("03-01"),
        last=day("05-31"),
        spells=((day("03-01"), day("03-04")), (day("05-01"), day("05-31"))),
        growth=((day("03-01"), 0.9), (day("03-02"), 1.2), (day("05-01"), 1.95)),
        phrases=("meets", "holds talks with"),
    )


SPELLS = [
    ([("01-01", "01-03"), ("01-02", "01-09")], [("01-01", "01-09")]),
    ([("01-01", "01-09"), ("01-02", "01-03")], [("01-01", "01-09")]),
    ([("01-01", "01-01"), ("01-02", "01-02")], [("01-01", "01-02")]),
    ([("01-01", "01-01"), ("01-03", "01-03")], [("01-01", "01-01"), ("01-03", "01-03")]),
]


@pytest.mark.parametrize(("spans", "spells"), SPELLS)
def test_spells_when_days_touch_are_merged(
    spans: list[tuple[str, str]], spells: list[tuple[str, str]]
) -> None:
    edge = only_edge(*(row(span=(day(start), day(end))) for start, end in spans))
    assert edge.spells == tuple((day(start), day(end)) for start, end in spells)


def test_growth_when_claims_are_undated_counts_them_from_the_first_day() -> None:
    edge = only_edge(row(span=None), row(), row(span=(day("03-05"), day("03-05"))))
    assert (edge.growth, edge.weight) == (((day("03-01"), 1.0), (day("03-05"), 1.5)), 1.5)


def test_edge_when_no_claim_has_a_date_has_no_time() -> None:
    edge = only_edge(row(span=None))
    assert (edge.first, edge.last, edge.spells, edge.growth, edge.weight) == (None, None, (), (), 0.5)


def test_weight_when_confidence_is_zero_stays_above_it() -> None:
    assert only_edge(row(confidence=0.0)).weight == 0.0001


MIXED = [
    row(),
    row(modality="planned"),
    row(polarity="negative"),
    row(modality="possible", polarity="negative"),
    row(event_type="SANCTION", relation="sanctions"),
    row(event_type=None, relation="recognises"),
    row(source="TWN"),
]
FILTERS = [
    ({}, ["CONSULT", "SANCTION"]),
    ({"modalities": ("planned",)}, ["CONSULT/planned"]),
    ({"modalities": ("asserted", "planned")}, ["CONSULT", "CONSULT/planned", "SANCTION"]),
    ({"polarities": ("negative",)}, ["CONSULT/negated"]),
    ({"modalities": ("possible",), "polarities": ("negative",)}, ["CONSULT/possible/negated"]),
    ({"standing": True}, ["CONSULT", "SANCTION", "recognises"]),
    ({"self_loops": True}, ["CONSULT", "SANCTION", "TWN CONSULT"]),
]


@pytest.mark.parametrize(("options", "kinds"), FILTERS)
def test_build_network_when_filtered_keeps_kinds_apart(options: dict[str, object], kinds: list[str]) -> None:
    edges = edges_of(build_network(MIXED, ACTORS, **options))
    assert [edge.kind if edge.source == "EU" else f"{edge.source} {edge.kind}" for edge in edges] == kinds


def test_nodes_when_an_actor_is_unknown_are_labelled_by_id() -> None:
    network = build_network([row(target="mention/the-visitors")], ACTORS)
    assert dict(network.nodes(data=True)) == {
        "EU": {"label": "European Union", "type": "bloc", "role": "organisation"},
        "mention/the-visitors": {"label": "mention/the-visitors", "type": "unknown", "role": "unknown"},
    }


def test_build_network_when_there_is_nothing_is_empty() -> None:
    network = build_network([], ACTORS)
    assert (list(network), edges_of(network)) == ([], [])


def test_build_network_when_claims_are_shuffled_is_the_same() -> None:
    rows = [
        row(confidence=n / 10, source=s, phrase=p) for n in range(1, 8) for s in ("EU", "USA") for p in "ab"
    ]
    shuffled = Random(7).sample(rows, len(rows))
    first, second = build_network(rows, ACTORS), build_network(shuffled, ACTORS)
    assert list(first.nodes(data=True)) == list(second.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(second.edges(keys=True, data=True))


def claim(span: DateSpan | None) -> Claim:
    envoy = Actor("person/ann-lee", "Ann Lee", "person", "diplomat", "EU", "Ann Lee", "name")
    island = Actor("TWN", "Taiwan", "territory", "state", None, "Taiwan", "name")
    return Claim(
        subject=envoy,
        predicate=Predicate("plans to meet", "CONSULT", "meet", "040", "consults", "meet"),
        object=island,
        modality="planned",
        polarity="positive",
        attribution=(),
        date=span,
        place=None,
        topics=(),
        confidence=0.8,
        evidence=Evidence("d9", 0, 31, "Ann Lee plans to visit Taiwan."),
        trigger=Mention(17, 22, "visit"),
    )


@pytest.mark.parametrize(
    ("own", "document_date", "span"),
    [
        (
            DateSpan(day("04-01"), day("04-30"), "month", "in April"),
            day("03-20"),
            (day("04-01"), day("04-30")),
        ),
        (None, day("03-20"), (day("03-20"), day("03-20"))),
        (None, None, None),
    ],
)
def test_row_of_takes_principals_and_the_best_date(
    own: DateSpan | None, document_date: date | None, span: tuple[date, date] | None
) -> None:
    expected = row(phrase="plans to meet", modality="planned", confidence=0.8, document="d9", span=span)
    assert row_of(claim(own), document_date) == expected
