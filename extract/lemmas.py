"""Lemmas: the dictionary form of a trigger, where the parser's own is no word of the lexicon.

The rule lemmatiser of the model makes "fin" of "fined" and "cohoste" of "cohosted"; a form that no
frame knows is stripped of its ending by the regular spelling rules and looked up again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Token

_ENDING = re.compile(r"(?:ed|ing|es|s)$")
_Y_ENDING = re.compile(r"(?:ied|ies)$")


def lemma_of(token: Token, known: Callable[[str], bool]) -> str:
    """The parser's lemma if `known`, else the first known form that regular spelling allows, else the parser's."""
    given = token.lemma_.lower()
    if known(given) or token.pos_ not in ("VERB", "NOUN"):
        return given
    return next((form for form in forms(token.lower_) if known(form)), given)


def forms(word: str) -> Iterator[str]:
    """Possible dictionary forms of an inflected word, likeliest first."""
    yield word
    if _Y_ENDING.search(word):
        yield word[:-3] + "y"
    stem = _ENDING.sub("", word)
    if stem == word:
        return
    yield stem
    yield stem + "e"
    if len(stem) > 2 and stem[-1] == stem[-2]:
        yield stem[:-1]
