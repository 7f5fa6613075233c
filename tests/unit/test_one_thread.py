"""Numpy's matrix products stay on one thread in whatever imports the package."""

import os
import subprocess
import sys

PROGRAM = """
import os, streams
from streams import enrich
enrich("Some 1,200 people met in London on Monday, the BBC said.")
print(os.environ["OPENBLAS_NUM_THREADS"])
"""


def threads(**given: str) -> str:
    environment = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"} | given
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_matrices_are_multiplied_on_one_thread_unless_asked_otherwise() -> None:
    """A second thread took as much CPU again and no less time."""
    assert threads() == "1"
    assert threads(OPENBLAS_NUM_THREADS="3") == "3"
