"""Where several processes put their figures together, for `api.metrics`.

prometheus_client decides when it is imported, so this module must not import it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

SHARED = "PROMETHEUS_MULTIPROC_DIR"


@contextmanager
def shared_metrics(workers: int) -> Iterator[None]:
    """A folder for the figures of so many processes; nothing is needed for one."""
    if workers == 1:
        yield
        return
    folder = tempfile.mkdtemp(prefix="irgraph-metrics-")
    os.environ[SHARED] = folder
    try:
        yield
    finally:
        del os.environ[SHARED]
        shutil.rmtree(folder, ignore_errors=True)
