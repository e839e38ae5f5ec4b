"""Reports joined into events: by day, narrow dates first, one voice for all copies of a text."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from graph.happenings import join_events
from graph.matters import Matter, Report
from graph.sources import Print, Sources

SANCTIONS = Matter("CHN", "sanctions", "EU")
TALKS = Matter("CHN", "consults", "EU")
PLAIN = Sources({}, {})


def day(number: int) -> date:
    return date(2024, 5, number)


def report(claim: str, said: Any = None, printed: int | None = None, **more: Any) -> Report:
    """A report that China sanctions the EU; `said`: the day or days of May that the words give."""
    days = (said, said) if isinstance(said, int) else said
    plain: dict[str, Any] = {
        "claim": claim, "document": f"doc-{claim}",
        "source": f"paper-{claim}", "printed_by": f"paper-{claim}",
        "published": day(printed) if printed else None, "matter": SANCTIONS, "actor": "CHN",
        "modality": "asserted", "polarity": "positive", "said_by": None,
        "span": (day(days[0]), day(days[1])) if days else None,
    }  # fmt: skip
    return Report(**{**plain, **more})


def joined(*reports: Report, sources: Sources = PLAIN) -> list[str]:
    return sorted(" ".join(event.claims) for event in join_events(reports, sources))


MAY = (1, 31)
JOINED = [
    ("the same day", [report("a", 3), report("b", 3)], ["a b"]),
    ("two days", [report("a", 3), report("b", 4)], ["a", "b"]),
    ("the document's day stands in", [report("a", 3), report("b", printed=3)], ["a b"]),
    ("a paper prints what happened the day before", [report("a", 3), report("b", printed=4)], ["a b"]),
    ("but not what happened earlier", [report("a", 3), report("b", printed=5)], ["a", "b"]),
    ("days that stand in do not chain", [report("a", printed=3), report("b", printed=4)], ["a", "b"]),
    ("a day in a week", [report("a", 3), report("b", (1, 7))], ["a b"]),
    ("two days in a week", [report("a", 3), report("b", 5), report("c", (1, 7))], ["a", "b", "c"]),
    ("two vague dates that are one", [report("a", MAY), report("b", MAY)], ["a b"]),
    ("a vague date beside several days",
     [report("a", 3), report("b", 9), report("c", MAY), report("d", MAY)], ["a", "b", "c d"]),
    ("a vague date never chains",
     [report("a", (1, 3)), report("b", (3, 5)), report("c", (5, 7))], ["a b", "c"]),
    ("no day at all", [report("a"), report("b")], ["a", "b"]),
    ("a plan is another event", [report("a", 3), report("b", 3, modality="planned")], ["a", "b"]),
    ("a denial is another event", [report("a", 3), report("b", 3, polarity="negative")], ["a", "b"]),
]  # fmt: skip


@pytest.mark.parametrize(("reports", "expected"), [row[1:] for row in JOINED], ids=[row[0] for row in JOINED])
def test_joined(reports: list[Report], expected: list[str]) -> None:
    assert {tuple(joined(*order)) for order in permutations(reports)} == {tuple(expected)}


def test_a_standing_relation_is_no_event() -> None:
    assert joined(report("a", 3, matter=Matter("CHN", "recognises", "XKX"))) == []


def test_ids_stay_as_reports_come_and_go() -> None:
    (one,) = join_events([report("a", 3)], PLAIN)
    (same,) = join_events([report("b", 3), report("c", printed=4), report("d", MAY)], PLAIN)
    (other,) = join_events([report("a", 4)], PLAIN)
    assert one.id == same.id
    assert one.id != other.id


def test_who_acts_in_a_mutual_relation_is_told_by_most_claims() -> None:
    met = [report(c, 3, matter=TALKS, actor=a) for c, a in (("a", "EU"), ("b", "EU"), ("c", "CHN"))]
    (event,) = join_events(met, PLAIN)
    assert (event.initiator, event.target, event.claims) == ("EU", "CHN", ("a", "b", "c"))


def copies(*groups: dict[str, Print]) -> Sources:
    return Sources(
        {one: {other: group[other] for other in group if other != one} for group in groups for one in group},
        {"afp": "Agence France-Presse", "agence france-presse": "Agence France-Presse"},
    )


WIRE = copies({"doc-a": Print(day(3), "paper-a"), "doc-b": Print(day(4), "paper-b")})
COUNTED = [
    ("two papers", [report("a", 3), report("b", 3)], PLAIN, ("paper-a", "paper-b")),
    ("one paper twice", [report("a", 3), report("b", 3, source="paper-a", printed_by="paper-a")], PLAIN,
     ("paper-a",)),
    ("a copy", [report("a", 3, 3), report("b", 3, 4)], WIRE, ("paper-a",)),
    ("a copy beside the paper's own report",
     [report("a", 3, 3), report("b", 3, 4), report("c", 3, 4, source="paper-b", printed_by="paper-b")], WIRE,
     ("paper-a", "paper-b")),
    ("a copy of what is not in the store any more for this matter", [report("b", 3, 4)], WIRE, ("paper-a",)),
    ("a medium that both cite", [report("a", 3, source="Reuters"), report("b", 3, source="Reuters")], PLAIN,
     ("Reuters",)),
    ("a medium by two names",
     [report("a", 3, source="AFP"), report("b", 3, source="Agence France-Presse")], WIRE,
     ("Agence France-Presse",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("reports", "sources", "expected"), [row[1:] for row in COUNTED], ids=[row[0] for row in COUNTED]
)
def test_independent_sources(reports: list[Report], sources: Sources, expected: tuple[str, ...]) -> None:
    (event,) = join_events(reports, sources)
    assert event.sources == expected


def test_a_copy_is_of_the_day_on_which_the_text_was_first_printed() -> None:
    told = [report("a", printed=3), report("b", printed=4)]
    assert joined(*told) == ["a", "b"]
    assert joined(*told, sources=WIRE) == ["a b"]


def test_copies_without_a_day_are_one_event() -> None:
    undated = copies({"doc-a": Print(None, "paper-a"), "doc-b": Print(None, "paper-b")})
    assert joined(report("a"), report("b"), sources=undated) == ["a b"]
