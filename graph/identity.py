"""Who is who: what the decisions in force make of the actors that extraction names.

Everything here is a pure function of the ledger and of the actors known beforehand, so the graph does
not depend on whether a document or a decision about its actors came first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from graph.decisions import ANYWHERE, Decision
from graph.errors import StoreError
from ontology.actors import ReferenceActor
from ontology.records import Actor, Attribution, Claim

# Rules that link words to what other words name, whose readings they take over.
_POINTING_BACK = ("pronoun", "plural")


class LedgerError(StoreError, ValueError):
    """A decision that cannot be taken as things stand; the message names what is in its way."""


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that hold: not undone, and the last one about their pair or their words.

    An undo may be undone as well; what a later decision had replaced holds again when that is undone.
    """
    undone: set[str] = set()
    settled: set[tuple[object, ...]] = set()
    kept: list[Decision] = []
    for decision in sorted(decisions, key=lambda one: -one.position):
        if decision.id in undone:
            continue
        if decision.judgement == "undo":
            undone.update(decision.about)
        elif (matter := matter_of_decision(decision)) not in settled:
            settled.add(matter)
            kept.append(decision)
    return kept[::-1]


def matter_of_decision(decision: Decision) -> tuple[object, ...]:
    """What a decision settles; of several about one matter the last one holds."""
    if decision.judgement == "reading":
        return decision.document, decision.words, decision.start
    return decision.about


def clusters(pairs: Iterable[Sequence[str]]) -> list[frozenset[str]]:
    """The groups of ids that pairs hold together, directly or through others."""
    group_of: dict[str, set[str]] = {}
    for pair in pairs:
        joined = set().union(pair, *(group_of.get(one, ()) for one in pair))
        group_of.update(dict.fromkeys(joined, joined))
    return sorted({frozenset(group) for group in group_of.values()}, key=sorted)


def check_consistent(decisions: Iterable[Decision]) -> None:
    """See that no two actors are held to be one and kept apart at once.

    Raises:
        LedgerError: they are; the message names the decisions to undo first.
    """
    held = in_force(decisions)
    same = [one for one in held if one.judgement == "same"]
    group_of = {one: group for group in clusters(one.about for one in same) for one in group}
    for apart in (one for one in held if one.judgement == "different"):
        a, b = apart.about
        group = group_of.get(a, frozenset())
        if b in group:
            chain = ", ".join(one.id for one in same if group.issuperset(one.about))
            raise LedgerError(
                f"{a!r} and {b!r} are kept apart by {apart.id} ({apart.by}: {apart.why or 'no reason'}) "
                f"but would be one through {chain}: undo either side first"
            )


@dataclass(frozen=True)
class Identities:
    """The decisions in force, ready to be applied.

    Attributes:
        held: the decisions in force.
        curated: the actors known beforehand, by id.
    """

    held: tuple[Decision, ...]
    curated: Mapping[str, ReferenceActor]

    @cached_property
    def clusters(self) -> list[frozenset[str]]:
        """The groups of ids that are one actor, of two ids at least."""
        return clusters(one.about for one in self.held if one.judgement == "same")

    @cached_property
    def canonical(self) -> dict[str, str]:
        """For each id that is in a group: the id that stands for all of it."""
        return {one: self._standing_for(group) for group in self.clusters for one in sorted(group)}

    def _standing_for(self, group: Collection[str]) -> str:
        return min(group, key=self.rank)

    def rank(self, actor_id: str) -> tuple[bool, bool, str]:
        """What is known beforehand before what documents name, and that before unresolved words."""
        return actor_id not in self.curated, actor_id.startswith("mention/"), actor_id

    @cached_property
    def _readings(self) -> dict[str, list[Decision]]:
        """The readings decided in each document: of one place before of all places, the last one first."""
        found: dict[str, list[Decision]] = defaultdict(list)
        for decision in sorted(self.held, key=lambda one: (one.start == ANYWHERE, -one.position)):
            if decision.judgement == "reading":
                found[decision.document].append(decision)
        return found

    def resolve(self, actor_id: str) -> str:
        """The id under which the graph keeps an actor."""
        return self.canonical.get(actor_id, actor_id)

    def reading(self, document: str, actor: Actor) -> str | None:
        """The actor that somebody decided some words to mean, if the words could mean it.

        A pronoun follows what was decided of the words that it stands for wherever they occur.
        """
        possible = (actor.id, *actor.alternatives)
        decided = [one for one in self._readings.get(document, ()) if one.about[0] in possible]
        fits = [one for one in decided if one.words == actor.mention and one.start in (ANYWHERE, actor.start)]
        if actor.resolved_by in _POINTING_BACK and actor.alternatives:
            fits += [one for one in decided if one.start == ANYWHERE]
        return fits[0].about[0] if fits else None

    def actor(self, document: str, actor: Actor) -> Actor:
        """An actor of a claim as the decisions have it; the very same if none is about it."""
        read = self.reading(document, actor)
        wanted = self.resolve(read or actor.id)
        if wanted != actor.id:
            return self._other(actor, wanted, is_read=read not in (None, actor.id))
        principal = self.resolve(actor.represents) if actor.represents else None
        return actor if principal == actor.represents else replace(actor, represents=principal)

    def _other(self, actor: Actor, wanted: str, *, is_read: bool) -> Actor:
        known = self.curated.get(wanted)
        # Whom an actor found in text acts for is known from its own words only.
        represents = known.principal if known else wanted if is_read else actor.represents
        principal = self.resolve(represents) if represents else None
        if known:
            actor = replace(actor, name=known.name, type=known.type, role=known.role)
        return replace(actor, id=wanted, represents=principal)

    def claim(self, claim: Claim) -> Claim:
        """A claim as extraction gave it, with its actors as the decisions have them; its id stays."""
        if not self.held:
            return claim
        document = claim.document
        said = (Attribution(self.actor(document, a.actor), a.verb, a.stance) for a in claim.attribution)
        return replace(
            claim,
            subject=self.actor(document, claim.subject),
            object=self.actor(document, claim.object),
            place=self.actor(document, claim.place) if claim.place else None,
            attribution=tuple(said),
        )


@dataclass(frozen=True)
class Reach:
    """What each decision of a ledger may change."""

    ledger: tuple[Decision, ...]

    @cached_property
    def _known(self) -> dict[str, Decision]:
        return {one.id: one for one in self.ledger}

    @cached_property
    def _group_of(self) -> dict[str, frozenset[str]]:
        # Undone merges count: what they held together may have to be told apart.
        groups = clusters(one.about for one in self.ledger if one.judgement == "same")
        return {one: group for group in groups for one in group}

    def touched(self, decision: Decision) -> tuple[frozenset[str], frozenset[str]]:
        """The actors and the documents that may look different with a decision from without it."""
        while decision.judgement == "undo":
            decision = self._known[decision.about[0]]
        if decision.judgement == "reading":
            return frozenset(), frozenset({decision.document})
        groups = (self._group_of.get(one, frozenset()) for one in decision.about)
        return frozenset(decision.about).union(*groups), frozenset()
