"""What reads and stores documents steps back for who waits for an answer."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from api.priority import step_back


@pytest.mark.skipif(sys.platform != "linux", reason="threads have a priority of their own on Linux only")
def test_only_the_thread_that_steps_back_has_a_lower_priority() -> None:
    found: list[int] = []

    def work() -> None:
        step_back()
        found.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert (found, os.getpriority(os.PRIO_PROCESS, threading.get_native_id())) == ([10], before)
