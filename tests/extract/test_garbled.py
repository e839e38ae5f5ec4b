"""Garbled text: claims come out all the same, and every offset slices the text as given.

A row is a text, a claim, and the words in the text that name its subject, its trigger and its object.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from extract.pipeline import load_extractor
from ontology.records import Claim, Document

Words = tuple[str, str, str]


def twice(text: str) -> str:
    """UTF-8 that somebody read as Windows-1252, as far as that has a sign for each byte."""
    return "".join(_shown(byte) for byte in text.encode("utf-8"))


def _shown(byte: int) -> str:
    shown = bytes([byte]).decode("cp1252", errors="ignore")
    return shown or chr(byte)


# What scrapers and translators leave behind: missing spaces, headings, quotes.
GLUED: list[tuple[str, str, Words]] = [
    (
        "The European Union plans to “launch”.ModernizedJune 2 talks with Taiwan.",
        "EU CONSULT TWN planned",
        ("European Union", "talks", "Taiwan"),
    ),
    (
        "The bloc, the EU, is “planning to launch”.ModernizedJune 2 Trade dialogue with Taiwan.",
        "EU CONSULT TWN planned",
        ("EU", "dialogue", "Taiwan"),
    ),
    (
        "The EU plans to “impose”.Sanctions on Iran were expected.",
        "EU SANCTION IRN planned",
        ("EU", "impose", "Iran"),
    ),
    ("“We want peace”.Iran attacked Israel.", "IRN ASSAULT ISR asserted", ("Iran", "attacked", "Israel")),
    (
        "Japan imposed sanctions on Belarus.Kenya met Uganda.",
        "KEN CONSULT UGA asserted",
        ("Kenya", "met", "Uganda"),
    ),
    (
        "Kenya met Uganda;Japan imposed sanctions on Belarus.",
        "JPN SANCTION BLR asserted",
        ("Japan", "imposed", "Belarus"),
    ),
    (
        "Japan imposed sanctions on Belarus,Canada expelled its envoy.",
        "JPN SANCTION BLR asserted",
        ("Japan", "imposed", "Belarus"),
    ),
    (
        "Japan(Tokyo)imposed sanctions on Belarus.",
        "JPN SANCTION BLR asserted",
        ("Japan", "sanctions", "Belarus"),
    ),
    (
        "Breaking:Japan imposed sanctions on Belarus.",
        "JPN SANCTION BLR asserted",
        ("Japan", "imposed", "Belarus"),
    ),
    (
        "Japan imposed sanctions on Belarus—a first.",
        "JPN SANCTION BLR asserted",
        ("Japan", "imposed", "Belarus"),
    ),
    (
        "Sanctions talkJapan imposed sanctions on Belarus.",
        "JPN SANCTION BLR asserted",
        ("Japan", "imposed", "Belarus"),
    ),
    ("TALKS COLLAPSE\nIran attacked Israel.", "IRN ASSAULT ISR asserted", ("Iran", "attacked", "Israel")),
    (
        "Border clashes India accused Pakistan of shelling its villages.",
        "IND ACCUSE PAK asserted",
        ("India", "accused", "Pakistan"),
    ),
    (
        "Japan imposed sanctions on Belarus.[12] Kenya met Uganda.[3]",
        "KEN CONSULT UGA asserted",
        ("Kenya", "met", "Uganda"),
    ),
    (
        "Japan imposed sanctions on Belarus.https://example.org/a?b=1 Kenya met Uganda.",
        "KEN CONSULT UGA asserted",
        ("Kenya", "met", "Uganda"),
    ),
    (
        "• Japan imposed sanctions on Belarus;\n• Kenya met Uganda;",
        "KEN CONSULT UGA asserted",
        ("Kenya", "met", "Uganda"),
    ),
]

QUOTES: list[tuple[str, str, Words]] = [
    (
        "„We will not wait\", said Poland's premier, who condemned Belarus.",
        "POL ACCUSE BLR asserted",
        ("Poland's premier", "condemned", "Belarus"),
    ),
    (
        "«Russia attacked Georgia», said the Polish minister.",
        "RUS ASSAULT GEO asserted",
        ("Russia", "attacked", "Georgia"),
    ),
    ('""Iran attacked Israel"", said Norway.', "IRN ASSAULT ISR asserted", ("Iran", "attacked", "Israel")),
    ("``Iran attacked Israel'', Norway said.", "IRN ASSAULT ISR asserted", ("Iran", "attacked", "Israel")),
    (
        'Iran said: "Iraq attacked Kuwait. Kenya met Uganda.',
        "IRQ ASSAULT KWT asserted",
        ("Iraq", "attacked", "Kuwait"),
    ),
    (
        "Russia´s army attacked Ukraine.",
        "RUS ASSAULT UKR asserted",
        ("Russia´s army", "attacked", "Ukraine"),
    ),
]

CHARACTERS: list[tuple[str, str, Words]] = [
    (
        twice("Russia’s army attacked Ukraine."),
        "RUS ASSAULT UKR asserted",
        (twice("Russia’s army"), "attacked", "Ukraine"),
    ),
    (
        twice("Iran “strongly” condemned Israel – again."),
        "IRN ACCUSE ISR asserted",
        ("Iran", "condemned", "Israel"),
    ),
    (
        twice("Côte d’Ivoire condemned Mali."),
        "CIV ACCUSE MLI asserted",
        (twice("Côte d’Ivoire"), "condemned", "Mali"),
    ),
    (
        "Co\u0302te d'Ivoire condemned Mali.",
        "CIV ACCUSE MLI asserted",
        ("Co\u0302te d'Ivoire", "condemned", "Mali"),
    ),
    (
        "The Euro\u00adpean Union im\u00adposed sanc\u00adtions on Geor\u00adgia.",
        "EU SANCTION GEO asserted",
        ("Euro\u00adpean Union", "im\u00adposed", "Geor\u00adgia"),
    ),
    (
        "South\u00a0Korea imposed\u00a0sanctions on\u00a0North\u00a0Korea.",
        "KOR SANCTION PRK asserted",
        ("South\u00a0Korea", "imposed", "North\u00a0Korea"),
    ),
    (
        "Ja\u200bpan met Mon\u200bgolia.",
        "JPN CONSULT MNG asserted",
        ("Ja\u200bpan", "met", "Mon\u200bgolia"),
    ),
    ("Japan\u200b met\u200b Mongolia.", "JPN CONSULT MNG asserted", ("Japan", "met", "Mongolia")),
    ("\ufeffJapan met Mongolia.", "JPN CONSULT MNG asserted", ("Japan", "met", "Mongolia")),
    ("\u200fIran\u200f attacked Israel.", "IRN ASSAULT ISR asserted", ("Iran", "attacked", "Israel")),
    ("Iran\ufffds army attacked Iraq.", "IRN ASSAULT IRQ asserted", ("Iran\ufffds army", "attacked", "Iraq")),
    (
        "Russia&#39;s army attacked Ukraine.",
        "RUS ASSAULT UKR asserted",
        ("Russia&#39;s army", "attacked", "Ukraine"),
    ),
    (
        "Japan&nbsp;imposed sanctions on&nbsp;Belarus.",
        "JPN SANCTION BLR asserted",
        ("Japan", "imposed", "Belarus"),
    ),
    ("Iran &amp; Iraq signed an agreement.", "IRN AGREE IRQ asserted", ("Iran", "signed", "Iraq")),
    (
        "The o\ufb03ce said Japan met Mongolia，and Kenya met Uganda。",
        "KEN CONSULT UGA asserted",
        ("Kenya", "met", "Uganda"),
    ),
    (
        "🇯🇵 Japan imposed sanctions on Belarus 😀.",
        "JPN SANCTION BLR asserted",
        ("Japan", "imposed", "Belarus"),
    ),
    (
        "Japan imposed\x0c sanctions\x00 on Belarus.",
        "JPN SANCTION BLR asserted",
        ("Japan", "imposed", "Belarus"),
    ),
]

LINES: list[tuple[str, str, Words]] = [
    (
        "Japan imposed\nsanctions on\nBelarus over the prisoners,\nofficials said.",
        "JPN SANCTION BLR asserted",
        ("Japan", "imposed", "Belarus"),
    ),
    (
        "Japan imposed sanctions\r\non Belarus.\r\n\r\nKenya met Uganda.",
        "JPN SANCTION BLR asserted",
        ("Japan", "imposed", "Belarus"),
    ),
    (
        "Japan im-\nposed sanc-\ntions on Bela-\nrus.",
        "JPN SANCTION BLR asserted",
        ("Japan", "im-\nposed", "Bela-\nrus"),
    ),
    (
        "Japan , which met Mongolia , imposed   sanctions on Belarus .",
        "JPN SANCTION BLR asserted",
        ("Japan", "imposed", "Belarus"),
    ),
]

TRANSLATED: list[tuple[str, str, Words]] = [
    (
        "The Japan has imposed the sanctions on the Belarus.",
        "JPN SANCTION BLR asserted",
        ("Japan", "imposed", "Belarus"),
    ),
    (
        "Japan imposed imposed sanctions on Belarus.",
        "JPN SANCTION BLR asserted",
        ("Japan", "imposed", "Belarus"),
    ),
    (
        "On 3 May2022 the Russia attacked the Ukraine.",
        "RUS ASSAULT UKR asserted",
        ("Russia", "attacked", "Ukraine"),
    ),
    (
        "Iran in the Monday attacked Israel by the missiles.",
        "IRN ASSAULT ISR asserted",
        ("Iran", "attacked", "Israel"),
    ),
]

ROWS = [*GLUED, *QUOTES, *CHARACTERS, *LINES, *TRANSLATED]


def claims_of(text: str) -> list[Claim]:
    return load_extractor().extract(Document("d", text, date(2023, 3, 1)))


def told(claim: Claim) -> str:
    return f"{claim.subject.principal} {claim.type} {claim.object.principal} {claim.status}"


@pytest.mark.parametrize(("text", "expected", "words"), ROWS, ids=[row[0] for row in ROWS])
def test_claim_and_its_words_come_out_of_garbled_text(text: str, expected: str, words: Words) -> None:
    found = {(told(c), (c.subject.mention, c.trigger.text, c.object.mention)) for c in claims_of(text)}
    assert (expected, words) in found


@pytest.mark.parametrize("text", [row[0] for row in ROWS])
def test_every_span_slices_the_text_as_given(text: str) -> None:
    spans = [span for claim in claims_of(text) for span in _spans(claim)]
    assert spans
    assert [text[start:end] for start, end, _ in spans] == [words for _, _, words in spans]


def _spans(claim: Claim) -> Iterator[tuple[int, int, str]]:
    yield claim.evidence.start, claim.evidence.end, claim.evidence.text
    yield claim.trigger.start, claim.trigger.end, claim.trigger.text
    for actor in (claim.subject, claim.object, *(link.actor for link in claim.attribution)):
        if actor.start >= 0:
            yield actor.start, actor.end, actor.mention


def test_glued_dates_are_read() -> None:
    [claim] = claims_of("On 3 May2022 the Russia attacked the Ukraine.")
    assert claim.date and (claim.date.start, claim.date.granularity) == (date(2022, 5, 3), "day")
