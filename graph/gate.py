"""The gate: what is new is checked against the shapes before it enters.

A fast engine says whether all is well, which it is nearly always (ten milliseconds for ten claims). What it
objects to is judged and worded by pyshacl, whose word counts and which takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Sequence

from pyrudof import RDFFormat, Rudof, RudofConfig

from graph.sparql import Triple, lines
from graph.validation import Violation, validate_document_graph
from ontology.namespaces import SHAPES_FILE


class Gate:
    """Checks the graphs of documents; loads the shapes once. For one thread at a time."""

    def __init__(self) -> None:
        self._session: Rudof | None = None

    def _open(self) -> Rudof:
        if self._session is None:
            session = Rudof(RudofConfig())
            session.read_shacl(SHAPES_FILE.read_text(encoding="utf-8"))
            # Nothing can be staged on nothing.
            session.read_data("<urn:a> <urn:a> <urn:a> .", format=RDFFormat.NTriples)
            self._session = session
        return self._session

    def violations(self, triples: Sequence[Triple]) -> list[Violation]:
        """What is wrong with a graph, sorted, warnings included."""
        if not triples or self._conforms("\n".join(lines(triples))):
            return []
        return validate_document_graph(triples)

    def faults(self, triples: Sequence[Triple]) -> list[Violation]:
        """What keeps a graph out, sorted; nothing if it may enter, warnings or not."""
        return [found for found in self.violations(triples) if not found.is_warning]

    def _conforms(self, text: str) -> bool:
        session = self._open()
        # Staged data is thrown away again, which is much quicker than a session of its own.
        session.begin_staging()
        try:
            session.read_data(text, format=RDFFormat.NTriples, merge=True)
            return session.validate_shacl().conforms
        finally:
            session.rollback_staging()
