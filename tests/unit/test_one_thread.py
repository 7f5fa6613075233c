"""Numpy's matrix products stay on one thread in whatever imports the package."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
import os
import streams
import numpy
print(len(os.listdir("/proc/self/task")))
"""
"""Numpy starts its threads when it is imported."""


def threads(**given: str) -> int:
    environment = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"} | given
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return int(said.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted in /proc")
def test_matrices_are_multiplied_on_one_thread_unless_asked_otherwise() -> None:
    """A second thread took as much CPU again and no less time."""
    assert threads() == 1
    assert threads(OPENBLAS_NUM_THREADS="2") == min(2, os.cpu_count() or 1)
