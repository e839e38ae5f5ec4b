"""Events: frames evoked by words of a document, with the actors in their two roles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from extract import clauses
from extract.arguments import Filler
from ontology.frames import Frame, load_classes
from ontology.terms import ACTOR_TYPES, RELATION_RANGES

_APPEALS = frozenset(load_classes()["appeals"])


@dataclass(frozen=True, slots=True)
class Event:
    """One frame evoked by one trigger, with the actors in its two roles."""

    frame: Frame
    trigger: Token
    carrier: Token | None
    sources: tuple[Filler, ...]
    targets: tuple[Filler, ...]
    consumed: tuple[int, ...] = ()
    answered: bool = False  # told by way of its answer: "Peru rejected CHILE'S DEMAND"

    def pairs(self, one_sided: bool = False) -> list[tuple[Filler, Filler]]:
        """Source and target of each claim: all combinations, both directions where reciprocal.

        `one_sided` leaves out the way back: a plan of A to meet B is not yet a plan of B.
        """
        if not self.targets:
            crossed = [(a, b) for a in self.sources for b in self.sources]
        else:
            crossed = [(a, b) for a in self.sources for b in self.targets]
            if self.frame.reciprocal and not one_sided:
                crossed += [(b, a) for a, b in crossed if not _is_text(b)]
        return [(a, b) for a, b in crossed if _differ(a, b) or _twins(a, b)]


def _is_text(filler: Filler) -> bool:
    """ "Agrees with the U.S. PROPOSAL": its author need not agree in turn."""
    return filler.how == "owner" and filler.token.lemma_.lower() in _APPEALS


def _differ(a: Filler, b: Filler) -> bool:
    return a.actor.id != b.actor.id and a.token.i != b.token.i


def _twins(a: Filler, b: Filler) -> bool:
    """Two actors that one plural noun stands for: "the two countries"."""
    return a.token.i == b.token.i and a.actor.principal != b.actor.principal


def in_range(event: Event) -> bool:
    """ "Kosovo belongs to Serbia" makes it no member: the relation wants another kind of object."""
    allowed = RELATION_RANGES.get(event.frame.relation, ACTOR_TYPES)
    return any(target.actor.type in allowed for _, target in event.pairs())


def spelt_out(event: Event, others: Iterable[Event]) -> bool:
    """ "Promised Chile to send tanks": the tanks tell more than the promise."""
    told = [token.i for clause in clauses.complements(event.trigger) for token in clause.subtree]
    return any(other.trigger.i in told for other in others)


def repeats(event: Event, user: Event | None) -> bool:
    """True when a verb frame that took this noun as its object tells the same: "breaks off talks".

    "Kenya hosted talks between Somalia and Ethiopia" tells two things, and both stay.
    """
    if user is None:
        return False
    hosts = {filler.actor.id for filler in user.sources}
    return any(filler.actor.id in hosts for filler in event.sources)
