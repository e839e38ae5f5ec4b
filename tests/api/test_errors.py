"""The table of errors: every class in it exists, and the nearest entry wins."""

from importlib import import_module

import pytest

from api.errors import FAILURES, InputError, failure_of, message
from graph.errors import ForbiddenQueryError, QueryError, StoreMissingError


@pytest.mark.parametrize("name", FAILURES)
def test_every_entry_names_an_exception(name: str) -> None:
    module, _, kind = name.rpartition(".")
    assert issubclass(getattr(import_module(module), kind), Exception)


FOUND = [
    (StoreMissingError("x"), 503, "store-missing"),
    (QueryError("x"), 400, "invalid-sparql"),
    (ForbiddenQueryError("x"), 403, "forbidden-query"),
    (InputError("x"), 422, "invalid-input"),
]


@pytest.mark.parametrize(("error", "status", "kind"), FOUND)
def test_error_is_found_by_its_class(error: Exception, status: int, kind: str) -> None:
    failure = failure_of(error)
    assert failure and (failure.status, failure.kind) == (status, kind)


def test_subclass_is_answered_like_its_nearest_base() -> None:
    class SpecialError(QueryError):
        pass

    assert failure_of(SpecialError("x")) == failure_of(QueryError("x"))


def test_unforeseen_error_has_no_entry() -> None:
    assert failure_of(KeyError("x")) is None


MESSAGES = [
    (QueryError("line 1"), "line 1: correct the query at the place named"),
    (InputError("two\n lines"), "two lines"),
    (RuntimeError(), "RuntimeError"),
]


@pytest.mark.parametrize(("error", "expected"), MESSAGES)
def test_message_is_one_line_with_the_remedy(error: Exception, expected: str) -> None:
    assert message(error) == expected
