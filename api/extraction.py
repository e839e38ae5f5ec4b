"""Reading claims for the service: in a process of its own, so that answers do not wait for the parser."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from threading import Lock

from api.ingest import default_extractor
from api.priority import step_back
from ontology.records import Claim, Document

_AHEAD = 3  # documents that are read while the ones before them are stored
Claims = list[Claim] | Exception


class SeparateExtractor:
    """The default extractor in a process of its own, started with the first document and kept."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._lock = Lock()

    def extract(self, document: Document) -> list[Claim]:
        """The claims of one document.

        Raises:
            Exception: what its extraction raised.
        """
        claims = self._result(self._submit(document))
        if isinstance(claims, Exception):
            raise claims
        return claims

    def extract_many(
        self, documents: Iterable[Document], workers: int = 1
    ) -> Iterator[tuple[Document, Claims]]:
        """Claims of many documents in input order, some of them read ahead; `workers` does not count here."""
        remaining = iter(documents)
        waiting = deque((one, self._submit(one)) for one in islice(remaining, 1 + _AHEAD))
        while waiting:
            document, future = waiting.popleft()
            yield document, self._result(future)
            waiting.extend((one, self._submit(one)) for one in islice(remaining, 1))

    def _submit(self, document: Document) -> Future[Claims]:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(1, get_context("spawn"), _begin)
            try:
                return self._pool.submit(_claims, document)
            except BrokenProcessPool as error:
                self._pool = None
                failed: Future[Claims] = Future()
                failed.set_exception(error)
                return failed

    def _result(self, future: Future[Claims]) -> Claims:
        try:
            return future.result()
        except BrokenProcessPool:
            with self._lock:
                self._pool = None
            return RuntimeError("the process that reads texts ended; most often memory ran out")
        except Exception as error:  # an exception of the extraction that does not travel
            return error

    def close(self) -> None:
        """End the process; what it still reads is lost."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)


def _begin() -> None:
    step_back()
    # Ctrl-C goes to the service, which ends this process in its own time.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    default_extractor()


def _claims(document: Document) -> Claims:
    _, claims = next(iter(default_extractor().extract_many([document])))
    return claims
