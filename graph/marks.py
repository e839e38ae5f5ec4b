"""Marks: what a store notes about itself, to know later what is current and need not be made again.

A document bears the digest of its graph and, if one was given, the stamp of what its claims were made from;
the dataset bears the digest and the policy that its shared graphs were made with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from rdflib import Literal

from graph.facts import FactPolicy
from graph.iris import Iris
from graph.policies import policy_text
from graph.reference import reference_digest
from graph.sparql import Triple, data_block, lines
from ontology.actors import ReferenceActor
from ontology.namespaces import IR

# Raised when the derived graphs are made in another way, so that existing stores derive them anew.
_LAYOUT = "2"


def digest_of(parts: Sequence[str]) -> str:
    """The SHA-256 of some lines, in hexadecimal."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def shared_digest(iris: Iris, policy: FactPolicy, actors: Sequence[ReferenceActor]) -> str:
    """A digest of all that the shared graphs depend on besides the documents."""
    return digest_of((_LAYOUT, iris.base, repr(policy), reference_digest(actors)))


def shared_marks(iris: Iris, policy: FactPolicy, digest: str) -> tuple[Triple, ...]:
    """What the dataset bears once its shared graphs have been made."""
    return (
        (iris.dataset, IR.digest, Literal(digest)),
        (iris.dataset, IR.factPolicy, Literal(policy_text(policy))),
    )


def document_marks(iris: Iris, document_id: str, digest: str, stamp: str) -> list[Triple]:
    """What a document bears; an empty stamp is none."""
    node = iris.document(document_id)
    return [(node, IR.digest, Literal(digest)), *_stamp(iris, document_id, stamp)]


def stamped_anew(iris: Iris, document_id: str, held: str, stamp: str) -> tuple[str, str]:
    """The deletion and the insertion that put one stamp of a document in place of another."""
    graph = iris.document_graph(document_id)
    gone, new = ({graph: lines(_stamp(iris, document_id, one))} for one in (held, stamp))
    return data_block("DELETE", gone), data_block("INSERT", new)


def _stamp(iris: Iris, document_id: str, stamp: str) -> list[Triple]:
    return [(iris.document(document_id), IR.stamp, Literal(stamp))] if stamp else []
