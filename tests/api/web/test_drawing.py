"""The drawing of the start page: who is in it, what colour the lines have, and that it stays the same."""

from dataclasses import dataclass

import pytest

from api.web.drawing import HEIGHT, MARGIN, WIDTH, draw
from graph.network import ClaimRow, Network, build_network


@dataclass(frozen=True)
class Info:
    name: str
    type: str = "state"
    role: str = "state"


def row(source: str, event_type: str, target: str) -> ClaimRow:
    return ClaimRow(
        source, target, event_type, "x", f"does {event_type} to", "asserted", "positive", 0.9, "d", None
    )


def network(*lines: str) -> Network:
    rows = [row(*line.split()) for line in lines]
    return build_network(rows, {end: Info(f"The {end}") for row in rows for end in (row.source, row.target)})


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["A AID B"], [("A", "B", "cooperation")]),
        (["A ASSAULT B"], [("A", "B", "conflict")]),
        (["A AID B", "B ASSAULT A"], [("A", "B", "mixed")]),
        (["B AID A", "C ACCUSE A"], [("A", "B", "cooperation"), ("A", "C", "conflict")]),
        (["A AID B", "X AID Y", "Y AID Z"], [("X", "Y", "cooperation"), ("Y", "Z", "cooperation")]),
        (["A AID B", "A AID mention/it"], [("A", "B", "cooperation")]),
    ],
)
def test_lines_by_pair_and_class(lines: list[str], expected: list[tuple[str, str, str]]) -> None:
    drawing = draw(network(*lines))
    assert [(edge.source, edge.target, edge.kind) for edge in drawing.edges] == expected
    assert [node.id for node in drawing.nodes] == sorted({end for edge in expected for end in edge[:2]})


def test_labels_titles_and_places() -> None:
    drawing = draw(network("A AID B", "A AID C", "B ACCUSE C"))
    assert [node.label for node in drawing.nodes] == ["The A", "The B", "The C"]
    assert drawing.edges[0].title == "A does AID to B (1 claim)"
    places = [node.x for node in drawing.nodes]
    assert (min(places), max(places)) == (MARGIN, WIDTH - MARGIN)
    assert all(MARGIN <= node.y <= HEIGHT - MARGIN for node in drawing.nodes)


def test_the_same_network_is_drawn_the_same() -> None:
    lines = ["A AID B", "B AID C", "C ACCUSE D", "D AID A"]
    assert draw(network(*lines)) == draw(network(*reversed(lines)))


def test_only_the_heaviest_are_drawn() -> None:
    lines = [f"HUB AID {name}" for name in "ABCDEF"] + ["A AID B"] * 5
    assert [node.id for node in draw(network(*lines), most=3).nodes] == ["A", "B", "HUB"]


def test_nothing_gives_an_empty_drawing() -> None:
    assert (draw(network()).nodes, draw(network()).edges) == ((), ())
