"""The filters that every list, subgraph and export takes, as one record and as a SPARQL pattern."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from graph.iris import Iris
from graph.paging import DEFAULT_LIMIT, FilterError, check_limit, decode_cursor
from graph.sparql import iri, string
from ontology.terms import EVENT_TYPES, MODALITIES, POLARITIES, STANDING_RELATIONS

_SUBJECT = ("ir:subject", "ir:subjectPrincipal")
_OBJECT = ("ir:object", "ir:objectPrincipal")


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims are wanted; what is None does not matter.

    Attributes:
        actor: id of an actor that is subject or object, itself or as principal.
        subject: id of the subject, itself or as principal.
        object: id of the object, itself or as principal.
        event_type: a PLOVER type, or a standing relation such as "memberOf".
        modality: "asserted", "planned", "possible", "conditional" or "requested".
        polarity: "positive" or "negative".
        from_: last day of the claim is this or later; an undated claim counts as of its document's date.
        to: first day of the claim is this or earlier; likewise.
        source: a publisher, or the id of a document.
        min_confidence: 0 to 1.
        limit: how many at most, 1 to 1000.
        cursor: `Page.next` of the page before.

    Raises:
        FilterError: a value that its filter cannot have.
    """

    actor: str | None = None
    subject: str | None = None
    object: str | None = None
    event_type: str | None = None
    modality: str | None = None
    polarity: str | None = None
    from_: date | None = None
    to: date | None = None
    source: str | None = None
    min_confidence: float | None = None
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None

    def __post_init__(self) -> None:
        _one_of("event_type", self.event_type, (*EVENT_TYPES, *STANDING_RELATIONS))
        _one_of("modality", self.modality, MODALITIES)
        _one_of("polarity", self.polarity, POLARITIES)
        if self.from_ and self.to and self.from_ > self.to:
            raise FilterError(f"from {self.from_} is after to {self.to}")
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise FilterError(f"min_confidence {self.min_confidence} is not between 0 and 1")
        check_limit(self.limit)
        decode_cursor(self.cursor)


def _one_of(name: str, value: str | None, allowed: Collection[str]) -> None:
    if value is not None and value not in allowed:
        raise FilterError(f"{name} {value!r} is none of {', '.join(allowed)}")


def claims_where(wanted: ClaimFilter, iris: Iris, anchor: str = "", more: str = "") -> str:
    """A group graph pattern that binds `?claim` to the wanted claims, possibly more than once.

    Args:
        wanted: the filter; its limit and cursor are left to the query.
        iris: the IRIs of the store.
        anchor: a pattern on `?claim` to begin with; by default the condition that leaves fewest claims.
        more: patterns to match in the same graph once the claim is found.
    """
    # The engine guesses badly which of several conditions to begin with, so one is stated plainly and
    # the others are tests on what it finds.
    conditions = list(_conditions(wanted, iris))
    if not anchor:
        anchor = conditions.pop(0).find if conditions else "?claim ir:shelf ?shelf"
    tests = " ".join(f"FILTER EXISTS {{ {condition.test} }}" for condition in conditions)
    # Relations and the ontology use some of these properties too, in the reference graph.
    return f"GRAPH ?g {{ {anchor} {tests} {more} }} FILTER(?g != {iri(iris.reference)})"


@dataclass(frozen=True, slots=True)
class _Condition:
    """One condition on `?claim`, worded to find claims and to test a claim that is found already."""

    find: str
    test: str


def _conditions(wanted: ClaimFilter, iris: Iris) -> Iterator[_Condition]:
    # Those that leave fewest claims come first.
    if wanted.source is not None:
        yield _from_source(wanted.source, iris)
    for actor, ways in (
        (wanted.subject, _SUBJECT),
        (wanted.object, _OBJECT),
        (wanted.actor, (*_SUBJECT, *_OBJECT)),
    ):
        if actor is not None:
            node = iri(iris.actor(actor))
            yield _Condition(
                f"?claim {'|'.join(ways)} {node}", f"?claim ?way {node} FILTER(?way IN ({', '.join(ways)}))"
            )
    for pattern in _plain_conditions(wanted):
        yield _Condition(pattern, pattern)


def _plain_conditions(wanted: ClaimFilter) -> Iterator[str]:
    if wanted.event_type in EVENT_TYPES:
        yield f"?claim ir:eventType ev:{wanted.event_type}"
    elif wanted.event_type:
        yield f"?claim ir:property ir:{wanted.event_type}"
    if wanted.polarity:
        yield f"?claim ir:polarity ir:{wanted.polarity}"
    if wanted.modality:
        yield f"?claim ir:modality ir:{wanted.modality}"
    if wanted.from_ or wanted.to:
        yield _in_time(wanted.from_, wanted.to)
    if wanted.min_confidence is not None:
        yield f"?claim ir:confidence ?confidence FILTER(?confidence >= {wanted.min_confidence!r})"


def _from_source(source: str, iris: Iris) -> _Condition:
    document, publisher = iri(iris.document(source)), f"dcterms:publisher {string(source)}"
    return _Condition(
        f"{{ ?from {publisher} . ?claim prov:wasDerivedFrom ?from }} "
        f"UNION {{ ?claim prov:wasDerivedFrom {document} }}",
        f"?claim prov:wasDerivedFrom ?from FILTER(?from = {document} || EXISTS {{ ?from {publisher} }})",
    )


def _in_time(first: date | None, last: date | None) -> str:
    tests = []
    if first:
        tests.append(f'COALESCE(?end, ?published_on) >= "{first}"^^xsd:date')
    if last:
        tests.append(f'COALESCE(?start, ?published_on) <= "{last}"^^xsd:date')
    return (
        "?claim prov:wasDerivedFrom ?dated . OPTIONAL { ?dated dcterms:date ?published_on } "
        f"OPTIONAL {{ ?claim ir:startDate ?start ; ir:endDate ?end }} FILTER({' && '.join(tests)})"
    )
