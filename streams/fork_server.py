"""Pool workers are forked from one process that has loaded their data, where the system can.

A new one is there in milliseconds, not seconds, and what was loaded is in memory once. The server
(`multiprocessing`'s) has one thread and no connection, which is what makes forking it safe.
"""

import multiprocessing
import multiprocessing.context
import sys

PRELOADED = "streams.preloaded"
FORKS = sys.platform == "linux"
"""macOS lets a process fork, but its own libraries do not bear it; Windows does not."""


def context() -> multiprocessing.context.BaseContext:
    """How pool workers are started: from the server, or each for itself."""
    return multiprocessing.get_context("forkserver" if FORKS else "spawn")


def start() -> None:
    """Has the server load the data, and does not wait for it: what follows runs beside it.

    Without this call a server starts with the first pool worker, and knows nothing.
    """
    if FORKS:
        from multiprocessing.forkserver import ensure_running, set_forkserver_preload

        set_forkserver_preload([PRELOADED])
        ensure_running()
