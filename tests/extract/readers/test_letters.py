"""E-mail: what its author wrote, and its headers as fields."""

from datetime import date
from email.message import EmailMessage

import pytest

from extract.records_in import content_id
from extract.screening import Limits
from ontology.records import Document

BODY = """Iran warned Iraq on Monday that it would not wait for another meeting
of the council.

Chad met Mali.

On Thu, 16 March 2023, Bob Ray wrote:
> France attacked Spain.
>> Spain attacked France.

-- 
Jane Doe
Chad correspondent
"""
TEXT = (
    "Iran warned Iraq on Monday that it would not wait for another meeting of the council.\n\nChad met Mali."
)


def letter(body: str = BODY, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Jane Döe <jane@example.org>"
    message["Date"] = "Fri, 17 Mar 2023 23:30:00 -0500"
    message["Subject"] = "Iran – a warning"
    message["Message-ID"] = "<1@example.org>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message


def test_message_and_its_fields(read) -> None:
    data = letter(Organization="Example", Archived_At="<https://example.org/1>").as_bytes()
    assert read("a.eml", data) == [
        Document(
            "a.eml",
            TEXT,
            date(2023, 3, 17),
            "Iran – a warning",
            "Example",
            "https://example.org/1",
            "Jane Döe",
        )
    ]


def test_page_stands_in_for_missing_text(told) -> None:
    message = letter()
    message.set_content(
        "<style>p {}</style><p>Iran warned&nbsp;Iraq.</p><p>Chad met Mali.<br>It rained.</p>", "html"
    )
    assert told("a.eml", message.as_bytes()) == ["a.eml: Iran warned Iraq.\n\nChad met Mali.\n\nIt rained."]


def test_attachments_are_named_and_left_out(told) -> None:
    message = letter()
    message.add_alternative("<p>Japan warned China.</p>", "html")
    message.add_attachment(b"%PDF", "application", "pdf", filename="a.pdf")
    message.add_attachment(letter())
    assert told("a.eml", message.as_bytes()) == [
        "note a.eml: has 2 attached, left out: a.pdf, message/rfc822",
        f"a.eml: {TEXT}",
    ]


@pytest.mark.parametrize("name", ["a", "a.msg"])
def test_message_is_told_by_its_headers(told, name: str) -> None:
    assert told(name, letter().as_bytes()) == [f"{name}: {TEXT}"]


def folder() -> bytes:
    second = letter("Chad met Mali.\nFrom Geneva it reported this.\n", X_N="2").as_string()
    second = second.replace("<1@", "<2@").replace("\nFrom G", "\n>From G")
    line = "From jane Fri Mar 17 08:00:00 2023\n"
    return f"{line}{letter().as_string()}\n{line}{second}".encode()


@pytest.mark.parametrize("name", ["a.mbox", "a"])
def test_folder_holds_a_document_a_message(told, name: str) -> None:
    assert told(name, folder()) == [
        f"1@example.org: {TEXT}",
        "2@example.org: Chad met Mali.\n\nFrom Geneva it reported this.",
    ]


def test_message_without_id_gets_the_id_of_its_content(told) -> None:
    data = b"From j Fri Mar 17 08:00:00 2023\nFrom: j@e.org\n\nChad met Mali.\n"
    assert told("a.mbox", data) == [f"{content_id('Chad met Mali.')}: Chad met Mali."]


UNTEXTED = EmailMessage()
UNTEXTED["From"] = "j@e.org"
UNTEXTED.add_attachment(b"x", "image", "png", filename="a.png")
NO_DAY = "which is no day; read without it"
BAD = [
    (b"", ["failure a.eml: is an e-mail without text"]),
    (UNTEXTED.as_bytes(), ["failure a.eml: is an e-mail without text"]),
    (letter("x" * 3000).as_bytes(), ["failure a.eml: is larger than 0.002 MB, the most for one file"]),
    (
        b"From: a@e.org\nDate: someday\n\nChad met Mali.",
        [f"note a.eml: has the date 'someday', {NO_DAY}", "a.eml: Chad met Mali."],
    ),
    (
        b"From: =?utf-8?b?!!!?=\nDate: Fri, 99 Foo 2023\nContent-Type: ;;;\n\nChad met Mali.",
        [f"note a.eml: has the date 'Fri, 99 Foo 2023', {NO_DAY}", "a.eml: Chad met Mali."],
    ),
    (
        b"From: a@e.org\nContent-Type: text/plain; charset=klingon\n\nChad met Mali.",
        ["a.eml: Chad met Mali."],
    ),
]


@pytest.mark.parametrize(("data", "expected"), BAD)
def test_bad_message_is_named(told, data: bytes, expected: list[str]) -> None:
    assert told("a.eml", data, Limits(max_file_bytes=2000)) == expected


def test_folder_without_messages_is_named(told) -> None:
    assert told("a.mbox", b"Chad met Mali.\n") == ["failure a.mbox: is no mbox: no line opens with 'From '"]


def test_large_message_stops_no_other(told) -> None:
    large = b"From j Fri Mar 17 08:00:00 2023\nSubject: x\n\n" + b"word\n" * 900 + b"\n"
    assert told("a.mbox", large + folder(), Limits(max_file_bytes=2000)) == [
        "failure a.mbox:1: is larger than 0.002 MB, the most for one message",
        f"1@example.org: {TEXT}",
        "2@example.org: Chad met Mali.\n\nFrom Geneva it reported this.",
    ]
