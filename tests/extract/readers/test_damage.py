"""Damaged input of every format: reading ends with documents or reports, never with an exception."""

import gzip
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.readers.base import Named, Options, Source
from extract.readers.formats import read_source
from extract.reports import ReadFailure, ReadNote
from extract.screening import Limits
from tests.extract.readers.test_archives import FILES, tarred, zipped
from tests.extract.readers.test_feeds import ATOM, RSS
from tests.extract.readers.test_letters import folder, letter
from tests.extract.readers.test_markup import PAGE
from tests.extract.readers.test_portable import PAGES, encrypted, pdf

SOUND = {
    ".pdf": [pdf(PAGES), encrypted("")],
    ".html": [PAGE.encode()],
    ".eml": [letter().as_bytes()],
    ".mbox": [folder()],
    ".csv": [b'id,text,date\n1,"Iran, warned Iraq.",2023-03-17\n'],
    ".rss": [RSS.encode(), ATOM.encode()],
    ".zip": [zipped(FILES)],
    ".tar": [tarred(FILES)],
    "": [PAGE.encode(), RSS.encode(), gzip.compress(b"x")],
}
LIMITS = Limits(max_document_bytes=100_000, max_file_bytes=1_000_000, max_unpacked_bytes=1_000_000)


@pytest.mark.parametrize("ending", SOUND)
@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damage_is_reported(ending: str, data: st.DataObject) -> None:
    damaged = bytearray(data.draw(st.sampled_from(SOUND[ending])))
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    del damaged[data.draw(st.integers(1, len(damaged))) :]
    handle = io.BufferedReader(io.BytesIO(bytes(damaged)))  # type: ignore[arg-type]
    items = list(read_source(Source("x", "x", handle, ending), Options(limits=LIMITS)))
    assert items and all(isinstance(item, Named | ReadFailure | ReadNote) for item in items)
