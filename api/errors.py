"""Errors of the layers below: one table from exception to HTTP status, problem kind and remedy.

The command line and the service both read it. The table names classes by their dotted path, so that
`irgraph --help` need not import rdflib and spaCy to know what they might raise; a test imports them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Failure:
    """How an exception is answered. `remedy` is empty where the exception's own text names it already."""

    status: int
    kind: str
    remedy: str = ""


_SETTING = "correct the environment variable IRGRAPH_… of that name"

FAILURES: Mapping[str, Failure] = MappingProxyType({
    "graph.errors.StoreMissingError": Failure(503, "store-missing"),
    "graph.errors.StoreLockedError": Failure(503, "store-locked"),
    "graph.errors.StoreInvalidError": Failure(500, "store-invalid"),
    "graph.errors.StoreUnreachableError": Failure(502, "store-unreachable"),
    "graph.errors.ForbiddenQueryError": Failure(403, "forbidden-query"),
    "graph.errors.QueryError": Failure(400, "invalid-sparql", "correct the query at the place named"),
    "graph.paging.FilterError": Failure(422, "invalid-filter"),
    "graph.identity.LedgerError": Failure(409, "decision-refused"),
    "graph.policies.PolicyError": Failure(422, "invalid-policy"),
    "graph.snapshots.SnapshotError": Failure(422, "snapshot-refused"),
    "graph.validation.InvalidGraphError": Failure(422, "invalid-graph"),
    "graph.errors.StoreError": Failure(500, "store-failed", "look at the store's disk and rights"),
    "graph.analytics.UnknownActorError": Failure(404, "unknown-actor"),
    "extract.parsing.ModelMissingError": Failure(500, "model-missing"),
    "extract.gold.GoldError": Failure(422, "invalid-gold"),
    "ontology.frames.LexiconError": Failure(500, "invalid-lexicon", "correct the file under ontology/"),
    "pydantic_core._pydantic_core.ValidationError": Failure(500, "invalid-setting", _SETTING),
    "pydantic_settings.exceptions.SettingsError": Failure(500, "invalid-setting", _SETTING),
    "api.errors.InputError": Failure(422, "invalid-input"),
})  # fmt: skip


class InputError(ValueError):
    """What the user gave cannot be used; the message names it and the remedy."""


def failure_of(error: BaseException) -> Failure | None:
    """The entry for an exception's class or the nearest of its base classes, None for the unforeseen."""
    names = (f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__)
    return next((FAILURES[name] for name in names if name in FAILURES), None)


def message(error: BaseException) -> str:
    """One line for people: what is wrong and what to do."""
    failure = failure_of(error)
    text = " ".join(str(error).split()) or type(error).__name__
    return f"{text}: {failure.remedy}" if failure and failure.remedy else text
