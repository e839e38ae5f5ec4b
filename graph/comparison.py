"""What changed between two states of knowledge: relations that are new, gone or flipped; who is who.

A relation is what one principal does towards another, by event type (or standing relation). Its
standing is what the newest claim says of it: modality and polarity. The tone between two actors is
that of the newest day on which deeds or words between them are asserted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from graph.filters import ClaimFilter, claims_where
from graph.identity import Identities, in_force
from graph.iris import Iris
from graph.store import KnowledgeStore
from graph.views import Row
from ontology.terms import EVENT_TYPES, MATERIAL_COOPERATION, MODALITIES, VERBAL_COOPERATION

_COOPERATION = (VERBAL_COOPERATION, MATERIAL_COOPERATION)
_ABOUT = (
    ". ?claim ir:subjectPrincipal ?s ; ir:objectPrincipal ?o ; ir:property ?property ; ir:phrase ?phrase ; "
    "ir:modality ?modality ; ir:polarity ?polarity ; ir:confidence ?sure ; prov:wasDerivedFrom ?document ; "
    "ir:evidence ?words . ?words nif:anchorOf ?text . OPTIONAL { ?claim ir:eventType ?type } "
    "OPTIONAL { ?document dcterms:date ?published } OPTIONAL { ?claim ir:startDate ?begins }"
)
_COLUMNS = "?s ?o ?property ?type ?phrase ?modality ?polarity ?sure ?document ?published ?begins ?text"

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What one claim says of a relation."""

    subject: str
    object: str
    kind: str
    modality: str
    polarity: str
    day: str
    phrase: str
    sentence: str
    document: str
    claim: str
    confidence: float
    published: str

    @property
    def key(self) -> Key:
        return self.subject, self.object, self.kind

    @property
    def standing(self) -> str:
        """Modality and polarity in a word or two: "asserted", "planned", "asserted, negated"."""
        return self.modality if self.polarity == "positive" else f"{self.modality}, negated"


@dataclass(frozen=True, slots=True)
class Flip:
    """A relation that stands otherwise than before, with what was said then and what is said now."""

    before: Said
    after: Said


@dataclass(frozen=True, slots=True)
class Turn:
    """Two actors between whom the tone turned, with the claims that show it."""

    subject: str
    object: str
    was: str
    now: str
    before: Said
    after: Said


@dataclass(frozen=True, slots=True)
class Renaming:
    """An id that stands for another actor than before: `kind` is "merged", "split" or "moved"."""

    kind: str
    id: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class State:
    """What is known at one moment: claims, the digests of documents, and which id stands for which."""

    said: tuple[Said, ...]
    documents: Mapping[str, str]
    canonical: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """From one state to another; every list is sorted."""

    documents_new: tuple[str, ...]
    documents_gone: tuple[str, ...]
    documents_changed: tuple[str, ...]
    new: tuple[Said, ...]
    gone: tuple[Said, ...]
    flipped: tuple[Flip, ...]
    turned: tuple[Turn, ...]
    identities: tuple[Renaming, ...]

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, name) for name in self.__slots__)


def state_of(store: KnowledgeStore, until: date | None = None) -> State:
    """What a store knows, or what it knew by the documents published and the decisions made up to a day.

    Undated documents and decisions count as always known; claims name actors as the store does now.
    """
    limit = until.isoformat() if until else "9999-12-31"
    where = claims_where(ClaimFilter(), store.iris, more=_ABOUT)
    rows = {row[0]: row for row in store.ask_rows(f"SELECT ?claim {_COLUMNS} {{ {where} }}")}
    said = (_said(store.iris, rows[claim]) for claim in sorted(rows, key=str))
    documents = {d.id: d.digest for d in store.documents() if not d.date or d.date.isoformat() <= limit}
    decisions = [one for one in store.ledger.decisions() if one.day <= limit]
    curated = {actor.id: actor for actor in store.actors} if decisions else {}
    known = Identities(tuple(in_force(decisions)), curated)
    return State(tuple(one for one in said if one.published <= limit), documents, known.canonical)


def _said(iris: Iris, row: Row) -> Said:
    cells = [cell or "" for cell in row]
    claim, subject, object_, relation, kind, phrase, modality, polarity, sure, document, *rest = cells
    published, begins, text = rest
    return Said(
        subject=iris.actor_id(subject),
        object=iris.actor_id(object_),
        kind=(kind or relation).rpartition("#")[2],
        modality=modality.rpartition("#")[2],
        polarity=polarity.rpartition("#")[2],
        # A plan is of the day on which it is told, a deed of the day on which it is done.
        day=min((day for day in (published, begins) if day), default=""),
        phrase=phrase,
        sentence=" ".join(text.split()),
        document=iris.document_id(document),
        claim=iris.claim_id(claim),
        confidence=float(sure),
        published=published,
    )


def compare(old: State, new: State) -> Difference:
    """What changed from one state to another."""
    before, after = _standings(old.said), _standings(new.said)
    both = sorted(before.keys() & after.keys())
    changed = sorted(old.documents.keys() & new.documents.keys())
    return Difference(
        documents_new=tuple(sorted(new.documents.keys() - old.documents.keys())),
        documents_gone=tuple(sorted(old.documents.keys() - new.documents.keys())),
        documents_changed=tuple(d for d in changed if old.documents[d] != new.documents[d]),
        new=tuple(after[key] for key in sorted(after.keys() - before.keys())),
        gone=tuple(before[key] for key in sorted(before.keys() - after.keys())),
        flipped=tuple(
            Flip(before[key], after[key]) for key in both if before[key].standing != after[key].standing
        ),
        turned=_turns(old.said, new.said),
        identities=_renamings(old.canonical, new.canonical),
    )


def _standings(said: Iterable[Said]) -> dict[Key, Said]:
    """The newest claim of each relation between two actors."""
    newest: dict[Key, Said] = {}
    for one in sorted(said, key=_recency):
        if one.subject != one.object:
            newest[one.key] = one
    return newest


def _recency(said: Said) -> tuple[str, int, float, str]:
    # Of one day, what is asserted outweighs what is planned, and that what is possible.
    return said.day, -MODALITIES.index(said.modality), said.confidence, said.claim


def _turns(old: Iterable[Said], new: Iterable[Said]) -> tuple[Turn, ...]:
    before, after = _tones(old), _tones(new)
    both = sorted(before.keys() & after.keys())
    found = (Turn(*pair, before[pair][0], after[pair][0], before[pair][1], after[pair][1]) for pair in both)
    return tuple(turn for turn in found if turn.was != turn.now)


def _tones(said: Iterable[Said]) -> dict[tuple[str, str], tuple[str, Said]]:
    """For each pair of actors the tone of its newest day that has one, and the surest claim of that tone."""
    groups: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in said:
        is_deed = one.kind in EVENT_TYPES and one.standing == "asserted"
        if is_deed and one.subject != one.object:
            groups[one.subject, one.object].append(one)
    found = {pair: _tone(group) for pair, group in groups.items()}
    return {pair: tone for pair, tone in found.items() if tone}


def _tone(group: Iterable[Said]) -> tuple[str, Said] | None:
    ordered = sorted(group, key=_recency, reverse=True)
    for _, day in groupby(ordered, key=lambda one: one.day):
        sides: dict[str, list[Said]] = {"cooperation": [], "conflict": []}
        for one in day:
            sides["cooperation" if EVENT_TYPES[one.kind][0] in _COOPERATION else "conflict"].append(one)
        weights = {name: round(sum(one.confidence for one in side), 6) for name, side in sides.items()}
        if weights["cooperation"] != weights["conflict"]:
            name = max(weights, key=lambda side: weights[side])
            return name, max(sides[name], key=_recency)
    return None


def _renamings(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Renaming, ...]:
    found = []
    for one in sorted(old.keys() | new.keys()):
        was, now = old.get(one, one), new.get(one, one)
        if was != now:
            found.append(
                Renaming("merged" if was == one else "split" if now == one else "moved", one, was, now)
            )
    return tuple(found)
