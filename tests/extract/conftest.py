"""One model for the whole session: loading it is the slow part of every test here."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extract.parsing import load_model


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_model()
