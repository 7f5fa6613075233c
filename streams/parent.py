"""A child process whose life is tied to its parent's: a killed parent cannot end its children."""

import multiprocessing
import multiprocessing.process
import os
import signal
import sys
import threading


def end_with_parent(number: signal.Signals = signal.SIGTERM) -> None:
    """In a new child, on Linux: asks for a signal when the parent dies, however it dies.

    prctl(2), PR_SET_PDEATHSIG.
    """
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, number)


def end_pool_worker_with_parent() -> None:
    """The same for a child of multiprocessing, on every system.

    The watching thread serves where there is no prctl, and for a parent that is dead already; the
    signal also ends a child that was stopped (SIGSTOP), where no thread runs.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        end_with_parent(signal.SIGKILL)
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: "multiprocessing.process.BaseProcess") -> None:
    parent.join()
    os._exit(1)
