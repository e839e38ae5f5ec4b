"""Bytes to text: UTF-8 first, then a guess that is reported, and no guess at all for binary data."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_USUAL = "cp1252"
_MOST_CONTROLS = 0.01
_FEW = 0.2  # other scripts have more characters than this beyond ASCII


class UndecodableError(ValueError):
    """The bytes are no text that anybody could read."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """`guessed` names the encoding where the bytes did not say it themselves."""

    text: str
    guessed: str | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of UTF-8 (a byte order mark is dropped), marked UTF-16, or a legacy encoding.

    Args:
        declared: the encoding that a page or a server names; believed where the bytes are not UTF-8 and fit.

    Raises:
        UndecodableError: zero bytes, too many control characters, or no encoding fits.
    """
    if data.startswith(_UTF16_MARKS):
        return Decoded(_strict(data, "utf-16"))
    if looks_binary(data):
        raise UndecodableError("is binary, not text")
    try:
        return Decoded(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _in(declared, data) or _guess(data)


def _in(encoding: str | None, data: bytes) -> Decoded | None:
    """The text in a declared encoding, or None where nobody knows that, or it does not fit."""
    try:
        return Decoded(data.decode(encoding)) if encoding else None
    except (LookupError, ValueError):
        return None


def looks_binary(data: bytes) -> bool:
    return b"\0" in data and not data.startswith(_UTF16_MARKS)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(f"claims to be {encoding} and is not: {error.reason}") from error


def _guess(data: bytes) -> Decoded:
    found = _western(data) or _likeliest(data)
    if found is None or _controls(found.text) > _MOST_CONTROLS:
        raise UndecodableError("is binary, or text in no encoding that can be told")
    return found


def _western(data: bytes) -> Decoded | None:
    """The text in the usual encoding, if it could be English: ASCII with some quotation marks and accents."""
    beyond = sum(byte > 127 for byte in data)
    found = _in(_USUAL, data) if beyond <= _FEW * len(data) else None
    return Decoded(found.text, _USUAL) if found else None


def _likeliest(data: bytes) -> Decoded | None:
    matches = from_bytes(data)
    usual = (match for match in matches if match.encoding == _USUAL)
    best = next(usual, matches.best())  # short texts fit many encodings equally well
    return Decoded(str(best), best.encoding) if best else None


def _controls(text: str) -> float:
    """The share of characters that no written text holds."""
    odd = sum(not (character.isprintable() or character.isspace()) for character in text)
    return odd / max(len(text), 1)
