"""Archives: .zip, .tar and .tar.gz, whose members are read in sorted order and never written to disk.

An archive is somebody else's: its members may be many, huge when unpacked, or named to lead elsewhere.
All of that is bounded, by what is really unpacked and not by what the archive says of itself.
"""

from __future__ import annotations

import io
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, cast

from extract.readers.base import Named, Options, Problem, Source, UnreadableError
from extract.reports import ReadFailure, ReadNote
from extract.screening import Limits

MemberReader = Callable[[Source, Options], Iterator[Problem | Named]]

_IN_MEMORY = 16_000_000  # bytes of an archive that are kept in memory; the rest goes to a temporary file
_CHUNK = 1_048_576
_SMALL = 1_000_000  # bytes below which any ratio is harmless
_UNPACK = "unpack it yourself if you trust it, and give the folder"
_BROKEN_REMEDY = "fetch it again, or give it unpacked"
_OFFICE = "[Content_Types].xml"
_OPEN_DOCUMENT = "mimetype"
_ENCRYPTED_FLAG = 0x1
_MODE_BITS = 16  # of an entry's attributes belong to MS-DOS, those above to Unix
_NO_FILE = "is a link or a device, not a file"
_FORMATS = "docs/sources.md lists what is read"
_BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    EOFError,
    OSError,
    zlib.error,
    NotImplementedError,  # a way of packing that zipfile does not know
    RuntimeError,  # its word for an encrypted member
)


@dataclass(frozen=True, slots=True)
class _Member:
    """A file in an archive: its size unpacked and packed, in bytes, and how to open it."""

    name: str
    size: int
    packed: int
    open: Callable[[], IO[bytes]]
    fault: str = ""


def looks_like_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def looks_like_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def read_zip(
    source: Source, options: Options, read: MemberReader, is_wanted: Callable[[str], bool]
) -> Iterator[Problem | Named]:
    """Every member with a wanted name; the id of its text is ARCHIVE/member."""
    yield from _read(source, options, read, _Listing(_zip_members, is_wanted))


def read_tar(
    source: Source, options: Options, read: MemberReader, is_wanted: Callable[[str], bool]
) -> Iterator[Problem | Named]:
    """The same for tar, which may have been gzipped as a whole."""
    yield from _read(source, options, read, _Listing(_tar_members, is_wanted))


@dataclass(frozen=True, slots=True)
class _Listing:
    """How to list an archive, and which of its files are read."""

    members: Callable[[IO[bytes]], Iterator[_Member]]
    is_wanted: Callable[[str], bool]

    def wanted(self, file: IO[bytes], limits: Limits) -> tuple[list[_Member], int]:
        """The members to read in sorted order, and how many others there are.

        Raises:
            UnreadableError: they are too many, or the archive is none.
        """
        found: list[_Member] = []
        for member in self.members(file):
            found.append(member)
            if len(found) > limits.max_members:
                reason = f"holds more than {limits.max_members} files, the most for one archive"
                raise UnreadableError(reason, _UNPACK)
        wanted = [member for member in found if self.is_wanted(member.name)]
        return sorted(wanted, key=lambda member: member.name), len(found) - len(wanted)


def _read(
    source: Source, options: Options, read: MemberReader, listing: _Listing
) -> Iterator[Problem | Named]:
    try:
        with _seekable(source, options.limits) as file:
            members, left = listing.wanted(file, options.limits)
            yield from _overview(source, members, left)
            budget = _Budget(options.limits.max_unpacked_bytes)
            for member in members:
                yield from _member(source, member, options, read, budget)
                budget.check()
    except UnreadableError as error:
        yield error.report(source.name)
    except _BROKEN:
        yield ReadFailure(source.name, "is no whole archive", _BROKEN_REMEDY)


def _overview(source: Source, members: list[_Member], left: int) -> Iterator[Problem]:
    if not members:
        yield ReadFailure(source.name, "is an archive without readable files", _FORMATS)
    elif left:
        yield ReadNote(source.name, f"holds {left} files of other kinds, which are left out", _FORMATS)


@contextmanager
def _seekable(source: Source, limits: Limits) -> Iterator[IO[bytes]]:
    """All bytes of an archive in a file that can be read in any order.

    Raises:
        UnreadableError: they are more than may be unpacked.
    """
    most = _most(source.packed, limits) if source.packed is not None else limits.max_unpacked_bytes
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        for chunk in iter(lambda: source.handle.read(_CHUNK), b""):
            file.write(chunk)
            if file.tell() > limits.max_unpacked_bytes:
                raise _too_much(limits.max_unpacked_bytes)
            if file.tell() > most:
                raise _bomb(limits)
        file.seek(0)
        yield cast("IO[bytes]", file)


def _most(packed: int, limits: Limits) -> int:
    """The bytes that so many packed ones may honestly unpack to."""
    return max(_SMALL, limits.max_ratio * packed)


def _too_much(limit: int) -> UnreadableError:
    return UnreadableError(f"unpacks to more than {limit / 1e6:g} MB, the most for one archive", _UNPACK)


def _bomb(limits: Limits) -> UnreadableError:
    reason = f"unpacks to more than {limits.max_ratio} times its size, as a zip bomb does"
    return UnreadableError(reason, _UNPACK)


class _Budget:
    """How many bytes of an archive may still be unpacked."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._spent = 0

    def spend(self, size: int) -> None:
        self._spent += size
        self.check()

    def check(self) -> None:
        if self._spent > self._limit:
            raise _too_much(self._limit)


class _Metered(io.RawIOBase):
    """A member as it is unpacked, stopped where it is more than its packed size or the budget allows."""

    def __init__(self, member: _Member, limits: Limits, budget: _Budget) -> None:
        self._file = member.open()
        self._most = _most(member.packed, limits)
        self._limits = limits
        self._budget = budget
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # RawIOBase takes any buffer
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._read += len(data)
        self._budget.spend(len(data))
        if self._read > self._most:
            raise _bomb(self._limits)
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def _member(
    source: Source, member: _Member, options: Options, read: MemberReader, budget: _Budget
) -> Iterator[Problem | Named]:
    """What one member holds; its faults are its own, and the next one is read."""
    name, identifier = f"{source.name}/{member.name}", f"{source.id or source.name}/{member.name}"
    try:
        if member.fault:
            raise UnreadableError(member.fault, _UNPACK)
        if member.size > _most(member.packed, options.limits):
            raise _bomb(options.limits)
        raw = cast("io.RawIOBase", _Metered(member, options.limits, budget))
        with io.BufferedReader(raw) as handle:
            ending = PurePosixPath(member.name).suffix.lower()
            yield from read(Source(name, identifier, handle, ending), options)
    except UnreadableError as error:
        yield error.report(name)
    except _BROKEN:
        yield ReadFailure(name, "cannot be unpacked", _BROKEN_REMEDY)


def _fault(name: str) -> str:
    """Why a member's name cannot be trusted, or nothing."""
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in name:
        return "has a name that leads out of its archive"
    return ""


def _is_hidden(name: str) -> bool:
    """Members that systems add: `__MACOSX/…`, `.DS_Store`."""
    return any(
        part.startswith((".", "__MACOSX")) and part not in (".", "..")
        for part in name.replace("\\", "/").split("/")
    )


def _zip_members(file: IO[bytes]) -> Iterator[_Member]:
    archive = zipfile.ZipFile(file)
    names = archive.namelist()
    if _OFFICE in names or names[:1] == [_OPEN_DOCUMENT]:
        raise UnreadableError("is an office document or e-book", "save it as text, HTML or PDF")
    return (_zip_member(archive, info) for info in archive.infolist() if _is_file(info))


def _is_file(info: zipfile.ZipInfo) -> bool:
    return not info.is_dir() and not _is_hidden(info.filename)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> _Member:
    fault = "is encrypted" if info.flag_bits & _ENCRYPTED_FLAG else _fault(info.filename)
    if stat.S_ISLNK(info.external_attr >> _MODE_BITS):
        fault = _NO_FILE
    name = str(PurePosixPath(info.filename))
    return _Member(name, info.file_size, info.compress_size, lambda: archive.open(info), fault)


def _tar_members(file: IO[bytes]) -> Iterator[_Member]:
    archive = tarfile.open(fileobj=file, mode="r:")  # noqa: SIM115  # closed with the file under it
    return (_tar_member(archive, info) for info in archive if not info.isdir() and not _is_hidden(info.name))


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo) -> _Member:
    fault = _fault(info.name) if info.isreg() and not info.issparse() else _NO_FILE
    name = str(PurePosixPath(info.name))
    return _Member(name, info.size, info.size, lambda: _opened(archive, info), fault)


def _opened(archive: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    file = archive.extractfile(info)
    assert file is not None  # only files get this far
    return file
