"""Forms of English verbs: third person, infinitive and -ing form, by spelling; odd ones are data."""

from __future__ import annotations

import re
from functools import cache

from ontology.wording import load_wording

_TAKES_ES = re.compile(r"(?:s|sh|ch|x|z|[^o]o)$")
_SIBILANT_ES = re.compile(r"(?:sh|ch|ss|x|zz)es$")
_CLOSED_SYLLABLE = re.compile(r"^[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]$")


def base_form(third: str) -> str:
    """The infinitive of a third person: "imposes" → "impose"."""
    irregular = load_wording().irregular
    if third in irregular:
        return irregular[third]
    if third.endswith("ies"):
        return third[:-3] + "y"
    if third.endswith("oes") or _SIBILANT_ES.search(third):
        return third[:-2]
    return third[:-1] if third.endswith("s") and not third.endswith("ss") else third


def third_person(base: str) -> str:
    """The third person of an infinitive: "carry" → "carries"."""
    if base in _third_persons():
        return _third_persons()[base]
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if _TAKES_ES.search(base) else "s")


@cache
def _third_persons() -> dict[str, str]:
    return {base: third for third, base in load_wording().irregular.items()}


def gerund(base: str) -> str:
    """The -ing form of an infinitive: "hit" → "hitting", "impose" → "imposing"."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and base != "be" and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    doubles = base in load_wording().doubling or _CLOSED_SYLLABLE.match(base)
    return base + (base[-1] if doubles else "") + "ing"
