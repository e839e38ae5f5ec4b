"""Which stored documents are copies of which: found by the keys of their texts, settled by the texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from graph.copies import Runs, are_copies, fingerprint, runs_of
from graph.iris import Iris
from graph.sources import Print
from graph.sparql import Triple, iri, string, values
from graph.views import Ask
from ontology.namespaces import IR
from ontology.records import Document

_TEXTS = 200  # so many texts are asked for at once


def print_of(document: Document) -> Print:
    """A document as its copies need to know it."""
    return Print(document.date, document.publisher or document.id)


@dataclass(frozen=True, slots=True)
class Prints:
    """Finds copies among the documents of a store."""

    iris: Iris
    ask: Ask

    def stored_copies(self, documents: Collection[str]) -> dict[str, dict[str, Print]]:
        """The copies of some documents, as the events graph has them."""
        found: dict[str, dict[str, Print]] = {}
        if not documents:
            return found
        nodes = values("d", (self.iris.document(one) for one in sorted(documents)))
        rows = self.ask(
            f"SELECT ?d ?other ?day ?publisher {{ {nodes} "
            f"GRAPH {iri(self.iris.events)} {{ ?d ir:copyOf ?other }} {_ABOUT_OTHER} }}"
        )
        for document, *other in rows:
            copy, print_ = self._print(other)
            found.setdefault(self.iris.document_id(document or ""), {})[copy] = print_
        return found

    def _print(self, row: Sequence[str | None]) -> tuple[str, Print]:
        node, day, publisher = row
        document = self.iris.document_id(node or "")
        return document, Print(date.fromisoformat(day) if day else None, publisher or document)

    def copies_of(self, document: Document) -> dict[str, Print]:
        """The other stored documents that are copies of one, whether it is stored or not."""
        keys = " ".join(map(string, fingerprint(document.text)))
        own = iri(self.iris.document(document.id))
        rows = self.ask(
            f"SELECT DISTINCT ?other ?day ?publisher {{ VALUES ?key {{ {keys} }} "
            f"GRAPH ?k {{ ?other ir:fingerprint ?key FILTER(?other != {own}) }} {_ABOUT_OTHER} }}"
        )
        candidates = dict(map(self._print, rows))
        runs = runs_of(document.text)
        texts = self._runs(candidates)
        return {other: print_ for other, print_ in candidates.items() if are_copies(runs, texts[other])}

    def _runs(self, documents: Collection[str]) -> dict[str, Runs]:
        listed = sorted(documents)
        found: dict[str, Runs] = {}
        for first in range(0, len(listed), _TEXTS):
            nodes = values("d", (self.iris.document(one) for one in listed[first : first + _TEXTS]))
            rows = self.ask(f"SELECT ?d ?text {{ {nodes} GRAPH ?g {{ ?d nif:isString ?text }} }}")
            found.update((self.iris.document_id(node or ""), runs_of(text or "")) for node, text in rows)
        return found

    def all_copies(self) -> dict[str, dict[str, Print]]:
        """The copies of all stored documents, found anew."""
        holders: dict[str, list[str]] = defaultdict(list)
        for key, node in self.ask("SELECT ?key ?d { GRAPH ?g { ?d ir:fingerprint ?key } }"):
            holders[key or ""].append(self.iris.document_id(node or ""))
        pairs = {pair for group in holders.values() for pair in combinations(sorted(group), 2)}
        concerned = {document for pair in pairs for document in pair}
        runs, known = self._runs(concerned), self.prints(concerned)
        found: dict[str, dict[str, Print]] = {}
        for one, other in pairs:
            if are_copies(runs[one], runs[other]):
                found.setdefault(one, {})[other] = known[other]
                found.setdefault(other, {})[one] = known[one]
        return found

    def prints(self, documents: Collection[str]) -> dict[str, Print]:
        """Some stored documents as their copies need to know them."""
        if not documents:
            return {}
        nodes = values("other", (self.iris.document(one) for one in sorted(documents)))
        return dict(map(self._print, self.ask(f"SELECT ?other ?day ?publisher {{ {nodes} {_ABOUT_OTHER} }}")))


_ABOUT_OTHER = (
    "OPTIONAL { GRAPH ?g { ?other dcterms:date ?day } } "
    "OPTIONAL { GRAPH ?h { ?other dcterms:publisher ?publisher } }"
)


def copy_triples(document: str, own: Print, copies: Mapping[str, Print], iris: Iris) -> Iterator[Triple]:
    """That documents are copies, both ways; and which is a later version by the same publisher."""
    node = iris.document(document)
    for other, print_ in copies.items():
        copy = iris.document(other)
        yield node, IR.copyOf, copy
        yield copy, IR.copyOf, node
        if own.printed_by == print_.printed_by and own.day and print_.day and own.day != print_.day:
            later, earlier = (node, copy) if own.day > print_.day else (copy, node)
            yield later, IR.revises, earlier
