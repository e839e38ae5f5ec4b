"""Scraps of HTML: one line a block, and nothing that is not shown."""

import pytest

from extract.readers.scraps import plain_text

SCRAPS = [
    ("Iran warned Iraq.", "Iran warned Iraq."),
    ("<p>Iran <b>warned</b>\n Iraq.</p>tail<p>Chad met Mali.", "Iran warned Iraq.\n\ntail\n\nChad met Mali."),
    ("<ul><li>one<li>two</ul>three<br>four", "one\n\ntwo\n\nthree\n\nfour"),
    ("a<!-- not -->b<?php not ?>c<script>not</script>d<style>not</style>e", "abcde"),
    ("Iran warned\nIraq.\n\nChad met Mali.", "Iran warned Iraq.\n\nChad met Mali."),
    ("caf&eacute; &amp; &lt;b&gt; 3 < 4&nbsp;5", "café & <b> 3 < 4 5"),
    ("<div><div>deep</div>out", "deep\n\nout"),
    ("a&#1;\x02b", None),
    ("", ""),
    ("<", None),
    ("<div>" * 3000 + "x", None),
]


@pytest.mark.parametrize(("scrap", "expected"), SCRAPS, ids=lambda value: str(value)[:12])
def test_scrap(scrap: str, expected: str | None) -> None:
    """None: whatever comes out, nothing is raised."""
    assert plain_text(scrap) == expected or expected is None
