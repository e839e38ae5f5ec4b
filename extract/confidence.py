"""Confidence: how likely a claim is right, from how it was found.

Each circumstance that makes a claim less sure multiplies in the share of claims that survive it. The
shares are data (`ontology/language/confidence.toml`), fitted to the gold by `scripts/fit_confidence.py`;
`irgraph evaluate` prints how well the products hold (the reliability table).
"""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from extract.arguments import Filler
from extract.events import Event
from extract.factuality import Factuality
from ontology.confidence import BASE, load_confidence

_SHARES = {name: factor.share for name, factor in load_confidence().items()}
_FAR = 10  # words between an actor and the trigger from which on the parse is often wrong


def factors(event: Event, source: Filler, target: Filler, facts: Factuality) -> tuple[str, ...]:
    """The circumstances of a claim that the data knows, by name; one that both actors meet comes twice."""
    met = [BASE, f"kind.{event.frame.kind}", f"told.{facts.modality}", f"told.{facts.polarity}"]
    for filler in (source, target):
        met += [f"how.{filler.how}", f"by.{filler.actor.resolved_by}"]
    if max(abs(filler.token.i - event.trigger.i) for filler in (source, target)) >= _FAR:
        met.append("far")
    return tuple(name for name in met if name in _SHARES)


def weigh(met: Iterable[str]) -> float:
    """The product of the shares, a probability in (0, 1], rounded so that it is the same on every machine."""
    return round(prod(_SHARES[name] for name in met), 3)


def confidence(event: Event, source: Filler, target: Filler, facts: Factuality) -> float:
    """A probability in (0, 1] of three places."""
    return weigh(factors(event, source, target, facts))
