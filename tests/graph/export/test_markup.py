"""Whatever the text, the XML around it can be read."""

from __future__ import annotations

from io import BytesIO

import pytest
from lxml import etree

from graph.export.markup import Markup, clean

TEXTS = [
    ("plain", "plain"),
    (" two\n\t lines\x85here ", "two lines here"),
    ("bell\x07 nul\x00 escape\x1b", "bell nul escape"),
    ("half\ud83d of a character\ufffe", "half of a character"),
    ("‏عربى‎ 🕊️ \"quoted\" 'and' <tag> & ]]>", "‏عربى‎ 🕊️ \"quoted\" 'and' <tag> & ]]>"),
]


@pytest.mark.parametrize(("text", "cleaned"), TEXTS)
def test_text_survives_as_attribute_and_content(text: str, cleaned: str) -> None:
    stream = BytesIO()
    xml = Markup(stream)
    with xml.element("outer", {"name": text, "missing": None}):
        xml.text("inner", {}, text)
        xml.empty("empty", {"name": text})
    outer = etree.fromstring(stream.getvalue())
    assert clean(text) == cleaned
    assert (dict(outer.attrib), outer[0].text, dict(outer[1].attrib)) == (
        {"name": cleaned},
        cleaned,
        {"name": cleaned},
    )
