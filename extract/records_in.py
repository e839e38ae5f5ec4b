"""One record or one text file to a `Document`: the fields that are read, and front matter."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

import yaml

from extract.dates import resolve
from ontology.records import Document

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?\n)---[ \t]*(?:\r?\n|\Z)\s*", re.DOTALL)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=$|[T ])")
_WORDS = ("title", "publisher", "url", "author")
FIELDS = ("id", "text", "date", *_WORDS)


class RecordError(ValueError):
    """A record is no document; the message says which field is wrong."""


@dataclass(frozen=True, slots=True)
class Made:
    """A document, and the date that it was given where nobody can read it."""

    document: Document
    unread_date: str | None = None


def content_id(text: str) -> str:
    """The id of a text that has none: the same on every machine."""
    return f"sha256-{hashlib.sha256(text.encode(errors='surrogatepass')).hexdigest()[:16]}"


def parse_date(value: object) -> date | None:
    """The day of "2023-03-17", "2023-03-17T08:00:00Z", "17 March 2023" or "March 17, 2023"."""
    if not isinstance(value, str):
        return None
    if match := _ISO_DAY.match(value.strip()):
        try:
            return date.fromisoformat(match.group())
        except ValueError:
            return None
    span = resolve(value, None)
    return span.start if span and span.start == span.end else None


def _word(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise RecordError(f"{key!r} is not a string but {type(value).__name__}")
    return value or ""


def _given_id(record: Mapping[str, Any]) -> str:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _word(record, "id").strip()


def from_record(record: object, default_date: date | None = None) -> Made:
    """A document from the fields id, text, date, title, publisher, url and author; all but text optional.

    Raises:
        RecordError: no object, no text, or a field of the wrong type.
    """
    if not isinstance(record, dict):
        raise RecordError("is no JSON object")
    if "text" not in record:
        raise RecordError("has no field 'text'")
    text = record["text"]
    if not isinstance(text, str):
        raise RecordError(f"'text' is not a string but {type(text).__name__}")
    written = record.get("date")
    found = parse_date(written)
    unread = str(written) if written not in (None, "") and found is None else None
    fields = {key: _word(record, key) for key in _WORDS}
    document = Document(_given_id(record) or content_id(text), text, found or default_date, **fields)
    return Made(document, unread)


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The fields between two `---` lines at the start of a text, and the body after them.

    A text that opens with a rule but no fields is all body.

    Raises:
        RecordError: the fields are no YAML.
    """
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        fields = yaml.load(match.group(1), Loader=yaml.BaseLoader)  # makes strings only
    except yaml.YAMLError as error:
        raise RecordError(f"front matter is no YAML: {str(error).splitlines()[0]}") from error
    return (fields, text[match.end() :]) if isinstance(fields, dict) else ({}, text)


def from_text(
    text: str,
    default_id: str | None,
    default_date: date | None = None,
    known: Mapping[str, str] = MappingProxyType({}),
) -> Made:
    """A document from a text file: its body, with the fields of its front matter, and those known beforehand.

    Raises:
        RecordError: the front matter cannot be read.
    """
    fields, body = split_front_matter(text)
    made = from_record({**fields, **known, "text": body}, default_date)
    if default_id and "id" not in fields:
        return replace(made, document=replace(made.document, id=default_id))
    return made
