"""PDF: the text of its pages without running heads, page numbers and hyphenation, and its own fields."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping

from pypdf import DocumentInformation, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from extract.readers.base import Named, Options, Problem, Source, UnreadableError, document, read_whole
from extract.readers.wrapped import unwrapped

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # else its warnings reach the terminal

_BROKEN = "is no whole PDF"
_BROKEN_REMEDY = "fetch it again, or mend it: qpdf FILE MENDED"
_ENCRYPTED = "is an encrypted PDF"
_ENCRYPTED_REMEDY = "take the password off: qpdf --decrypt --password=… FILE OPEN"
_IMAGES = "is a PDF without text, perhaps scanned pages"
_IMAGES_REMEDY = "recognise its characters first: ocrmypdf FILE READABLE"
_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—\s]*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# Titles that a word processor wrote, not a person.
_FILE_TITLE = re.compile(
    r"^(?:untitled|microsoft \w+ - .*|.*\.(?:docx?|odt|rtf|pdf|indd|tex))$", re.IGNORECASE
)
_EDGE_LINES = 2
_REPEATED = 3


def read_pdf(source: Source, options: Options) -> Iterator[Problem | Named]:
    """One document a file. The day of making stands for the day of publication."""
    try:
        data = read_whole(source, options.limits.max_file_bytes)
        record = _record(data, options.limits.max_document_bytes)
        yield document(source.name, {"id": source.id, **record}, options, known=source.known)
    except UnreadableError as error:
        yield error.report(source.name)


def _record(data: bytes, limit: int) -> Mapping[str, object]:
    try:
        reader = _opened(data)
        return {"text": _text(reader, limit), **_fields(reader.metadata)}
    except UnreadableError:
        raise
    except DependencyError as error:
        raise UnreadableError(_ENCRYPTED, _ENCRYPTED_REMEDY) from error
    # Whatever bytes can be made to say of a page tree, pypdf meets with the errors of Python's own types.
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise UnreadableError(_BROKEN, _BROKEN_REMEDY) from error


def _opened(data: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError(_ENCRYPTED, _ENCRYPTED_REMEDY)
    if not reader.pages:
        raise UnreadableError(_BROKEN, _BROKEN_REMEDY)
    return reader


def _text(reader: PdfReader, limit: int) -> str:
    """The running text; what lies beyond `limit` characters stays unread, as the document is too large."""
    pages: list[list[str]] = []
    length = 0
    for page in reader.pages:
        text = page.extract_text().translate(_LIGATURES)
        pages.append([line.strip() for line in text.splitlines()])
        length += len(text)
        if length > 2 * limit:
            break
    if not length or not any(any(line for line in page) for page in pages):
        raise UnreadableError(_IMAGES, _IMAGES_REMEDY)
    return unwrapped(_without_running_lines(pages))


def _without_running_lines(pages: list[list[str]]) -> Iterator[str]:
    """The lines of all pages but page numbers and what opens or closes three pages or more."""
    edges = Counter(line for page in pages for line in {*_edge(page)})
    for page in pages:
        edge = {line for line in _edge(page) if edges[line] >= _REPEATED or _PAGE_NUMBER.fullmatch(line)}
        yield from (line for line in page if line not in edge)


def _edge(page: list[str]) -> list[str]:
    filled = [line for line in page if line]
    return filled[:_EDGE_LINES] + filled[-_EDGE_LINES:]


def _fields(about: DocumentInformation | None) -> Mapping[str, str]:
    if about is None:
        return {}
    title, day = str(about.title or "").strip(), _day(about)
    return {
        "title": "" if _FILE_TITLE.match(title) else title,
        "author": str(about.author or "").strip(),
        "date": day,
    }


def _day(about: DocumentInformation) -> str:
    try:
        made = about.creation_date
    except ValueError:
        return ""
    return made.date().isoformat() if made else ""
