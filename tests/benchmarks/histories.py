"""What becomes of reports over time: put once, put again, corrected, retracted, and brought back.

The same histories can be lived through in many orders; whatever the order, what is left is the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Report = TypeVar("Report")


@dataclass(frozen=True, slots=True)
class Step(Generic[Report]):
    """A report is put, or (None) the one of that id is retracted."""

    id: str
    report: Report | None


History = tuple[Step[Report], ...]


def history(name: str, last: Report, draft: Report, chance: random.Random) -> History[Report]:
    """What becomes of one report; `draft` is an earlier version of it, under the same id."""
    gone: Report | None = None
    versions: tuple[Report | None, ...] = chance.choices(
        population=(
            (last,),
            (last, last),
            (draft, last),
            (draft, last, draft, last),
            (last, gone),
            (draft, gone, last),
            (gone, last),
        ),
        weights=(6, 1, 2, 1, 1, 1, 1),
    )[0]
    return tuple(Step(name, version) for version in versions)


def in_some_order(histories: Iterable[History[Report]], chance: random.Random) -> list[Step[Report]]:
    """All steps, histories mixed at random; the steps of one report stay in their order."""
    waiting = [list(history) for history in histories]
    # As often as it has steps, so that long histories end no later than short ones.
    turns = [number for number, steps in enumerate(waiting) for _ in steps]
    chance.shuffle(turns)
    return [waiting[number].pop(0) for number in turns]


def left_over(histories: Sequence[History[Report]]) -> list[Report]:
    """The reports that are there in the end, in the order of the histories."""
    return [last for *_, step in histories if (last := step.report) is not None]
