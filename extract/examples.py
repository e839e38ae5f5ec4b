"""Lexicon examples as tests: do the words of an entry give exactly the claims that it promises?"""

from __future__ import annotations

from collections.abc import Iterable

from extract.pipeline import Extractor
from ontology.frames import Expected
from ontology.records import Claim, Document


def observed(claims: Iterable[Claim]) -> set[Expected]:
    """Claims in the notation of the lexicon; an actor towards itself is left out, as in the gold files."""
    return {
        Expected(claim.subject.principal, claim.type, claim.object.principal, claim.status, claim.speaker)
        for claim in claims
        if claim.subject.principal != claim.object.principal
    }


def differences(extractor: Extractor, text: str, expected: Iterable[Expected]) -> list[str]:
    """What is missing (-) and what is too much (+), one line each; empty when the example holds."""
    got, wanted = observed(extractor.extract(Document("example", text))), set(expected)
    return [f"- {_line(each)}" for each in sorted(wanted - got, key=_line)] + [
        f"+ {_line(each)}" for each in sorted(got - wanted, key=_line)
    ]


def _line(claim: Expected) -> str:
    speaker = f" @{claim.speaker}" if claim.speaker else ""
    return f"{claim.subject} {claim.type} {claim.object} {claim.status}{speaker}"
