"""Dates: the table of the lexicon, then what is found in running sentences."""

import re
from datetime import date

import pytest

from extract.dates import find_date, find_expressions, resolve
from ontology.dates import DateExample, load_date_words

WORDS = load_date_words()
FRIDAY = date(2023, 3, 17)


@pytest.mark.parametrize("row", WORDS.examples, ids=lambda row: f"{row.text}|{row.anchor}|{row.tense}")
def test_expression_means_what_the_lexicon_says(row: DateExample) -> None:
    span = resolve(row.text, row.anchor, row.tense)
    assert (span and (span.start, span.end, span.granularity)) == row.expected
    assert span is None or span.text == row.text


@pytest.mark.parametrize("row", WORDS.examples, ids=lambda row: f"{row.text}|{row.anchor}|{row.tense}")
def test_nothing_is_guessed_without_the_documents_date(row: DateExample) -> None:
    """Only what names its year, or its decade, stands without a document's date."""
    span = resolve(row.text, None, row.tense)
    years = [int(year) for year in re.findall(r"\d{4}", row.text)]
    assert span is None or any(year - 1 <= span.start.year <= span.end.year <= year + 9 for year in years)


def test_table_covers_relative_and_absolute_expressions_of_every_granularity() -> None:
    relative = {row.text for row in WORDS.examples if row.expected and row.anchor}
    absolute = {row.text for row in WORDS.examples if row.expected and not row.anchor}
    assert len(relative) >= 60 and len(absolute) >= 30
    told = {row.expected[2] for row in WORDS.examples if row.expected}
    assert told == {"day", "week", "month", "season", "year", "decade"}


@pytest.mark.parametrize(
    ("index", "name"), [(i, name) for i, names in enumerate(WORDS.months, 1) for name in names]
)
def test_every_name_of_a_month_is_known(index: int, name: str) -> None:
    span = resolve(f"in {name} 2021", None)
    assert span and (span.start.year, span.start.month, span.granularity) == (2021, index, "month")


@pytest.mark.parametrize(
    ("index", "name"), [(i, name) for i, names in enumerate(WORDS.weekdays) for name in names]
)
def test_every_name_of_a_weekday_is_known(index: int, name: str) -> None:
    span = resolve(f"on {name}", FRIDAY, "past")
    assert span and span.start.weekday() == index and 0 <= (FRIDAY - span.start).days < 7


@pytest.mark.parametrize("row", [row for row in WORDS.examples if row.expected], ids=lambda row: row.text)
def test_example_is_found_whole_in_a_sentence(row: DateExample) -> None:
    sentence = f"Gabon met Benin {row.text}, officials said."
    found = [sentence[start:end] for start, end, _ in find_expressions(sentence)]
    assert found == [row.text]


FOUND = [
    (
        "China downgraded its ties on Sunday, three days after Taiwan opened an office.",
        ["on Sunday", "three days after"],
    ),
    ("Hours earlier Pyongyang had fired a missile.", ["Hours earlier"]),
    ("Ethiopia has begun a filling, Egypt said late on Monday.", ["late on Monday"]),
    ("Thursday's summit followed last year's war.", ["Thursday", "last year"]),
    ("The 2014 annexation of Crimea", ["The 2014"]),
    ("Russia sent 2000 soldiers in 30 trucks.", []),
    ("They may march on Sun City.", []),
    ("March on Washington", []),
    ("May met Juncker in May.", ["in May"]),
    ("the post-Monday world, the war of 1990", ["of 1990"]),
    ("the last week of the year", []),
    ("From Monday to Wednesday Gabon met Benin.", ["From Monday to Wednesday"]),
    ("Half a year ago Gabon met Benin on 2022/05/06.", ["Half a year ago", "on 2022/05/06"]),
    ("It rose by 1.2.3 points, version 10/12 of the plan.", []),
    ("The end of the year-long war, the team of the year", []),
    ("", []),
]


@pytest.mark.parametrize(("sentence", "expected"), FOUND)
def test_expressions_in_a_sentence(sentence: str, expected: list[str]) -> None:
    assert [sentence[start:end] for start, end, _ in find_expressions(sentence)] == expected


KINDS = [
    ("on Thursday", "weekday"),
    ("yesterday", "relative day"),
    ("over the weekend", "weekend"),
    ("last week", "period"),
    ("in the past year", "rolling"),
    ("two weeks ago", "ago"),
    ("within two days", "ahead"),
    ("March 6", "day"),
    ("in March", "month"),
    ("last summer", "season"),
    ("since 2012", "year"),
    ("the 1990s", "decade"),
    ("three days after", "event"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind_of_expression(text: str, kind: str) -> None:
    assert find_expressions(text) == [(0, len(text), kind)]


NEAREST = [
    (
        "China downgraded ties on Sunday, three days after Taiwan opened an office.",
        "downgraded",
        date(2023, 3, 12),
    ),
    ("China downgraded ties on Sunday, three days after Taiwan opened an office.", "opened", None),
    ("On Monday Gabon met Benin and on Tuesday it left.", "met", date(2023, 3, 13)),
    ("On Monday Gabon met Benin and on Tuesday it left.", "left", date(2023, 3, 14)),
    ("Gabon met Benin.", "met", None),
]


@pytest.mark.parametrize(("sentence", "word", "expected"), NEAREST)
def test_nearest_expression_dates_the_word(sentence: str, word: str, expected: date | None) -> None:
    span = find_date(sentence, sentence.index(word), FRIDAY, "past")
    assert (span and span.start) == expected
