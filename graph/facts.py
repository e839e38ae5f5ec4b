"""Plain facts from claims, by a stated policy: who does what towards whom, between principals.

A fact is the open triple `actor:A rel:plans-dialogue-with actor:B`, and, where a claim is asserted
and positive, the closed triple `actor:A ir:consults actor:B` as well. A fact stands as long as
enough sources carry a claim for it. Functions here are pure; the store asks for witnesses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.iris import Iris
from graph.matters import matter_of
from graph.sparql import Triple
from ontology.namespaces import IR
from ontology.records import Claim
from ontology.terms import MODALITIES


@dataclass(frozen=True, slots=True)
class FactPolicy:
    """Which claims make a fact: at least so confident (0–1), of these modalities, by so many sources.

    Only independent sources count: see `graph.sources`.
    """

    min_confidence: float = 0.0
    min_sources: int = 1
    modalities: tuple[str, ...] = MODALITIES


def makes_fact(claim: Claim, policy: FactPolicy) -> bool:
    """Whether a claim speaks for a fact: two different known principals, and what the policy asks for."""
    return (
        matter_of(claim) is not None
        and claim.confidence >= policy.min_confidence
        and claim.modality in policy.modalities
    )


def _facts_of(claim: Claim, iris: Iris) -> Iterator[Triple]:
    subject, object_ = iris.actor(claim.subject.principal), iris.actor(claim.object.principal)
    yield subject, iris.relation(claim.predicate.phrase), object_
    if claim.modality == "asserted" and claim.polarity == "positive":
        yield subject, IR[claim.predicate.relation], object_


def fact_triples(claims: Iterable[Claim], policy: FactPolicy, iris: Iris) -> set[Triple]:
    """The facts that some claims of one document speak for."""
    return {fact for claim in claims if makes_fact(claim, policy) for fact in _facts_of(claim, iris)}


def fact_support(policy: FactPolicy, *, closed: bool) -> str:
    """A graph pattern for a claim that carries the fact `?s ?p ?o`; `closed` tells which kind of fact."""
    # One principal to begin with; what else must hold is nested, so that the engine begins there.
    pattern = "?claim ir:subjectPrincipal ?s FILTER EXISTS { ?claim ir:objectPrincipal ?o ; "
    if closed:
        pattern += "ir:property ?p ; ir:modality ir:asserted ; ir:polarity ir:positive }"
    else:
        pattern += "ir:relation ?p }"
    if set(policy.modalities) != set(MODALITIES):
        allowed = ", ".join(f"ir:{modality}" for modality in policy.modalities)
        pattern += f" FILTER EXISTS {{ ?claim ir:modality ?modality FILTER(?modality IN ({allowed})) }}"
    if policy.min_confidence > 0:
        least = repr(policy.min_confidence)
        pattern += f" FILTER EXISTS {{ ?claim ir:confidence ?confidence FILTER(?confidence >= {least}) }}"
    return pattern


def fact_voice() -> str:
    """A graph pattern that binds whose word `?claim` is: `?document ?source ?publisher ?day`."""
    return (
        ". ?claim prov:wasDerivedFrom ?document ; ir:source ?source . "
        "OPTIONAL { ?document dcterms:publisher ?publisher } OPTIONAL { ?document dcterms:date ?day }"
    )


def is_closed(fact: Triple) -> bool:
    """Whether a fact uses a property of the ontology rather than an open wording."""
    return str(fact[1]).startswith(str(IR))
