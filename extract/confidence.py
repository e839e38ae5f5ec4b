"""Confidence: how likely a claim is right, from how it was found.

Each step of the way multiplies in the share of claims that survive it; `irgraph evaluate` prints
how well the products hold (the reliability table), and the shares are set from that table.
"""

from __future__ import annotations

from extract.arguments import Filler
from extract.events import Event
from extract.factuality import Factuality

_HOW = {"direct": 1.0, "owner": 0.92, "inside": 0.85, "anaphora": 0.75}
_RULE = {"pronoun": 0.85, "definite": 0.85, "surname": 0.95, "plural": 0.85, "capital": 0.95, "metonym": 0.95,
         "place": 0.7, "context": 0.8, "unresolved": 0.6}  # fmt: skip
_KIND = {"verb": 1.0, "noun": 0.9, "adjective": 0.9}
_BASE = 0.95


def confidence(event: Event, source: Filler, target: Filler, facts: Factuality) -> float:
    """A probability in [0, 1], rounded to three places so that it is the same on every machine."""
    value = _BASE * _KIND[event.frame.kind]
    for filler in (source, target):
        value *= _HOW[filler.how] * _RULE.get(filler.actor.resolved_by, 1.0)
    if facts.modality != "asserted" or facts.polarity == "negative":
        value *= 0.95
    return round(value, 3)
