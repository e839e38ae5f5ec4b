"""Who waits for an answer comes first: what reads and stores documents steps back for it."""

from __future__ import annotations

import os
import sys
import threading

_NICENESS = 10


def step_back() -> None:
    """Lower the priority of the present thread, and of what it starts, where a thread has its own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
