"""What changes in the shared graphs when one document changes: the difference, worked out before writing.

Only what is needed is asked of the store: the present descriptions of the subjects that are touched,
and, for each triple that a document no longer supports, whether another document still does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from graph.facts import FactPolicy, fact_support, fact_triples, fact_voice, is_closed
from graph.iris import Iris
from graph.joining import Change, Edition, EventChange
from graph.matters import source_of
from graph.shared import atom_support, atoms, description
from graph.sources import Sources
from graph.sparql import Triple, iri, term, values
from graph.views import Ask, ClaimView, read_claims
from ontology.records import Claim, Document

AskTriples = Callable[[str], list[Triple]]
_BATCH = 500


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

    def fact_change(self, old: Edition | None, new: Edition | None, change: EventChange) -> Change:
        """How the facts change when a document's claims do; `change` is what that does to the events."""
        before, after = (
            fact_triples(edition.claims if edition else (), self.policy, self.iris) for edition in (old, new)
        )
        document = new or old
        assert document is not None, "a change needs a document"
        if self.policy.min_sources <= 1:
            standing = after | self._kept_elsewhere(document.document.id, before - after, self._support)
        else:
            # Whose word the claims of a copy are depends on what else is printed.
            before |= self._facts_of(change.neighbours)
            voices = self._voices(document.document.id, before | after)
            if new:
                _collect(voices, new, self)
            standing = self._well_founded(voices, change.sources)
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

    def _facts_of(self, documents: Collection[str]) -> set[Triple]:
        """The facts that the stored claims of some documents speak for."""
        ids = self.ask(
            f"SELECT ?c {{ {values('d', map(self.iris.document, sorted(documents)))} "
            "GRAPH ?g { ?c prov:wasDerivedFrom ?d } }"
        )
        views = read_claims(self.ask, self.iris, [node for (node,) in ids if node])
        return fact_triples((view.resolved for view in views), self.policy, self.iris)

    def _voices(self, document_id: str, facts: Collection[Triple]) -> Voices:
        """Whose word the facts are, by the claims of all other documents."""
        voices: Voices = defaultdict(set)
        for pattern, batch in _by_pattern(facts, self._support):
            # The values stand inside, for the tests of the pattern to see them.
            where = self._elsewhere(document_id, f"{_numbered(batch)} {pattern} {fact_voice()}")
            for number, node, source, publisher, day in self.ask(
                f"SELECT DISTINCT ?i ?document ?source ?publisher ?day {{ {where} }}"
            ):
                one = self.iris.document_id(node or "")
                published = date.fromisoformat(day) if day else None
                voices[batch[int(number or 0)]].add(_Voice(one, source or "", publisher or one, published))
        return voices

    def _well_founded(self, voices: Voices, sources: Sources) -> set[Triple]:
        """Those facts that enough independent sources carry."""
        least = self.policy.min_sources
        return {fact for fact, found in voices.items() if len(sources.independent(found)) >= least}

    def everything(
        self, stored: Iterable[tuple[Document, Sequence[ClaimView]]], sources: Sources
    ) -> tuple[set[Triple], set[Triple]]:
        """All descriptions and all facts of some documents together: what step by step changes add up to."""
        described: set[Triple] = set()
        voices: Voices = defaultdict(set)
        for document, views in stored:
            described |= atoms((view.claim for view in views), self.curated, self.iris)
            _collect(voices, Edition(document, [view.resolved for view in views]), self)
        return description(described), self._well_founded(voices, sources)


class _Voice(NamedTuple):
    """Whose word a claim is: see `graph.sources.Voice`."""

    document: str
    source: str
    printed_by: str
    published: date | None


Voices = dict[Triple, set[_Voice]]


def _collect(voices: Voices, edition: Edition, deriver: Deriver) -> None:
    document = edition.document
    for claim in edition.claims:
        printed_by = document.publisher or document.id
        voice = _Voice(document.id, source_of(document, claim), printed_by, document.date)
        for fact in fact_triples([claim], deriver.policy, deriver.iris):
            voices.setdefault(fact, set()).add(voice)


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
