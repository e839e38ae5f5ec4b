"""Every entry of the lexicon gives exactly the claims that its example promises."""

from __future__ import annotations

import pytest

from extract.examples import differences
from extract.pipeline import load_extractor
from ontology.frames import Frame, load_frames
from ontology.language import Example, load_language


@pytest.mark.parametrize("frame", load_frames(), ids=lambda frame: frame.id)
def test_frame_example(frame: Frame) -> None:
    assert differences(load_extractor(), frame.example, frame.claims) == []


@pytest.mark.parametrize("example", load_language().examples, ids=lambda example: example.text)
def test_language_example(example: Example) -> None:
    assert differences(load_extractor(), example.text, example.claims) == []
