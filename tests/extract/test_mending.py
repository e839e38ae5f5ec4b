"""Mending: broken characters and what was written in their place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.mending import mend

MENDED = [
    ("Russiaâ€™s", "Russia’s"),
    ("â€œYes,â€\x9d he said", "“Yes,” he said"),
    ("â€œYes,â€\ufffd he said", '“Yes," he said'),
    ("CÃ´te dâ€™Ivoire", "Côte d’Ivoire"),
    ("2â€“3 April", "2–3 April"),
    ("café”—said", "café”—said"),
    ("A&amp;B", "A&B"),
    ("Russia&#39;s", "Russia's"),
    ("Japan&nbsp;met", "Japan\u00a0met"),
    ("R&D; and AT&T;", "R&D; and AT&T;"),
    ("Cote\u0302", "Cotê"),
    ("o\ufb03ce", "office"),
    ("Iran，Iraq。", "Iran, Iraq. "),
    ("im\u00adposed", "imposed"),
    ("Ja\u200bpan \u200b met", "Japan \u200b met"),
    ("sanc-\ntions", "sanctions"),
    ("Saudi-\nIranian", "Saudi-\nIranian"),
    ("Belarus.[12] Kenya", "Belarus. Kenya"),
    ("Belarus.https://example.org/a Kenya", "Belarus.  Kenya"),
    ("Belarus—a first", "Belarus — a first"),
    ("Saudi–Iranian", "Saudi–Iranian"),
]


@pytest.mark.parametrize(("broken", "meant"), MENDED)
def test_mended_text(broken: str, meant: str) -> None:
    assert mend(broken).text == meant


@given(st.text(alphabet=st.sampled_from("aé â€™œ&amp;#39;\u00ad-\n[1]https://。—")))
def test_stretches_run_through_the_source_in_order(text: str) -> None:
    mended = mend(text)
    stretches = list(zip(mended.starts, mended.ends, strict=True))
    assert len(stretches) == len(mended.text)
    assert all(a[1] <= b[0] or a == b for a, b in pairwise(stretches))
    assert all(0 <= start < end <= len(text) for start, end in stretches)
