"""What pool workers are forked from; only the fork server imports this (`streams.fork_server`)."""

import gc
import signal
from importlib import import_module

from streams.work import one_thread_for_matrices, rarely_collect_garbage, warm_up

rarely_collect_garbage()
signal.signal(signal.SIGTERM, signal.SIG_IGN)  # may go to all at once; the worker decides
one_thread_for_matrices()
for module in ("streams.agents.clean", "streams.agents.extract"):
    import_module(module)
warm_up()
gc.freeze()  # pages that no collection touches stay shared
