"""The load test sends what it says when it says, and counts what fails."""

from __future__ import annotations

from itertools import islice

import pytest

from tests.benchmarks import load
from tests.benchmarks.load import Outcome, quantile, requests


def test_requests_are_the_same_each_time_and_of_each_kind() -> None:
    first, again = (list(islice(requests(), 60)) for _ in range(2))
    assert first == again
    assert {kind for kind, _ in first} == {
        "SPARQL: a name",
        "SPARQL: sentences of two actors",
        "SPARQL: a fact",
        "claims of two actors",
        "events of two actors",
        "health",
    }


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1), (0.5, 3), (0.75, 4), (0.99, 4)])
def test_quantile(share: float, expected: float) -> None:
    assert quantile([Outcome("", 200, seconds) for seconds in (4, 1, 3, 2)], share) == expected


@pytest.mark.slow
def test_every_request_is_answered_beside_an_ingest() -> None:
    section = load.measure(300, rate=20, seconds=3, workers=2)
    assert section.measured_on.endswith(" 0 failed.")
    assert [figure.what for figure in section.figures[:3]] == [
        "all requests, median",
        "all requests, p95",
        "all requests, p99",
    ]
    assert all(figure.ours > 0 and figure.baseline > 0 for figure in section.figures)
