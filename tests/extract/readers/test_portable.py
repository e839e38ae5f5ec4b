"""PDF: running text without what only the page needed."""

import io
from datetime import date

import pytest
from pypdf import PdfReader, PdfWriter

from extract.screening import Limits
from ontology.records import Document

FULL = "Iran warned Iraq on Monday that it would not wait for another resolu-"
PAGES = [
    [
        "The Example Review",
        FULL,
        "tion of the council, and that its well-known patience had ended for",
        "good. A well-",
        "known envoy from Anglo-",
        "American offices left the \ufb01rst talks in Geneva.",
        "Chad met Mali.",
        "1",
    ],
    [
        "The Example Review",
        "On the next page France met Spain, and both agreed to hold talks in the",
        "summer.",
        "- 2 -",
    ],
    ["The Example Review", "Japan warned China.", "Page 3 of 3"],
]
TEXT = (
    "Iran warned Iraq on Monday that it would not wait for another resolution of the council, and that "
    "its well-known patience had ended for good. A well-known envoy from Anglo-American offices left the "
    "first talks in Geneva.\n\nChad met Mali.\n\n"
    "On the next page France met Spain, and both agreed to hold talks in the summer.\n\nJapan warned China."
)


def pdf(pages: list[list[str]], info: str = "") -> bytes:
    """A PDF of text lines, written by hand."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/Differences[1/fi]>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{kids}]>>".encode(),
        font.encode(),
    ]
    for number, lines in enumerate(pages):
        shown = " T* ".join(f"({line.replace(chr(0xFB01), chr(1))}) Tj" for line in lines)
        stream = f"BT /F1 10 Tf 12 TL 50 700 Td {shown} ET".encode("latin-1")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {5 + 2 * number} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream))
    objects.append(f"<<{info}>>".encode())
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        len(objects),
        start,
    )
    return bytes(out)


def encrypted(password: str) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(PAGES)))), io.BytesIO()
    writer.encrypt(password, "owner", algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def test_text_is_joined_and_fields_are_read(read) -> None:
    info = "/Title(Iran and Iraq)/Author(Jane Doe)/CreationDate(D:20230317080000Z)"
    assert read("a.pdf", pdf(PAGES, info)) == [
        Document("a.pdf", TEXT, date(2023, 3, 17), "Iran and Iraq", author="Jane Doe")
    ]


@pytest.mark.parametrize("title", ["Microsoft Word - draft.doc", "final2.docx", "untitled"])
def test_title_of_a_file_is_no_title(read, title: str) -> None:
    assert [item.title for item in read("a.pdf", pdf(PAGES, f"/Title({title})/CreationDate(yes)"))] == [""]


def test_pdf_is_told_by_its_first_bytes(told) -> None:
    assert told("a.dat", pdf(PAGES)) == [f"a.dat: {TEXT}"]


def test_pdf_that_only_forbids_printing_is_read(told) -> None:
    assert told("a.pdf", encrypted("")) == [f"a.pdf: {TEXT}"]


LONG = "failure a.pdf: is larger than 0.001 MB, the most for one document"
BROKEN = "failure a.pdf: is no whole PDF"
BAD = [
    ("locked", lambda: encrypted("secret"), "failure a.pdf: is an encrypted PDF"),
    ("images", lambda: pdf([[], []]), "failure a.pdf: is a PDF without text, perhaps scanned pages"),
    ("empty", lambda: b"", BROKEN),
    ("no pages", lambda: pdf([]), BROKEN),
    ("first half", lambda: pdf(PAGES)[:900], BROKEN),
    ("noise", lambda: b"%PDF-1.4\n" + bytes(range(256)) * 20, BROKEN),
    ("page", lambda: b"<html><p>Iran warned Iraq.</p></html>", BROKEN),
    ("large", lambda: pdf(PAGES * 2000), "failure a.pdf: is larger than 0.3 MB, the most for one file"),
    (
        "long",
        lambda: pdf([[f"Iran warned Iraq {n} times."] * 9 for n in range(9)]),
        "failure a.pdf: is larger than 0.001 MB, the most for one document",
    ),
]


@pytest.mark.parametrize(("data", "expected"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_bad_pdf_is_named(told, data, expected: str) -> None:
    limits = Limits(max_document_bytes=1000, max_file_bytes=300_000)
    assert told("a.pdf", data(), limits) == [expected]
