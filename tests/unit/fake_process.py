"""A child process that is none, in the place of subprocess.Popen: it ends when a test says so."""

import subprocess
from typing import Any

import pytest


class Process:
    """Runs until it is ended; a stubborn one does not end on SIGTERM."""

    pid = 4_000_000

    def __init__(self, command: list[str], options: dict[str, Any], *, stubborn: bool) -> None:
        self.command = command
        self.options = options
        self.code: int | None = None
        self.done: list[Any] = []
        """What was asked of it."""
        self._stubborn = stubborn

    def poll(self) -> int | None:
        return self.code

    def terminate(self) -> None:
        self.done.append("terminate")
        if not self._stubborn:
            self.code = -15

    def kill(self) -> None:
        self.done.append("kill")
        self.code = -9

    def wait(self, timeout: float | None = None) -> int:
        self.done.append(timeout)
        if self.code is None:
            assert timeout is not None, "it would wait for ever"
            raise subprocess.TimeoutExpired(self.command, timeout)
        return self.code


def started(monkeypatch: pytest.MonkeyPatch, *, stubborn: bool = False) -> list[Process]:
    """The processes that are started from now on."""
    processes: list[Process] = []

    def start(command: list[str], **options: Any) -> Process:
        processes.append(Process(command, options, stubborn=stubborn))
        return processes[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    return processes


class Clock:
    """In the place of the module time: it goes on when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
