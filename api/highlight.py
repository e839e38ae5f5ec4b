"""A text cut at the edges of its claims' evidence, for showing claims in place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ontology.records import Claim

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+|\n+")
MOST_CONTEXT = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the claims whose evidence covers it; no claims: plain text."""

    start: int
    end: int
    text: str
    claims: tuple[Claim, ...]

    @property
    def title(self) -> str:
        """What the claims say, a line each."""
        return "\n".join(
            f"{claim.subject.name} {claim.predicate.phrase} {claim.object.name}" for claim in self.claims
        )


def pieces(text: str, claims: Iterable[Claim]) -> list[Piece]:
    """The whole text in pieces, none empty; joined they give the text again."""
    listed = sorted(claims, key=lambda claim: (claim.evidence.start, claim.evidence.end, claim.id))
    edges = {0, len(text)} | {edge for claim in listed for edge in (claim.evidence.start, claim.evidence.end)}
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(text))
    return [
        Piece(
            start,
            end,
            text[start:end],
            tuple(c for c in listed if c.evidence.start < end and start < c.evidence.end),
        )
        for start, end in pairwise(cuts)
    ]


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """What comes before and after a span in its sentence, at most `MOST_CONTEXT` characters each."""
    lead = text[max(0, start - MOST_CONTEXT) : start]
    before = _SENTENCE_END.split(lead)[-1]
    tail = text[end : end + MOST_CONTEXT]
    stop = _SENTENCE_END.search(tail)
    # A span that ends with its sentence has nothing after it.
    closed = re.search(r"[.!?…][\"'”’)\]]*$", text[start:end])
    after = "" if closed else tail[: stop.end()] if stop else tail
    return before, after.rstrip()
