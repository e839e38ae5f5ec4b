"""Cleaning: what the parser sees, and that every character leads back to the text as given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.cleaning import clean

REPAIRS = [
    ("“Yes,” he said.", '"Yes," he said.'),
    ("It plans to launch”.ModernizedJune 2 talks.", "It plans to launch Modernized June 2 talks."),
    ("It wants to leave”.Then it stayed.", 'It wants to leave". Then it stayed.'),
    ("one\ttwo  three", "one two three"),
    ("A line that is wrapped at a width of seventy characters or more by some\nmailer.",
     "A line that is wrapped at a width of seventy characters or more by some mailer."),
    ("bell\x07 and\u200b zero width", "bell and zero width"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("given_text", "expected"), REPAIRS)
def test_clean(given_text: str, expected: str) -> None:
    assert clean(given_text).text == expected


def test_paragraphs_start_after_headings_and_blank_lines() -> None:
    cleaned = clean("Talks begin\nIran met Iraq.\n\nThey left.")
    assert [cleaned.text[start:][:5] for start in sorted(cleaned.paragraphs)] == ["Talks", "Iran ", "They "]


@given(st.text(alphabet=st.sampled_from('aB .\n"”“\t\u00a0é😀.!')))
def test_every_position_leads_back(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.offsets) == len(cleaned.text) + 1
    assert list(cleaned.offsets) == sorted(cleaned.offsets)
    for position, char in enumerate(cleaned.text):
        if char.isalpha():
            assert text[cleaned.source(position)] == char


@pytest.mark.parametrize(
    ("given_text", "starts"),
    [
        ("Japan met\nmembers of\nNATO.", ["Japan"]),
        ("Talks begin\nIran met Iraq.", ["Talks", "Iran "]),
        ("Talks called off\nIran met Iraq.", ["Talks", "Iran "]),
        ("Iran, Iraq,\nOman met.", ["Iran,"]),
        ("date: today\npublisher: X\nIran met Iraq.", ["date:", "publ", "Iran "]),
    ],
)
def test_short_lines_go_on_where_the_sentence_does(given_text: str, starts: list[str]) -> None:
    cleaned = clean(given_text)
    found = [cleaned.text[start:] for start in sorted(cleaned.paragraphs)]
    assert [text.startswith(start) for text, start in zip(found, starts, strict=True)] == [True] * len(starts)
