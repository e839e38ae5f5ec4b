"""Whether a decision can be taken: what is wrong with it in itself, and what is decided already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.decisions import Decision
from graph.identity import LedgerError, in_force, matter_of_decision


def check_shape(decision: Decision) -> None:
    """See that a decision says who decides, and is about as many ids as it must be.

    Raises:
        LedgerError: it does not.
    """
    if not decision.by:
        raise LedgerError("a decision needs somebody who makes it: say who with `by`")
    is_pair = decision.judgement in ("same", "different")
    needed = 2 if is_pair else 1
    if len(decision.about) != needed:
        raise LedgerError(f"{decision.judgement!r} is about {needed} ids, not {len(decision.about)}")
    if is_pair and len(set(decision.about)) != 2:
        raise LedgerError(f"two different actors are needed, not {' and '.join(decision.about)}")


class Standing:
    """The ledger as decisions are added to it one by one."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self._decisions = list(decisions)
        self._ids = {one.id for one in decisions}
        self._weigh()

    def _weigh(self) -> None:
        self._held = {matter_of_decision(one): one for one in in_force(self._decisions)}

    def add(self, decision: Decision) -> None:
        """Add a decision.

        Raises:
            LedgerError: it undoes what is not there or undone already, or says what is decided already.
        """
        self._decisions.append(decision)
        self._ids.add(decision.id)
        if decision.judgement == "undo":
            self._check_undo(decision)
            self._weigh()
            return
        held = self._held.get(matter_of_decision(decision))
        if held and (held.judgement, held.about) == (decision.judgement, decision.about):
            raise LedgerError(f"that is decided already, by {held.id}")
        self._held[matter_of_decision(decision)] = decision

    def _check_undo(self, decision: Decision) -> None:
        (wanted,) = decision.about
        if wanted not in self._ids:
            raise LedgerError(f"no decision {wanted!r}: `irgraph resolve list` names them")
        undoes = [one for one in self._decisions[:-1] if one.judgement == "undo"]
        if any(one.about == decision.about for one in alive(undoes)):
            raise LedgerError(f"{wanted!r} is undone already")


def alive(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that are not undone, undos included, whether or not a later one replaces them."""
    undone: set[str] = set()
    kept = []
    for one in sorted(decisions, key=lambda each: -each.position):
        if one.id not in undone:
            kept.append(one)
            undone.update(one.about if one.judgement == "undo" else ())
    return kept[::-1]
