"""Screening: is a document one that the stages behind can read? Size, emptiness, broken text, language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # ships no types

from extract.reports import ReadFailure, ReadNote
from ontology.records import Document

# Below this certainty the text counts as readable: names alone make a short English text look foreign.
_SURE = 0.9
_SAMPLE_CHARACTERS = 5_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read. `languages` are ISO 639-1 codes, empty for any; sizes are bytes.

    A document counts as UTF-8. `max_file_bytes` bounds what must lie in memory whole (a PDF, a page, a
    message), the last three what one archive unpacks to: bytes, files, and times its packed size.
    """

    max_document_bytes: int = 10_000_000
    languages: tuple[str, ...] = ("en",)
    max_file_bytes: int = 50_000_000
    max_unpacked_bytes: int = 1_000_000_000
    max_members: int = 10_000
    max_ratio: int = 200


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def foreign_language(text: str, languages: tuple[str, ...]) -> str | None:
    """The code of the text's language when it is surely none of the given ones."""
    if not languages:
        return None
    language, certainty = _identifier().classify(text[:_SAMPLE_CHARACTERS])
    return str(language) if language not in languages and certainty >= _SURE else None


def too_large(name: str, limit: int) -> ReadFailure:
    return ReadFailure(
        name,
        f"is larger than {limit / 1e6:g} MB, the most for one document",
        "split it into documents, one a line of a .jsonl file, or raise IRGRAPH_MAX_DOCUMENT_BYTES",
    )


def screen(document: Document, name: str, limits: Limits) -> ReadFailure | ReadNote | None:
    """Why a document is not read on, or None when it is."""
    try:
        size = len(document.text.encode())
        "".join((document.id, document.title, document.publisher, document.url, document.author)).encode()
    except UnicodeEncodeError:
        return ReadFailure(
            name, "holds half a surrogate pair, which is no character", "write the text as valid Unicode"
        )
    if size > limits.max_document_bytes:
        return too_large(name, limits.max_document_bytes)
    if "\0" in document.text:
        return ReadFailure(name, "holds zero characters, so it is no text", "give plain text")
    if not document.text.strip():
        return ReadFailure(name, "is empty", "give a text of at least one sentence")
    if language := foreign_language(document.text, limits.languages):
        wanted = ", ".join(limits.languages)
        setting = f'IRGRAPH_LANGUAGES=\'["{limits.languages[0]}", "{language}"]\''
        reason = f"is written in {language!r}, not in {wanted}: skipped"
        return ReadNote(name, reason, f"translate it, or read it all the same with {setting}", skipped=True)
    return None
