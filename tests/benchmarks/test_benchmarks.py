"""The benchmarks run, on the smallest data that gives every query an answer."""

from __future__ import annotations

import pytest

from ontology.queries import load_queries
from tests.benchmarks import questions, storage
from tests.benchmarks.figures import Figure, Section, markdown

REPORT = """## Speed

Two texts.

| what | ours     | baseline | baseline is | ratio | target  |
| ---- | -------- | -------- | ----------- | ----- | ------- |
| read | 3 kB/s   | 2 kB/s   | cat         | 1.5   | ≥ 1     |
| put  | 0.5 kB/s | 100 kB/s | cp          | 0.005 | no goal |
"""


def test_markdown() -> None:
    figures = (Figure("read", 3, 2, "kB/s", "cat", "≥ 1"), Figure("put", 0.5, 100, "kB/s", "cp", "no goal"))
    assert markdown([Section("Speed", "Two texts.", figures)]) == REPORT


@pytest.mark.slow
def test_every_query_is_measured_against_both_engines() -> None:
    figures = storage.measure(3000).figures
    against = [(figure.what.removesuffix(" (a tenth of the data)"), figure.against) for figure in figures]
    assert set(storage.QUERIES) == {what for what, baseline in against if baseline == "Oxigraph alone"}
    assert set(storage.QUERIES) == {what for what, baseline in against if baseline == "rdflib's engine"}
    assert all(figure.ours > 0 and figure.baseline > 0 for figure in figures)


@pytest.mark.slow
def test_every_example_query_is_measured_with_an_answer() -> None:
    measured = [figure.what.partition("-")[2] for figure in questions.measure(4000).figures]
    assert measured == [query.name for query in load_queries()]
