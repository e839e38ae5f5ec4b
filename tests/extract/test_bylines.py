"""Bylines: every example of `bylines.toml`, and that what they say reaches no claim and moves no offset."""

import pytest

from extract.bylines import furniture
from extract.cleaning import clean
from ontology.bylines import BylineExample, load_bylines


@pytest.mark.parametrize("example", load_bylines().examples, ids=lambda example: example.text[:30])
def test_example(example: BylineExample) -> None:
    found = [example.text[start:end] for start, end in furniture(example.text)]
    assert [part.strip() for part in found] == [part.strip() for part in example.furniture]


CLEANED = [
    ("BRUSSELS (Reuters) - The EU warned China.", "The EU warned China."),
    ("By Jane Doe\n\nIran warned Iraq.\n\nReporting by Bob Ray", "Iran warned Iraq."),
    ("Iran warned Iraq. (Reporting by Jane Doe) Chad met Mali.", "Iran warned Iraq. Chad met Mali."),
]


@pytest.mark.parametrize(("text", "expected"), CLEANED)
def test_parser_never_sees_them_and_offsets_stay_true(text: str, expected: str) -> None:
    cleaned = clean(text)
    assert cleaned.text.strip() == expected
    for word in ("warned", "Mali"):
        if word in expected:
            start = cleaned.source(cleaned.text.index(word))
            assert text[start : start + len(word)] == word


def test_dateline_breaks_no_words_apart() -> None:
    assert furniture("x" * 50_000 + "\n" + "By " + "Jane Doe " * 5_000) == []
