"""The probes and the metrics page, asked as a supervisor and Prometheus ask."""

import aiohttp
import pytest

from streams.http import State, serve
from streams.metrics import Metrics


@pytest.mark.parametrize(
    ("state", "alive", "ready"),
    [
        (State(True, True, "well"), 200, 200),
        (State(False, True, "starting"), 200, 503),
        (State(True, False, "stalled"), 503, 200),
    ],
)
async def test_each_probe_answers_for_itself(state: State, alive: int, ready: int) -> None:
    runner = await serve("127.0.0.1", 0, Metrics(), lambda: state)
    port = runner.addresses[0][1]
    try:
        async with aiohttp.ClientSession() as session:
            for path, wanted in (("healthz", alive), ("readyz", ready)):
                async with session.get(f"http://127.0.0.1:{port}/{path}") as answer:
                    assert (answer.status, await answer.text()) == (wanted, f"{state.text}\n")
            async with session.post(f"http://127.0.0.1:{port}/metrics") as answer:
                assert answer.status == 405
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("accept", ["text/plain", "application/openmetrics-text; version=1.0.0"])
async def test_metrics_come_in_the_format_that_is_asked_for(accept: str) -> None:
    runner = await serve("127.0.0.1", 0, Metrics(), lambda: State(True, True, ""))
    port = runner.addresses[0][1]
    try:
        async with (
            aiohttp.ClientSession(headers={"Accept": accept}) as session,
            session.get(f"http://127.0.0.1:{port}/metrics") as answer,
        ):
            assert answer.headers["Content-Type"].startswith(accept.partition(";")[0])
            text = await answer.text()
            assert "newswire_articles_total" in text
            assert text.endswith("# EOF\n") == ("openmetrics" in accept)
    finally:
        await runner.cleanup()
