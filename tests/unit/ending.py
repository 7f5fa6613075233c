"""A module that would end the process: told apart from one that does, and what it ends with."""

from types import ModuleType

import pytest


class EndedError(BaseException):
    """What ending the process is in these tests."""


def recorded(monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> list[int]:
    """The codes with which `module` ends the process from now on; each raises EndedError."""
    codes: list[int] = []

    def end(code: int) -> None:
        codes.append(code)
        raise EndedError

    monkeypatch.setattr(module, "end_process", end)
    return codes
