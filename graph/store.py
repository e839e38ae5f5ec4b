"""The knowledge store: documents with their claims go in and out as wholes, and the graph follows.

One named graph holds one document. The reference graph and the facts are derived from all documents
present, so the result does not depend on the order of ingest. Each change is one transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import RLock
from typing import Literal as OneOf

from graph.backends import Backend, open_backend
from graph.decisions import Decision
from graph.facts import FactPolicy
from graph.gate import Gate
from graph.iris import Iris
from graph.ledger import Ledger
from graph.marks import digest_of, document_marks, shared_digest, shared_marks, stamped_anew
from graph.policies import parse_policy
from graph.quarantine import Quarantine
from graph.reading import StoreReader
from graph.sparql import data_block, forbid_fetching, iri, lines
from graph.triples import ExtractionRun, document_triples, party_triples, this_program
from graph.upkeep import Upkeep
from graph.validation import InvalidGraphError
from ontology.actors import ReferenceActor
from ontology.namespaces import DEFAULT_BASE, IR, prefixes
from ontology.records import Claim, Document, with_id

Outcome = OneOf["new", "changed", "unchanged"]


class KnowledgeStore(StoreReader):
    """Documents, claims and what follows from them. Use `open_store` to get one; close it, or use `with`.

    Attributes:
        ledger: the decisions about who is who; `decide` adds to them.
        quarantine: the documents that the gate keeps out.
    """

    def __init__(
        self,
        backend: Backend,
        location: str,
        iris: Iris,
        policy: FactPolicy | None,
        actors: Sequence[ReferenceActor] | None,
    ) -> None:
        super().__init__(backend, location, iris, actors)
        self._policy = policy
        self._writing = RLock()
        self._is_prepared = False
        self.ledger = Ledger(self)
        self.quarantine = Quarantine(iris, self.ask_rows, self.transact)
        self._gate = Gate()

    @property
    def policy(self) -> FactPolicy:
        """Which claims make facts: as given to `open_store`, else as the store was last written with."""
        if self._policy is None:
            text = self._mark(self.iris.dataset, IR.factPolicy)
            self._policy = FactPolicy() if text is None else parse_policy(text)
        return self._policy

    def put(
        self,
        document: Document,
        claims: Sequence[Claim],
        *,
        run: ExtractionRun | None = None,
        validate: bool = False,
        stamp: str = "",
    ) -> Outcome:
        """Store a document with its claims, in place of what was stored under its id.

        Args:
            document: the text as given.
            claims: all claims read from it; those without an id get one.
            run: the program that made the claims; irgraph itself by default.
            validate: check the new graph against the shapes first (ten milliseconds for ten claims).
            stamp: a digest of all that the claims were made from, which `stamped` is asked about later.

        Returns:
            "unchanged" if exactly this is stored already; nothing but the stamp is written then.

        Raises:
            ValueError: a claim belongs to another document.
            InvalidGraphError: with `validate`, the shapes do not hold; the document goes to the quarantine,
                and what was stored under its id stays.
        """
        claims = [claim if claim.id else with_id(claim) for claim in claims]
        triples = list(document_triples(document, claims, run or this_program(), self.iris))
        content = lines(triples)
        digest = digest_of(content)
        with self._writing:
            self.load_reference()
            stored = self._mark(self.iris.document(document.id))
            if stored == digest:
                self._confirm(document.id, stamp)
                return "unchanged"
            if validate and (faults := self._gate.faults(triples)):
                self.quarantine.keep(document, claims, faults)
                raise InvalidGraphError(faults)
            resolve = self.ledger.identities.claim
            if self.ledger.identities.held:
                content = lines(document_triples(document, claims, run or this_program(), self.iris, resolve))
            marks = lines(document_marks(self.iris, document.id, digest, stamp))
            self._replace(document, [*content, *marks], claims, self.quarantine.release(document.id))
        return "changed" if stored else "new"

    def _confirm(self, document_id: str, stamp: str) -> None:
        """Note that what is stored has been made again, perhaps by another version of the program."""
        held = self._mark(self.iris.document(document_id), IR.stamp) or ""
        if self.quarantine.holds(document_id):
            self.transact(self.quarantine.release(document_id))
        if stamp not in ("", held):
            self.transact(*stamped_anew(self.iris, document_id, held, stamp))

    def stamped(self, document_id: str, stamp: str) -> int | None:
        """How many claims a document has that was put with this stamp, None if it was not or is kept out."""
        self.load_reference()
        if self._mark(self.iris.document(document_id), IR.stamp) != stamp or self.quarantine.holds(
            document_id
        ):
            return None
        return len(self._claims_in(document_id))

    def retract(self, document_id: str) -> bool:
        """Take a document out, with its claims and every fact that rested on it alone, or off the quarantine.

        Returns:
            False if there is no such document.
        """
        with self._writing:
            self.load_reference()
            if self._mark(self.iris.document(document_id)) is not None:
                self._replace(Document(document_id, ""), [], [], self.quarantine.release(document_id))
            elif self.quarantine.holds(document_id):
                self.transact(self.quarantine.release(document_id))
            else:
                return False
        return True

    def readmit(self) -> list[str]:
        """Try the quarantined documents again, after the shapes or the decisions have changed.

        Returns:
            The ids of those that entered.
        """
        entered = []
        for kept in self.quarantine.listed():
            with suppress(InvalidGraphError):
                self.put(kept.document, kept.claims, validate=True)
                entered.append(kept.document.id)
        return entered

    def _replace(
        self, document: Document, content: Sequence[str], claims: Sequence[Claim], *more: str
    ) -> None:
        graph = self.iris.document_graph(document.id)
        self.transact(
            f"DROP SILENT GRAPH {iri(graph)}",
            data_block("INSERT", {graph: content}),
            *self._upkeep().following(document, claims, stays=bool(content)),
            *more,
        )

    def _upkeep(self) -> Upkeep:
        return Upkeep(self, self.ledger.identities, self.policy)

    def decide(self, decision: Decision) -> Decision:
        """Record a decision about who is who; facts, principals and lists follow, texts are not read again.

        Raises:
            LedgerError: it cannot be taken as things stand; nothing is written then.
        """
        return self.decide_all([decision])[0]

    def decide_all(self, decisions: Sequence[Decision]) -> list[Decision]:
        """Record several decisions, all or none, and let the documents follow them once.

        Raises:
            LedgerError: one cannot be taken as things stand; nothing is written then.
        """
        with self._deciding():
            return self.ledger.decide(decisions)

    def erase(self, decision_id: str) -> None:
        """Undo a decision and take it out of the ledger, as if it had never been made.

        Raises:
            LedgerError: there is no such decision; nothing is written then.
        """
        with self._deciding():
            self.ledger.erase(decision_id)

    @contextmanager
    def _deciding(self) -> Iterator[None]:
        with self._writing:
            self.load_reference()
            # If this fails half-way, the next write finishes it.
            self._is_prepared = False
            yield
            self._is_prepared = True

    def follow(self, document_id: str) -> None:
        """Let a stored document follow the decisions in force: for the ledger, which knows when."""
        found = self.document(document_id)
        if found is None:
            return
        document, views = found
        claims = [view.claim for view in views]
        old = lines(t for view in views for t in party_triples(view.claim, view.resolved, self.iris))
        resolve = self.ledger.identities.claim
        new = lines(t for claim in claims for t in party_triples(claim, resolve(claim), self.iris))
        if old != new:
            content = lines(self.triples_of(self.iris.document_graph(document_id)))
            self._replace(document, sorted({*content, *new} - ({*old} - {*new})), claims)

    def tidy(self) -> None:
        """Let the engine put its files in order, which makes queries two to five times as quick.

        Worth it after much has been written; takes a second for 100,000 claims' worth of it.
        """
        if self.oxigraph is not None:
            self.oxigraph.optimize()

    def transact(self, *operations: str) -> None:
        """Run updates of this package as one request, which is one transaction: all of it or nothing."""
        self._backend.update(" ;\n".join(operation for operation in operations if operation))

    def update(self, sparql: str) -> None:
        """Run a SPARQL 1.1 update as one transaction.

        Raises:
            QueryError: it is not valid; the message says where.
            ForbiddenQueryError: it would read a file or call another host.
        """
        forbid_fetching(sparql, update=True)
        with self._writing:
            self._backend.update(sparql)
            self.ledger.renew()

    def load_reference(self) -> None:
        """Bring the reference graph up to date: ontology, event scheme, actors.

        Does nothing if it is current. When the reference data or the policy changed, what documents
        contribute to the shared graphs is derived anew as well.
        """
        with self._writing:
            if self._is_prepared:
                return
            digest = shared_digest(self.iris, self.policy, self.actors)
            if self._mark(self.iris.dataset) != digest:
                self._rebuild(digest)
            self.ledger.settle()
            self._is_prepared = True

    def _rebuild(self, digest: str) -> None:
        if self.ledger.identities.held:
            # The actors known beforehand decide which of several ids stands for an actor.
            for stored in self.documents():
                self.follow(stored.id)
        self.transact(*self._upkeep().anew(shared_marks(self.iris, self.policy, digest)))


def open_store(
    location: str,
    *,
    base: str = DEFAULT_BASE,
    create: bool = True,
    policy: FactPolicy | None = None,
    actors: Sequence[ReferenceActor] | None = None,
) -> KnowledgeStore:
    """Open the store at a location.

    Args:
        location: ":memory:", a folder, or the http(s) URL of a SPARQL 1.1 server.
        base: what all IRIs of this store begin with.
        create: make a folder that is not there; without it a missing store is an error.
        policy: which claims make facts; by default the policy that the store was last written with, and in
            a new store every claim between two known principals.
        actors: the actors known beforehand; those of `ontology/actors` by default.

    Raises:
        StoreLockedError: another process holds it.
        StoreMissingError: there is none, and `create` is false.
        StoreInvalidError: the folder holds something else.
        StoreUnreachableError: the server does not answer.
    """
    iris = Iris(base)
    backend = open_backend(location, prefixes(iris.base), create=create)
    store = KnowledgeStore(backend, location, iris, policy, actors)
    if store.ledger.pending():
        # A process ended before all documents followed a decision.
        store.load_reference()
    return store
