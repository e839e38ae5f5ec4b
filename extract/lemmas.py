"""Lemmas: the dictionary form of a word, where the parser's own is no word of the lexicon.

The rule lemmatiser of the model makes "fin" of "fined", "hop" of "hopes" and "cohoste" of
"cohosted"; a form that the lexicon does not know is stripped of its ending by the regular spelling
rules and looked up again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from spacy.tokens import Doc

_ENDING = re.compile(r"(?:ed|ing|es|s)$")
_Y_ENDING = re.compile(r"(?:ied|ies)$")
_INFLECTED = ("VERB", "NOUN")


def mend_lemmas(doc: Doc, known: AbstractSet[str]) -> None:
    """Give every verb and noun whose lemma is unknown the first known form that regular spelling allows."""
    for token in doc:
        if token.pos_ in _INFLECTED and token.lemma_.lower() not in known:
            token.lemma_ = next((form for form in forms(token.lower_) if form in known), token.lemma_)


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
