"""The HTTP port of whatever runs: /metrics, /healthz, /readyz. It serves reads only."""

import socket
from collections.abc import Callable
from typing import NamedTuple

from aiohttp import web
from prometheus_client.exposition import choose_encoder

from streams.errors import UserError
from streams.metrics import GroupMetrics, Metrics


class State(NamedTuple):
    """What a probe is told."""

    ready: bool
    alive: bool
    text: str
    """One line for whoever asks."""


async def serve(
    host: str, port: int, metrics: Metrics | GroupMetrics, state: Callable[[], State]
) -> web.AppRunner:
    """Starts serving; end it with `cleanup()`."""

    async def metrics_page(request: web.Request) -> web.Response:
        encode, content_type = choose_encoder(request.headers.get("Accept", ""))
        return web.Response(body=encode(metrics.registry), headers={"Content-Type": content_type})

    async def healthz(request: web.Request) -> web.Response:
        now = state()
        return web.Response(text=now.text + "\n", status=200 if now.alive else 503)

    async def readyz(request: web.Request) -> web.Response:
        now = state()
        return web.Response(text=now.text + "\n", status=200 if now.ready else 503)

    pages = web.Application()
    pages.router.add_get("/metrics", metrics_page)
    pages.router.add_get("/healthz", healthz)
    pages.router.add_get("/readyz", readyz)
    runner = web.AppRunner(pages, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner


def check_port(host: str, port: int, setting: str = "NEWSWIRE_HTTP_PORT") -> int:
    """The port, or a free one for 0.

    Raises UserError where it cannot be served on, so that a start fails in one line.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
            free: int = trial.getsockname()[1]
        except socket.gaierror:
            raise UserError(
                f"NEWSWIRE_HTTP_HOST={host} is no address of this machine: 127.0.0.1 for itself "
                "alone, 0.0.0.0 for all its networks"
            ) from None
        except OSError as error:
            raise UserError(
                f"port {port} on {host} cannot be used ({error.strerror}): set "
                f"{setting}, 0 for a free one"
            ) from None
    return free
