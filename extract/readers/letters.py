"""E-mail: .eml files and .mbox folders. What a message quotes, signs with or has attached is not its text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from extract.readers.base import (
    Named,
    Options,
    Problem,
    Source,
    UnreadableError,
    document,
    read_whole,
)
from extract.readers.scraps import plain_text
from extract.readers.wrapped import unwrapped
from extract.reports import ReadFailure, ReadNote

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]?")
_MAIL_HEADERS = frozenset((b"from", b"date", b"message-id", b"mime-version", b"received", b"return-path"))
_FROM_LINE = re.compile(rb"From \S+ .*\d{4}")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_QUOTED = re.compile(r"^\s*>")
_INTRODUCTION = re.compile(r"^(?:On\b.*|.*@.*)\bwrote:\s*$")
_SIGNATURE = re.compile(r"^-- ?$")
_NO_TEXT = "is an e-mail without text"
_NO_TEXT_REMEDY = "save what is attached to it as files of their own"
# The standard library's reader of headers raises whatever it meets in a malformed one.
_HOLES = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
_ODD_REMEDY = "export the message again as .eml"


def looks_like_mail(head: bytes) -> bool:
    """Whether the bytes open with a block of header lines, at least two of them those of e-mail."""
    lines = re.split(rb"\r?\n(?![ \t])", head)
    block = lines[: next((at for at, line in enumerate(lines) if not line), len(lines) - 1)]
    names = {line.partition(b":")[0].lower() for line in block if _HEADER.match(line)}
    return len(names & _MAIL_HEADERS) > 1 and all(_HEADER.match(line) for line in block)


def looks_like_mbox(head: bytes) -> bool:
    line, _, rest = head.partition(b"\n")
    return bool(_FROM_LINE.match(line) and _HEADER.match(rest))


def read_mail(source: Source, options: Options) -> Iterator[Problem | Named]:
    """The one message of a file."""
    try:
        data = read_whole(source, options.limits.max_file_bytes)
    except UnreadableError as error:
        yield error.report(source.name)
        return
    yield from _message(source, source.name, source.id, data, options)


def read_mbox(source: Source, options: Options) -> Iterator[Problem | Named]:
    """Every message of a folder, streamed; the id of each is its Message-ID."""
    number = 0
    for number, data in enumerate(_messages(source, options.limits.max_file_bytes), 1):
        name = f"{source.name}:{number}"
        if data is None:
            reason = f"is larger than {options.limits.max_file_bytes / 1e6:g} MB, the most for one message"
            yield ReadFailure(name, reason, "leave its attachments out, or raise IRGRAPH_MAX_FILE_BYTES")
        else:
            yield from _message(source, name, None, data, options)
    if not number:
        yield ReadFailure(source.name, "is no mbox: no line opens with 'From '", _ODD_REMEDY)


def _messages(source: Source, limit: int) -> Iterator[bytes | None]:
    """The bytes of each message without its `From ` line; None for one beyond the limit."""
    current: io.BytesIO | None = None
    blank, size = True, 0
    for line in iter(lambda: source.handle.readline(limit), b""):
        if blank and _FROM_LINE.match(line):
            if current is not None:
                yield _closed(current, size, limit)
            current, size = io.BytesIO(), 0
        elif current is not None:
            size += len(line)
            current.write(line if size <= limit else b"")
        blank = not line.strip()
    if current is not None:
        yield _closed(current, size, limit)


def _closed(message: io.BytesIO, size: int, limit: int) -> bytes | None:
    message.seek(0)
    return _QUOTED_FROM.sub(rb"\1", message.read()) if size <= limit else None


def _message(
    source: Source, name: str, identifier: str | None, data: bytes, options: Options
) -> Iterator[Problem | Named]:
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
        record, attached = _record(message, identifier), _attached(message)
    except _HOLES:
        yield ReadFailure(name, "is no e-mail that can be read", _ODD_REMEDY)
        return
    if not record["text"]:
        yield ReadFailure(name, _NO_TEXT, _NO_TEXT_REMEDY)
        return
    if attached:
        reason = f"has {len(attached)} attached, left out: {', '.join(attached)}"
        yield ReadNote(name, reason, "save them as files of their own to read them")
    yield document(name, record, options, known=source.known)


def _record(message: EmailMessage, identifier: str | None) -> dict[str, object]:
    name, address = parseaddr(_header(message, "From"))
    return {
        "id": identifier or _header(message, "Message-ID").strip("<> "),
        "text": _body(message),
        "title": _header(message, "Subject"),
        "date": _day(_header(message, "Date")),
        "publisher": _header(message, "Organization"),
        "author": name or address,
        "url": _header(message, "Archived-At").strip("<> "),
    }


def _header(message: EmailMessage, name: str) -> str:
    """A header on one line; nothing where it is malformed, which must not cost the message."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except _HOLES:
        return ""


def _day(written: str) -> str:
    """The day of a date header where it was written; the words themselves where they are none."""
    try:
        return parsedate_to_datetime(written).date().isoformat() if written else ""
    except ValueError:
        return written


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    content = _content(part)
    return plain_text(content) if part.get_content_subtype() == "html" else _own_words(content)


def _content(part: MIMEPart) -> str:
    """The part's text; one in an encoding that nobody knows is read as UTF-8, what does not fit marked."""
    try:
        return str(part.get_content())
    except LookupError:
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _own_words(text: str) -> str:
    """The text without what it quotes from others and without the signature."""
    lines: list[str] = []
    for line in text.splitlines():
        if _SIGNATURE.match(line):
            break
        if not _QUOTED.match(line) and not _INTRODUCTION.match(line):
            lines.append(line)
    return unwrapped(lines)


def _attached(message: EmailMessage) -> list[str]:
    return [str(part.get_filename() or part.get_content_type()) for part in message.iter_attachments()]
