"""Wording: the short phrase an analyst would write for a claim.

Third person present, light verbs folded into the plan, modality and negation in front: "holds talks
with" becomes "plans talks with", "may hold talks with", "does not hold talks with".
"""

from __future__ import annotations

import re

from ontology.grammar import load_grammar
from ontology.records import Modality, Polarity

_BARE_NOUN = re.compile(r"^(?:an? |the )?(?P<rest>.+)$")
_IRREGULAR = {"has": "have", "is": "be", "does": "do", "goes": "go"}


def phrase(frame_phrase: str, modality: Modality, polarity: Polarity) -> str:
    """The phrase of a frame under a modality and polarity.

    >>> phrase("holds dialogue with", "planned", "positive")
    'plans dialogue with'
    """
    negative = polarity == "negative"
    verb, _, rest = frame_phrase.partition(" ")
    base = f"{base_form(verb)} {rest}".strip()
    if modality == "planned":
        folded = _folded(frame_phrase)
        lead = "does not plan" if negative else "plans"
        return f"{lead} {folded}" if folded else f"{lead} to {base}"
    if modality == "possible":
        return f"may {'not ' if negative else ''}{base}"
    if modality == "conditional":
        return f"would {'not ' if negative else ''}{base}"
    if modality == "requested":
        return f"is asked {'not ' if negative else ''}to {base}"
    if not negative:
        return frame_phrase
    return f"is not {rest}" if verb == "is" else f"does not {base}"


def _folded(frame_phrase: str) -> str | None:
    for light in load_grammar().folded_verbs:
        if frame_phrase.startswith(light + " "):
            found = _BARE_NOUN.match(frame_phrase[len(light) + 1 :])
            return found["rest"] if found else None
    return None


def base_form(verb: str) -> str:
    """The infinitive of a regular third person: "imposes" → "impose"."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("ies") and len(verb) > 4:
        return verb[:-3] + "y"
    if re.search(r"(?:sh|ch|ss|x|zz)es$", verb):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and not verb.endswith("ss") else verb
