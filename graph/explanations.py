"""Why an id stands for what it stands for: decisions with their state, and how words were linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from graph.decisions import Decision
from graph.identity import LedgerError, Reach, in_force
from graph.sparql import iri, values
from graph.store import KnowledgeStore


@dataclass(frozen=True, slots=True)
class Link:
    """Words that a rule of extraction linked to an actor, and in how many places."""

    words: str
    rule: str
    read_as: str
    mentions: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """What an id stands for and why: every decision about it, undone ones included, and the words."""

    id: str
    canonical: str
    ids: tuple[str, ...]
    decisions: tuple[dict[str, Any], ...]
    links: tuple[Link, ...]


def ledger_rows(store: KnowledgeStore) -> list[dict[str, Any]]:
    """Every decision in order, with `state`: "in force", "undone" or "replaced" by a later one."""
    return _rows(store.ledger.decisions())


def _rows(decisions: Sequence[Decision]) -> list[dict[str, Any]]:
    held = {one.id for one in in_force(decisions)}
    undone: set[str] = set()
    for one in reversed(decisions):
        if one.judgement == "undo" and one.id not in undone:
            undone.update(one.about)

    def state(one: Decision) -> str:
        if one.id in undone:
            return "undone"
        return "in force" if one.id in held or one.judgement == "undo" else "replaced"

    return [_row(one, state(one)) for one in decisions]


def _row(decision: Decision, state: str) -> dict[str, Any]:
    about = {name: value for name, value in asdict(decision).items() if name not in ("position", "start")}
    about["about"] = list(decision.about)
    start = decision.start if decision.start >= 0 else None
    return {"id": about.pop("id"), "state": state, **about, "start": start}


def explain(store: KnowledgeStore, wanted: str) -> Explanation:
    """What an actor's id stands for, or for the id of a decision, its (first) actor.

    Raises:
        LedgerError: nobody knows the id.
    """
    decisions = store.ledger.decisions()
    by_id = {one.id: one for one in decisions}
    while wanted in by_id:
        wanted = by_id[wanted].about[0]
    identities = store.ledger.identities
    ids = next((group for group in identities.clusters if wanted in group), frozenset({wanted}))
    links = _links(store, sorted(ids))
    reach = Reach(tuple(decisions))
    about = [one for one in decisions if ids & reach.touched(one)[0] or ids & _read(one, by_id)]
    if not links and not about and not store.ask_rows(_described(store, wanted)):
        raise LedgerError(
            f"no actor or decision {wanted!r}: `irgraph resolve list` and /actors?q=NAME find ids"
        )
    state = {row["id"]: row for row in _rows(decisions)}
    return Explanation(
        wanted, identities.resolve(wanted), tuple(sorted(ids)), tuple(state[one.id] for one in about), links
    )


def _read(decision: Decision, by_id: dict[str, Decision]) -> frozenset[str]:
    """The actor that words were read as, by a decision or the one that it undoes."""
    while decision.judgement == "undo":
        decision = by_id[decision.about[0]]
    return frozenset(decision.about if decision.judgement == "reading" else ())


def _described(store: KnowledgeStore, actor: str) -> str:
    node = iri(store.iris.actor(actor))
    return f"SELECT ?p {{ GRAPH {iri(store.iris.reference)} {{ {node} ?p ?o }} }} LIMIT 1"


def _links(store: KnowledgeStore, ids: Sequence[str]) -> tuple[Link, ...]:
    nodes = values("a", (store.iris.actor(one) for one in ids))
    rows = store.ask_rows(
        f"SELECT ?words ?rule ?a (COUNT(?m) AS ?n) {{ {nodes} GRAPH ?g {{ ?m ir:actor ?a ; "
        "nif:anchorOf ?words ; ir:resolvedBy ?rule } } GROUP BY ?words ?rule ?a"
    )
    links = [Link(w or "", r or "", store.iris.actor_id(a or ""), int(n or 0)) for w, r, a, n in rows]
    return tuple(sorted(links, key=lambda link: (-link.mentions, link.words, link.rule, link.read_as)))
