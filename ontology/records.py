"""The records that the parts share: frozen dataclasses, no behaviour beyond their own shape.

`extract` fills them, `graph` turns them into RDF, `api` shows them. DESIGN.md section 2 is the
source of the field names; `to_json` gives exactly those names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Literal

Modality = Literal["asserted", "planned", "possible", "conditional", "requested"]
Polarity = Literal["positive", "negative"]
Stance = Literal["asserts", "denies", "doubts", "demands"]
Granularity = Literal["day", "week", "month", "season", "year", "decade"]


@dataclass(frozen=True, slots=True)
class Document:
    """One text as given.

    `text` is never changed: every offset in the project counts its characters (Unicode code
    points). `date` is the day of publication and anchors relative dates; None when unknown.
    """

    id: str
    text: str
    date: date | None = None
    title: str = ""
    publisher: str = ""
    url: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a document that name an actor: `text == document.text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor as one mention presents it.

    `id` is what the words name (`person/wang-yi`, `USA`, `NATO`), `represents` the state,
    organisation or group it acts for (its own id for a principal), or None when nobody knows.
    `resolved_by` names the rule that linked the words; "unresolved" when none did, and `id` is
    then `mention/<slug>`. `alternatives` keeps the other readings of a metonym ("Brussels").
    """

    id: str
    name: str
    type: str
    role: str
    represents: str | None
    mention: str
    resolved_by: str
    start: int = -1
    end: int = -1
    alternatives: tuple[str, ...] = ()

    @property
    def principal(self) -> str:
        """The id on whose behalf the actor acts: what facts and the gold files speak of."""
        return self.represents or self.id


@dataclass(frozen=True, slots=True)
class Predicate:
    """What the subject does: open wording plus the closed codes.

    `event_type` is a PLOVER type or None for a standing relation; `relation` is the local name of
    the ontology property (`consults`, `memberOf`); `frame` the lexicon entry that gave all this.
    """

    phrase: str
    event_type: str | None
    mode: str | None
    cameo: str | None
    relation: str
    frame: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of a chain of speakers: who says so, with which verb, and with what stance."""

    actor: Actor
    verb: str
    stance: Stance = "asserts"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """When it happens: inclusive first and last day, how fine that is, and the words that say it."""

    start: date
    end: date
    granularity: Granularity
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where it says so: `text == document.text[start:end]`, always."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion in one document. Facts are derived from claims, never the other way round."""

    subject: Actor
    predicate: Predicate
    object: Actor
    modality: Modality
    polarity: Polarity
    attribution: tuple[Attribution, ...]
    date: DateSpan | None
    place: Actor | None
    topics: tuple[str, ...]
    confidence: float
    evidence: Evidence
    trigger: Mention
    id: str = ""

    @property
    def document(self) -> str:
        return self.evidence.document

    @property
    def status(self) -> str:
        """The modality, or "negated" for any negative claim: the gold files' one-word summary."""
        return "negated" if self.polarity == "negative" else self.modality

    @property
    def type(self) -> str:
        """The event type, or the relation where the claim is a standing relation."""
        return self.predicate.event_type or self.predicate.relation

    @property
    def speaker(self) -> str | None:
        """For whom the claimant speaks: who denies the claim if somebody does, else the innermost speaker.

        None when the report itself asserts it, or when nobody knows for whom the speaker speaks.
        """
        denying = [link for link in self.attribution if link.stance == "denies"]
        links = denying or self.attribution[-1:]
        return links[-1].actor.represents if links else None


def with_id(claim: Claim) -> Claim:
    """The same claim with its deterministic id: a digest of what is claimed, by whom, and where.

    Confidence, wording and reference names stay out of the digest, so that a recalibration or a
    better phrase does not rename every claim.
    """
    parts = (
        claim.evidence.document,
        str(claim.evidence.start),
        str(claim.trigger.start),
        claim.subject.id,
        str(claim.subject.start),
        claim.type,
        claim.object.id,
        str(claim.object.start),
        claim.modality,
        claim.polarity,
        *(link.actor.id for link in claim.attribution),
    )
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]
    return replace(claim, id=f"claim-{digest}")


def to_json(claim: Claim) -> dict[str, Any]:
    """The claim as plain JSON data with the field names of DESIGN.md; dates are ISO strings."""
    data = asdict(claim)
    if claim.date:
        data["date"]["start"] = claim.date.start.isoformat()
        data["date"]["end"] = claim.date.end.isoformat()
    return {"id": data.pop("id"), "document": claim.document, **data}


def claim_from_json(data: Mapping[str, Any]) -> Claim:
    """The claim that `to_json` wrote.

    Raises:
        KeyError, TypeError, ValueError: the data is no claim.
    """
    date_, place, said = data["date"], data["place"], data["attribution"]
    return Claim(
        id=data["id"],
        subject=_actor(data["subject"]),
        predicate=Predicate(**data["predicate"]),
        object=_actor(data["object"]),
        modality=data["modality"],
        polarity=data["polarity"],
        attribution=tuple(Attribution(**{**link, "actor": _actor(link["actor"])}) for link in said),
        date=DateSpan(**{**date_, **_days(date_, "start", "end")}) if date_ else None,
        place=_actor(place) if place else None,
        topics=tuple(data["topics"]),
        confidence=data["confidence"],
        evidence=Evidence(**data["evidence"]),
        trigger=Mention(**data["trigger"]),
    )


def _actor(data: Mapping[str, Any]) -> Actor:
    return Actor(**{**data, "alternatives": tuple(data["alternatives"])})


def _days(data: Mapping[str, Any], *names: str) -> dict[str, date]:
    return {name: date.fromisoformat(data[name]) for name in names if data[name]}


def document_to_json(document: Document) -> dict[str, Any]:
    """The document as plain JSON data; its date is an ISO string or None."""
    return asdict(document) | {"date": document.date.isoformat() if document.date else None}


def document_from_json(data: Mapping[str, Any]) -> Document:
    """The document that `document_to_json` wrote.

    Raises:
        KeyError, TypeError, ValueError: the data is no document.
    """
    return Document(**{**data, **_days(data, "date")})
