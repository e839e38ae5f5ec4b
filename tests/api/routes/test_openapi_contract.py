"""Schemathesis: requests made up from the OpenAPI description, right and wrong ones, find no fault.

The service is the one of the conftest that takes writes, on a port of its own; the requests bear its token.
"""

import warnings

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.checks import CHECKS
from schemathesis.schemas import APIOperation

SETTINGS = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
# A text can be a string, as the description says, and yet no SPARQL, RDF, cursor or language that is read.
ACCEPTS_ALL_DESCRIBED = "positive_data_acceptance"


TOKEN = "correct horse battery staple"


def faults(operation: APIOperation, token: str) -> str:
    """What is wrong with the answers to requests for one operation; nothing if all is well."""

    excluded = CHECKS.get_by_names([ACCEPTS_ALL_DESCRIBED])

    @SETTINGS
    @given(case=operation.as_strategy())
    def check(case: Case) -> None:
        case.call_and_validate(headers={"Authorization": token}, excluded_checks=excluded, timeout=20)

    try:
        check()
    except BaseExceptionGroup as found:
        return "\n".join(str(one) for one in found.exceptions)
    return ""


@pytest.mark.slow
def test_answers_are_as_described(address: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        schema = schemathesis.openapi.from_url(f"{address}/openapi.json")
        operations = [result.ok() for result in schema.get_all_operations()]
        found = {one.label: faults(one, f"Bearer {TOKEN}") for one in operations}
    assert {label: fault for label, fault in found.items() if fault} == {}
    assert {"GET /claims", "POST /documents", "POST /sparql", "DELETE /documents/{document_id}"} <= set(found)
