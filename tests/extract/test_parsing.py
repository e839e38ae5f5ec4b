"""Parsing: the model, the pieces of a long text, and paragraphs that end sentences."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extract.cleaning import clean
from extract.model import DEFAULT_MODEL
from extract.parsing import ModelMissingError, load_model, parse, parts

SENTENCE = "Chile met Peru on the coast.\n"
TEXTS = [
    "",
    "Chile met Peru.",
    SENTENCE * 1500,
    "word " * 9000,
    "x" * 45_000,
    "Chile met Peru.\n\n\n" + "Chile met Peru. " * 2000 + "\n\n" + SENTENCE * 3,
    "é🇨🇱 «Chile»\r\n" * 3000,
]
NAMES = ["empty", "short", "paragraphs", "one paragraph", "one word", "mixed", "not ASCII"]


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_parts_are_the_text(text: str) -> None:
    cleaned = clean(text)
    pieces = list(parts(cleaned))
    assert "".join(piece.text for piece in pieces) == cleaned.text
    for piece in pieces:
        assert 0 < len(piece.text) <= 20_000
        assert len(piece.offsets) == len(piece.text) + 1


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_parts_know_their_source(text: str) -> None:
    for piece in parts(clean(text)):
        for at in range(0, len(piece.text), 997):
            char = piece.text[at]
            assert char in (text[piece.source(at)], " ", '"')


def test_parts_break_between_paragraphs_where_there_are_any() -> None:
    pieces = list(parts(clean(SENTENCE * 1500)))
    assert {piece.text[:9] for piece in pieces} == {"Chile met"}


def test_sentences_end_with_paragraphs(nlp: Language) -> None:
    text = "Talks with Chile\n\nPeru left the talks"
    ((doc, _),) = parse(nlp, clean(text))
    assert [sentence.text.strip() for sentence in doc.sents] == ["Talks with Chile", "Peru left the talks"]


def test_the_model_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IRGRAPH_SPACY_MODEL", DEFAULT_MODEL)
    assert load_model(DEFAULT_MODEL).meta["lang"] == "en"


def test_a_missing_model_names_the_remedy() -> None:
    with pytest.raises(
        ModelMissingError, match=r"'no_such_model' is not installed; .*pip install no_such_model"
    ):
        load_model("no_such_model")
