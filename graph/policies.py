"""The fact policy as a TOML file, and as the store keeps it: so that it holds for whoever opens the store.

min_confidence = 0.6            # 0 to 1
min_sources = 2                 # independent ones
modalities = ["asserted"]       # of asserted, planned, possible, conditional, requested
"""

from __future__ import annotations

import tomllib
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from graph.facts import FactPolicy
from ontology.terms import MODALITIES


class PolicyError(ValueError):
    """A policy that cannot be used; the message names the file, the fault and the remedy."""


def load_policy(path: Path) -> FactPolicy:
    """The policy of a TOML file; what it does not name stays as it is by default.

    Raises:
        PolicyError: the file cannot be read, is no TOML, or holds what no policy has.
    """
    try:
        return parse_policy(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PolicyError(
            f"policy {str(path)!r} cannot be read ({error.strerror}): check the path"
        ) from error
    except ValueError as error:
        raise PolicyError(f"policy {str(path)!r} cannot be used ({error}): correct the file") from error


def parse_policy(text: str) -> FactPolicy:
    """The policy that a TOML text states.

    Raises:
        ValueError: it is no TOML, or holds what no policy has.
    """
    data = tomllib.loads(text)
    known = [field.name for field in fields(FactPolicy)]
    for name in data:
        if name not in known:
            raise ValueError(f"there is no {name!r}; a policy has {', '.join(known)}")
    policy = FactPolicy(**{**data, **_modalities(data)})
    _check(policy)
    return policy


def _modalities(data: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    named = data.get("modalities", list(MODALITIES))
    if not isinstance(named, list) or not named or not all(one in MODALITIES for one in named):
        raise ValueError(f"modalities must be a list of {', '.join(MODALITIES)}")
    # In the order of the vocabulary, so that two spellings of one policy are one.
    return {"modalities": tuple(one for one in MODALITIES if one in named)}


def _check(policy: FactPolicy) -> None:
    if not _is_number(policy.min_confidence) or not 0 <= policy.min_confidence <= 1:
        raise ValueError(f"min_confidence must lie between 0 and 1, not {policy.min_confidence!r}")
    if (
        not isinstance(policy.min_sources, int)
        or isinstance(policy.min_sources, bool)
        or policy.min_sources < 1
    ):
        raise ValueError(f"min_sources must be a whole number from 1, not {policy.min_sources!r}")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def policy_text(policy: FactPolicy) -> str:
    """The policy as TOML; `parse_policy` gives it back."""
    stated = asdict(policy) | {"min_confidence": float(policy.min_confidence)}
    listed = ", ".join(f'"{one}"' for one in policy.modalities)
    return (
        f"min_confidence = {stated['min_confidence']!r}\nmin_sources = {policy.min_sources}\n"
        f"modalities = [{listed}]\n"
    )
