"""What changes in the shared graphs when one document changes: the difference, worked out before writing.

Only what is needed is asked of the store: the present descriptions of the subjects that are touched,
and, for each triple that a document no longer supports, whether another document still does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from graph.facts import FactPolicy, fact_source, fact_support, fact_triples, is_closed
from graph.iris import Iris
from graph.shared import atom_support, atoms, description
from graph.sparql import Triple, iri, term, values
from graph.views import Ask, ClaimView
from ontology.records import Claim, Document

AskTriples = Callable[[str], list[Triple]]
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Change:
    """Triples that go from and come into one graph."""

    gone: frozenset[Triple]
    new: frozenset[Triple]


@dataclass(frozen=True, slots=True)
class Deriver:
    """Derives the shared graphs from claims, for one policy and one set of curated actors.

    `ask` gives rows as text, `ask_triples` the triples of a CONSTRUCT.
    """

    iris: Iris
    policy: FactPolicy
    curated: Collection[str]
    ask: Ask
    ask_triples: AskTriples

    def reference_change(self, document_id: str, old: Sequence[Claim], new: Sequence[Claim]) -> Change:
        """How the reference graph changes when a document's claims do."""
        before, after = (atoms(claims, self.curated, self.iris) for claims in (old, new))
        touched = sorted({str(subject) for subject, _, _ in before | after})
        if not touched:
            return Change(frozenset(), frozenset())
        present = self._present(touched)
        dropped = before - after
        kept = self._kept_elsewhere(document_id, dropped, lambda atom: atom_support(atom[1], atom[2]))
        wanted = description((present | after) - (dropped - kept))
        return Change(frozenset(present - wanted), frozenset(wanted - present))

    def _present(self, subjects: Sequence[str]) -> set[Triple]:
        graph = iri(self.iris.reference)
        where = f"{values('s', subjects)} GRAPH {graph} {{ ?s ?p ?o }}"
        return set(self.ask_triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}"))

    def fact_change(self, document: Document, old: Sequence[Claim], new: Sequence[Claim]) -> Change:
        """How the facts change when a document's claims do."""
        before, after = (fact_triples(claims, self.policy, self.iris) for claims in (old, new))
        if self.policy.min_sources > 1:
            standing = self._standing(document, before | after, after)
        else:
            standing = after | self._kept_elsewhere(document.id, before - after, self._support)
        return Change(frozenset((before | after) - standing), frozenset(standing))

    def _support(self, fact: Triple) -> str:
        return fact_support(self.policy, closed=is_closed(fact))

    def _elsewhere(self, document_id: str, pattern: str) -> str:
        return f"GRAPH ?g {{ {pattern} }} FILTER(?g != {iri(self.iris.document_graph(document_id))})"

    def _kept_elsewhere(
        self, document_id: str, triples: Collection[Triple], support: Callable[[Triple], str]
    ) -> set[Triple]:
        """Those triples that a document other than this one supports."""
        kept: set[Triple] = set()
        for pattern, batch in _by_pattern(triples, support):
            where = f"{_numbered(batch)} FILTER EXISTS {{ {self._elsewhere(document_id, pattern)} }}"
            kept |= {batch[int(number or 0)] for (number,) in self.ask(f"SELECT ?i {{ {where} }}")}
        return kept

    def _standing(
        self, document: Document, facts: Collection[Triple], own: Collection[Triple]
    ) -> set[Triple]:
        """Those facts that enough sources carry, this document (for its own facts) counted in."""
        sources: dict[Triple, set[str]] = defaultdict(set)
        for fact in own:
            sources[fact].add(source_of(document, self.iris))
        for pattern, batch in _by_pattern(facts, self._support):
            # The values stand inside, for the tests of the pattern to see them.
            where = self._elsewhere(document.id, f"{_numbered(batch)} {pattern} {fact_source()}")
            for number, source in self.ask(f"SELECT DISTINCT ?i ?source {{ {where} }}"):
                sources[batch[int(number or 0)]].add(source or "")
        return {fact for fact, carried_by in sources.items() if len(carried_by) >= self.policy.min_sources}

    def everything(
        self, stored: Iterable[tuple[Document, Sequence[ClaimView]]]
    ) -> tuple[set[Triple], set[Triple]]:
        """All descriptions and all facts of some documents together: what step by step changes add up to."""
        described: set[Triple] = set()
        sources: dict[Triple, set[str]] = defaultdict(set)
        for document, views in stored:
            described |= atoms((view.claim for view in views), self.curated, self.iris)
            for fact in fact_triples((view.resolved for view in views), self.policy, self.iris):
                sources[fact].add(source_of(document, self.iris))
        facts = {fact for fact, carried_by in sources.items() if len(carried_by) >= self.policy.min_sources}
        return description(described), facts


def source_of(document: Document, iris: Iris) -> str:
    """Who counts as the source of a document: its publisher, or itself if nobody is named."""
    return document.publisher or str(URIRef(iris.document(document.id)))


def _by_pattern(
    triples: Collection[Triple], support: Callable[[Triple], str]
) -> Iterator[tuple[str, Sequence[Triple]]]:
    groups: dict[str, list[Triple]] = defaultdict(list)
    for triple in sorted(triples):
        groups[support(triple)].append(triple)
    for pattern, group in groups.items():
        for first in range(0, len(group), _BATCH):
            yield pattern, group[first : first + _BATCH]


def _numbered(batch: Sequence[Triple]) -> str:
    rows = " ".join(f"({number} {term(s)} {term(p)} {term(o)})" for number, (s, p, o) in enumerate(batch))
    return f"VALUES (?i ?s ?p ?o) {{ {rows} }}"
