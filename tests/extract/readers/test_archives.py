"""Archives: members in sorted order, and nothing that an archive says of itself is believed."""

import gzip
import io
import stat
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from extract.reading import read_paths
from extract.screening import Limits

WARNED, MET = "Iran warned Iraq.", "Chad met Mali."
FILES = {
    "b/z.txt": WARNED.encode(),
    "a.csv": f"id,text\n7,{MET}\n".encode(),
    "./c.png": b"\x89PNG\0",
    "__MACOSX/a.txt": b"x",
}
EXPECTED = [
    "note a.zip: holds 1 files of other kinds, which are left out",
    f"7: {MET}",
    f"a.zip/b/z.txt: {WARNED}",
]


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def tarred(files: dict[str, bytes], *others: tarfile.TarInfo) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info in others:
            archive.addfile(info)
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.zip", "a.dat"])
def test_zip_is_read_in_sorted_order(told, name: str) -> None:
    assert told(name, zipped(FILES)) == [line.replace("a.zip", name) for line in EXPECTED]


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tgz", "a.dat"])
def test_tar_is_read_in_sorted_order(told, name: str) -> None:
    data = tarred(FILES)
    packed = gzip.compress(data, mtime=0) if name.endswith("gz") else data
    assert told(name, packed) == [line.replace("a.zip", name) for line in EXPECTED]


def test_archive_comes_through_standard_input() -> None:
    (document,) = read_paths(["-"], stdin=io.BytesIO(zipped({"a.txt": WARNED.encode()})))
    assert (document.id, document.text) == ("standard input/a.txt", WARNED)


def test_archives_of_a_folder_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "x.zip").write_bytes(zipped({"a.txt": WARNED.encode()}))
    assert [item.id for item in read_paths([folder])] == ["in/x.zip/a.txt"]


NAMES = ["../x.txt", "/etc/x.txt", "a/../../x.txt", "..\\x.txt", "C:\\x.txt", "\\\\host\\x.txt"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("make", [zipped, tarred])
def test_name_that_leads_out_is_refused(told, make, name: str) -> None:
    first, second = told("a.zip" if make is zipped else "a.tar", make({name: b"x", "y.txt": WARNED.encode()}))
    assert {first.partition(": ")[2], second.partition(": ")[2]} == {
        "has a name that leads out of its archive",
        WARNED,
    }


def _special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def test_links_and_devices_are_refused(told) -> None:
    link = _special("a.txt", tarfile.SYMTYPE, "/etc/passwd")
    hard = _special("b.txt", tarfile.LNKTYPE, "y.txt")
    device = _special("c.txt", tarfile.CHRTYPE)
    assert told("a.tar", tarred({"y.txt": WARNED.encode()}, link, hard, device)) == [
        "failure a.tar/a.txt: is a link or a device, not a file",
        "failure a.tar/b.txt: is a link or a device, not a file",
        "failure a.tar/c.txt: is a link or a device, not a file",
        f"a.tar/y.txt: {WARNED}",
    ]


def test_link_in_a_zip_is_not_followed(told) -> None:
    out, info = io.BytesIO(), zipfile.ZipInfo("a.txt")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert told("a.zip", out.getvalue()) == ["failure a.zip/a.txt: is a link or a device, not a file"]


NESTED = {
    "b.zip": zipped({"a.txt": b"x"}),
    "c.txt.gz": gzip.compress(b"x"),
    "d.txt": zipped({"a.txt": b"x"}),
    "e.md": tarred({"a.txt": b"x"}),
}


def test_nested_archives_are_refused(told) -> None:
    assert told("a.zip", zipped({"a.txt": WARNED.encode(), **NESTED})) == [
        f"a.zip/a.txt: {WARNED}",
        *(f"failure a.zip/{name}: is packed inside an archive" for name in NESTED),
    ]


ZEROS = b" " * 3_000_000
SMALL = Limits(max_unpacked_bytes=2_500_000, max_members=3, max_ratio=100)


def test_member_that_swells_is_stopped_and_the_next_is_read(told) -> None:
    assert told("a.zip", zipped({"a.txt": ZEROS, "b.txt": MET.encode()}), Limits(max_ratio=100)) == [
        "failure a.zip/a.txt: unpacks to more than 100 times its size, as a zip bomb does",
        f"a.zip/b.txt: {MET}",
    ]


def test_size_that_an_archive_lies_about_is_not_believed(told) -> None:
    data = bytearray(zipped({"a.txt": ZEROS, "b.txt": MET.encode()}))
    central = data.index(b"PK\x01\x02")
    data[central + 24 : central + 28] = struct.pack("<I", 100)
    assert told("a.zip", bytes(data), SMALL)[0] in (
        "failure a.zip/a.txt: cannot be unpacked",
        "failure a.zip/a.txt: unpacks to more than 100 times its size, as a zip bomb does",
    )


TOO_MUCH = "unpacks to more than 2.5 MB, the most for one archive"
SWELLS = "unpacks to more than 100 times its size, as a zip bomb does"
TOO_MANY = "holds more than 3 files, the most for one archive"
FOUR = {f"{n}.txt": b"x" for n in range(4)}
BOMBS = [
    ("a.tar", tarred({"a.txt": ZEROS}), f"failure a.tar: {TOO_MUCH}"),
    ("a.tar.gz", gzip.compress(tarred({"a.txt": ZEROS}), 1), f"failure a.tar.gz: {SWELLS}"),
    ("a.zip", zipped(FOUR), f"failure a.zip: {TOO_MANY}"),
    ("a.tar", tarred(FOUR), f"failure a.tar: {TOO_MANY}"),
]


@pytest.mark.parametrize(("name", "data", "expected"), BOMBS, ids=lambda value: str(value)[:12])
def test_bomb_is_stopped(told, name: str, data: bytes, expected: str) -> None:
    assert told(name, data, SMALL) == [expected]


def test_members_together_stay_within_the_limit(told) -> None:
    files = {f"{n}.txt": (chr(65 + n) * 59 + "\n").encode() * 15_000 for n in range(3)}
    items = told("a.zip", zipped(files), Limits(max_unpacked_bytes=2_000_000, max_ratio=10_000, languages=()))
    assert [item[:14] for item in items[:2]] == ["a.zip/0.txt: A", "a.zip/1.txt: B"]
    too_much = "unpacks to more than 2 MB, the most for one archive"
    assert items[2:] == [f"failure a.zip/2.txt: {too_much}", f"failure a.zip: {too_much}"]


OFFICE = {"[Content_Types].xml": b"x", "a.txt": b"x"}
BAD = [
    ("a.zip", b"", "failure a.zip: is no whole archive"),
    ("a.zip", zipped(FILES)[:-30], "failure a.zip: is no whole archive"),
    ("a.zip", zipped({}), "failure a.zip: is an archive without readable files"),
    ("a.zip", zipped({"a.png": b"x"}), "failure a.zip: is an archive without readable files"),
    ("a.tar", b"x" * 2000, "failure a.tar: is no whole archive"),
    ("a.tar.gz", gzip.compress(tarred(FILES))[:60], "failure a.tar.gz: is no whole gzip file"),
    ("a.docx", zipped(OFFICE), "failure a.docx: is an office document or e-book"),
    ("a.epub", zipped({"mimetype": b"x", "a.html": b"x"}), "failure a.epub: is an office document or e-book"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "expected"), BAD, ids=lambda value: str(value)[:12])
def test_bad_archive_is_named(told, name: str, data: bytes, expected: str) -> None:
    assert told(name, data) == [expected]


def test_broken_member_stops_no_other(told) -> None:
    data = zipped({"a.txt": WARNED.encode(), "b.txt": MET.encode()}, zipfile.ZIP_STORED)
    assert told("a.zip", data.replace(b"Iran", b"Iraq", 1)) == [
        "failure a.zip/a.txt: cannot be unpacked",
        f"a.zip/b.txt: {MET}",
    ]


def test_encrypted_member_is_named(told) -> None:
    data = bytearray(zipped({"a.txt": b"x"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert told("a.zip", bytes(data)) == ["failure a.zip/a.txt: is encrypted"]
