"""The process that reads texts gives what this process would, and another takes its place when it dies."""

import os
import signal
from pathlib import Path

import pytest

from api.extraction import SeparateExtractor
from extract.pipeline import load_extractor
from ontology.records import Document

DOCUMENTS = [
    Document(f"{number}", text)
    for number, text in enumerate(
        (
            "China sanctioned the EU on Friday.",
            "The EU plans to launch a dialogue with Taiwan.",
            "Beijing denied sending arms to Russia.",
            "Nothing was said.",
            "France warned Niger.",
            "Japan met India.",
        )
    )
]


def children() -> list[int]:
    """The processes that read texts and were started from this one."""
    found = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    return [int(pid) for pid in found if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


@pytest.mark.slow
def test_the_same_claims_and_again_after_a_crash() -> None:
    separate, here = SeparateExtractor(), load_extractor()
    expected = [(document, here.extract(document)) for document in DOCUMENTS]
    try:
        assert list(separate.extract_many(DOCUMENTS)) == expected
        for pid in children():
            os.kill(pid, signal.SIGKILL)
        with pytest.raises(RuntimeError, match="memory"):
            while True:
                separate.extract(DOCUMENTS[0])
        assert separate.extract(DOCUMENTS[1]) == expected[1][1]
    finally:
        separate.close()
