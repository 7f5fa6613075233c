"""Whether the broker is away, which excuses a worker that stands still."""

import asyncio
from types import SimpleNamespace

import pytest

from streams import health


@pytest.mark.parametrize(
    ("broker", "asked"),
    [
        ("kafka", [("kafka", 9092)]),
        ("[::1]:9093", [("::1", 9093)]),
        ("one:9093, two:9094", [("one", 9093), ("two", 9094)]),
    ],
)
async def test_every_server_that_the_setting_allows_is_asked(
    broker: str, asked: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a port, or by an IPv6 number, it was always away: a stalled worker never ended."""
    tried: list[tuple[str, int]] = []

    async def refused(host: str, port: int) -> None:
        tried.append((host, port))
        raise ConnectionRefusedError

    monkeypatch.setattr(asyncio, "open_connection", refused)
    assert not await health._reachable(broker)
    assert sorted(tried) == asked


async def test_a_server_that_listens_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    async def taken(host: str, port: int) -> tuple[None, SimpleNamespace]:
        return None, SimpleNamespace(close=lambda: None)

    monkeypatch.setattr(asyncio, "open_connection", taken)
    assert await health._reachable("kafka")
