"""How a worker ends itself where going on could lose something: its supervisor starts another."""

import logging
import os

EXIT_UNEXPECTED = 70
EXIT_BREAKER = 75


def end_process(code: int) -> None:
    """Ends the worker at once, without acks or commits: its messages come again.

    Leaving an agent by an exception would ack what it holds; only the end of the process does not.
    """
    logging.shutdown()
    os._exit(code)
