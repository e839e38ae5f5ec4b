"""The resolution ledger: decisions are recorded, can be undone, and the graph follows them.

The review graph holds every decision ever made, and what follows for the ids: `ir:resolvedTo`. A
decision is recorded in one transaction that also says that documents have yet to follow it; each
document then follows in a transaction of its own. What a crash leaves undone is finished at the next write.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from rdflib.namespace import DCTERMS

from graph.decisions import ANYWHERE, Decision, decision_triples, read_decisions, recorded
from graph.identity import Identities, LedgerError, Reach, check_consistent, in_force
from graph.iris import Iris
from graph.sparql import Triple, data_block, iri, lines, string, values
from graph.standing import Standing, alive, check_shape
from graph.views import Row
from ontology.actors import ReferenceActor
from ontology.namespaces import IR

_BATCH = 500


class Host(Protocol):
    """What the ledger needs of the store that it belongs to."""

    iris: Iris

    @property
    def actors(self) -> Sequence[ReferenceActor]: ...

    def ask_rows(self, select: str) -> list[Row]: ...

    def transact(self, *operations: str) -> None: ...

    def follow(self, document_id: str) -> None: ...


class Ledger:
    """The decisions of one store. Only the store that it belongs to writes through it."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._identities: Identities | None = None

    def decisions(self) -> list[Decision]:
        """Every decision, undone ones and undos included, in the order in which they were made."""
        return read_decisions(self._host.ask_rows, self._host.iris)

    @property
    def identities(self) -> Identities:
        """What the decisions in force make of actors."""
        if self._identities is None:
            self._identities = self._identities_of(self.decisions())
        return self._identities

    def _identities_of(self, decisions: Sequence[Decision]) -> Identities:
        return Identities(tuple(in_force(decisions)), {actor.id: actor for actor in self._host.actors})

    def renew(self) -> None:
        """Forget what was read: the review graph was written to in another way."""
        self._identities = None

    # -- deciding

    def decide(self, decisions: Sequence[Decision]) -> list[Decision]:
        """Record decisions, all or none, and let the graph follow; gives them back with ids and places.

        Raises:
            LedgerError: one is about what nobody knows, changes nothing, or contradicts another decision.
        """
        before = self.decisions()
        first = max((one.position for one in before), default=0) + 1
        placed = [recorded(one, position) for position, one in enumerate(decisions, start=first)]
        after = [*before, *placed]
        self._check(placed, before)
        check_consistent(after)
        old, new = self._identities_of(before), self._identities_of(after)
        held, wanted = set(_resolved(old, self._host.iris)), set(_resolved(new, self._host.iris))
        fresh = [triple for one in placed for triple in (*self._triples(one), self._waiting(one))]
        self._change(gone=sorted(held - wanted), new=[*fresh, *(wanted - held)])
        self.settle()
        return placed

    def _check(self, placed: Sequence[Decision], before: Sequence[Decision]) -> None:
        standing = Standing(before)
        known = self._known([one for decision in placed if _is_pair(decision) for one in decision.about])
        for decision in placed:
            check_shape(decision)
            if decision.judgement == "reading":
                self._check_reading(decision)
            elif unknown := [one for one in decision.about if _is_pair(decision) and one not in known]:
                hint = "`irgraph resolve list --candidates` or /actors?q=NAME finds ids"
                raise LedgerError(f"no actor {unknown[0]!r}: {hint}")
            standing.add(decision)

    def _known(self, ids: Sequence[str]) -> set[str]:
        iris = self._host.iris
        nodes = values("a", (iris.actor(one) for one in sorted(set(ids))))
        rows = self._host.ask_rows(f"SELECT ?a {{ {nodes} GRAPH {iri(iris.reference)} {{ ?a a ir:Actor }} }}")
        return {iris.actor_id(node) for (node,) in rows if node}

    def _check_reading(self, decision: Decision) -> None:
        readings = self.readings(decision.document, decision.words, decision.start)
        if not readings:
            where = "" if decision.start == ANYWHERE else f" at character {decision.start}"
            raise LedgerError(f"document {decision.document!r} names no actor with {decision.words!r}{where}")
        if decision.about[0] not in readings:
            raise LedgerError(
                f"{decision.words!r} in {decision.document!r} cannot be {decision.about[0]!r}: "
                f"its readings are {', '.join(readings)}"
            )

    def readings(self, document: str, words: str, start: int = ANYWHERE) -> list[str]:
        """The actors that some words of a document may mean, the chosen one included, sorted."""
        place = "" if start == ANYWHERE else f"; nif:beginIndex {start}"
        rows = self._host.ask_rows(
            f"SELECT DISTINCT ?a {{ GRAPH {iri(self._host.iris.document_graph(document))} "
            f"{{ ?m a ir:Mention ; nif:anchorOf {string(words)} {place} ; ir:actor|ir:alternative ?a }} }}"
        )
        return sorted(self._host.iris.actor_id(node) for (node,) in rows if node)

    def erase(self, decision_id: str) -> None:
        """Undo a decision and take it out of the ledger with all its undos, as if it had never been made.

        Raises:
            LedgerError: there is none, or without it other decisions contradict each other.
        """
        decisions = self.decisions()
        if decision_id in {one.id for one in alive(decisions)}:
            self.decide([Decision("undo", (decision_id,), by="erase")])
            decisions = self.decisions()
        elif decision_id not in {one.id for one in decisions}:
            raise LedgerError(f"no decision {decision_id!r}: `irgraph resolve list` names them")
        chain = {decision_id}
        for one in decisions:
            if one.judgement == "undo" and chain.intersection(one.about):
                chain.add(one.id)
        gone = [triple for one in decisions if one.id in chain for triple in self._triples(one)]
        self._change(gone=gone, new=[])

    def take_over(self, decisions: Sequence[Decision]) -> None:
        """Fill the ledger of a store without documents with decisions of another one, as they are."""
        resolved = _resolved(self._identities_of(decisions), self._host.iris)
        self._change(gone=[], new=[*(t for one in decisions for t in self._triples(one)), *resolved])

    def _triples(self, decision: Decision) -> Iterator[Triple]:
        return decision_triples(decision, self._host.iris)

    # -- following

    def _waiting(self, decision: Decision) -> Triple:
        return self._host.iris.dataset, DCTERMS.requires, self._host.iris.decision(decision.id)

    def _change(self, gone: Sequence[Triple], new: Sequence[Triple]) -> None:
        review = self._host.iris.review
        self._host.transact(
            data_block("DELETE", {review: lines(gone)}), data_block("INSERT", {review: lines(new)})
        )
        self.renew()

    def pending(self) -> set[str]:
        """The decisions that some documents do not follow yet."""
        iris = self._host.iris
        rows = self._host.ask_rows(
            f"SELECT ?d {{ GRAPH {iri(iris.review)} {{ {iri(iris.dataset)} dcterms:requires ?d }} }}"
        )
        return {iris.decision_id(node) for (node,) in rows if node}

    def settle(self) -> None:
        """Let all documents follow the decisions that some do not follow yet."""
        waiting = self.pending()
        if not waiting:
            return
        decisions = self.decisions()
        due = [one for one in decisions if one.id in waiting]
        for document in sorted(self._documents(due, Reach(tuple(decisions)))):
            self._host.follow(document)
        self._change(gone=[self._waiting(one) for one in due], new=[])

    def _documents(self, due: Sequence[Decision], reach: Reach) -> set[str]:
        """The documents that some decisions may change."""
        touched = [reach.touched(one) for one in due]
        actors = sorted({actor for actors, _ in touched for actor in actors})
        iris, found = self._host.iris, {document for _, documents in touched for document in documents}
        for first in range(0, len(actors), _BATCH):
            nodes = values("a", map(iris.actor, actors[first : first + _BATCH]))
            rows = self._host.ask_rows(
                f"SELECT DISTINCT ?g {{ {nodes} GRAPH ?g {{ ?m ir:actor|ir:actsFor|ir:alternative ?a }} "
                f"FILTER(?g != {iri(iris.reference)}) }}"
            )
            found |= {iris.document_of_graph(node) for (node,) in rows if node}
        return found


def _is_pair(decision: Decision) -> bool:
    return decision.judgement in ("same", "different")


def _resolved(identities: Identities, iris: Iris) -> Iterator[Triple]:
    for one, wanted in identities.canonical.items():
        if one != wanted:
            yield iris.actor(one), IR.resolvedTo, iris.actor(wanted)
