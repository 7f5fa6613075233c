"""`newswire up`: everything on one machine, until Ctrl-C: broker, topics, worker."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from streams.broker import embedded
from streams.broker.access import with_access
from streams.broker.address import data_folder
from streams.broker.topics import create
from streams.errors import UserError
from streams.http import check_port
from streams.parent import end_with_parent
from streams.settings import Settings

READY_SECONDS = 60
WATCH_SECONDS = 0.5
RESTART_SECONDS = (1, 2, 5, 10, 30)
"""How long to wait before a worker that ended is started again ..."""
STEADY_SECONDS = 300
"""... and how long it ran at least where its end counts as the first."""


class Running:
    """What `up` has started: where the broker is, and the worker to look after."""

    def __init__(
        self,
        broker: str,
        embedded_one: embedded.Embedded | None,
        settings: Settings,
        say: Callable[[str], None],
    ) -> None:
        self.broker = broker
        self._embedded = embedded_one
        self._settings = settings
        self._say = say
        self._restarts = 0
        self._worker = self._start_worker()

    @property
    def metrics_url(self) -> str:
        """Where the worker serves its metrics and probes."""
        return f"http://{self._settings.http_host}:{self._settings.http_port}"

    @property
    def has_own_broker(self) -> bool:
        """Whether the broker is ours, and ends with the rest."""
        return self._embedded is not None

    def wait_until_ready(self) -> None:
        """Until the worker has joined its group. Raises UserError."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            if self._worker.poll() is not None:
                raise UserError("the worker ended as it started; its own line above says why")
            try:
                with urlopen(f"{self.metrics_url}/readyz", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (URLError, OSError):
                pass
            time.sleep(0.1)
        raise UserError(
            f"the worker was not ready within {READY_SECONDS} s; its lines above may say why, "
            "`newswire doctor` looks at what it needs"
        )

    async def watch(self) -> None:
        """Starts the worker again whenever it has ended; never returns.

        Raises UserError where the embedded broker has ended: all would wait for it for ever.
        """
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            if self._embedded and not self._embedded.running():
                self._say("Apache Kafka has ended; ending the worker, which cannot finish its work")
                raise UserError(
                    f"Apache Kafka has ended; {self._embedded.output} may say why. Start "
                    "`newswire up` again: nothing that it had confirmed is lost"
                )
            code = self._worker.poll()
            if code is None:
                continue
            if time.monotonic() - self._started >= STEADY_SECONDS:
                self._restarts = 0
            seconds = RESTART_SECONDS[min(self._restarts, len(RESTART_SECONDS) - 1)]
            self._restarts += 1
            self._say(f"the worker ended (exit code {code}); starting it again in {seconds} s")
            await asyncio.sleep(seconds)
            self._worker = self._start_worker()

    def hurry(self) -> None:
        """Ends the worker at once, by force: what it has in hand is left undone."""
        if self._worker.poll() is None:
            self._worker.kill()
            self._say("ending at once: what the worker had in hand comes again")

    def stop(self) -> None:
        """Ends the worker gently, by force where it does not."""
        if self._worker.poll() is not None:
            return
        self._worker.terminate()
        try:
            self._worker.wait(self._settings.shutdown_seconds + 5)
        except subprocess.TimeoutExpired:
            self._worker.kill()
            self._worker.wait()

    def _start_worker(self) -> "subprocess.Popen[bytes]":
        self._started = time.monotonic()
        return subprocess.Popen(
            [sys.executable, "-m", "streams", "worker"],
            env={
                **os.environ,
                "NEWSWIRE_BROKER": self.broker,
                "NEWSWIRE_HTTP_PORT": str(self._settings.http_port),
            },
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )


class _Signals:
    """SIGTERM and Ctrl-C: the first begins the end of all, and no other breaks its order.

    A broker that ends before its worker leaves that waiting for all its time.
    """

    def __init__(self) -> None:
        self._ending = False

    def terminated(self, number: int, frame: FrameType | None) -> None:
        """SIGTERM does once what Ctrl-C does; `make` and `timeout` together send it twice."""
        if not self._ending:
            self._ending = True
            raise KeyboardInterrupt

    def begin_end(self, running: Running) -> None:
        """From here on SIGTERM changes nothing, and Ctrl-C hurries the worker alone."""
        self._ending = True
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:  # as in a script's background
            signal.signal(signal.SIGINT, lambda number, frame: running.hurry())


@contextmanager
def everything(settings: Settings, say: Callable[[str], None]) -> Iterator[Running]:
    """Broker (where none is set), topics and a ready worker; ended in order on leaving.

    SIGTERM ends it as Ctrl-C does; while it ends, another one changes nothing and another Ctrl-C
    kills the worker, before the broker ends in order. Raises UserError.
    """
    signals = _Signals()
    signal.signal(signal.SIGTERM, signals.terminated)
    if settings.broker is None:
        # before its worker's port is looked at: a free one would be no help
        embedded.refuse_second(data_folder(settings))
    # another worker there would say that ours is ready
    port = check_port(settings.http_host, settings.http_port)
    settings = settings.model_copy(update={"http_port": port})
    with ExitStack() as stack:
        stack.callback(signal.signal, signal.SIGINT, signal.getsignal(signal.SIGINT))
        servers, broker = settings.broker, None
        if servers is None:
            broker = embedded.start(settings.cache_dir, data_folder(settings), say)
            stack.callback(broker.stop)
            servers = broker.address
        address = with_access(servers, settings)
        asyncio.run(create(address, settings.replication))
        say("starting a worker: some seconds")
        running = Running(address, broker, settings, say)
        stack.callback(running.stop)
        stack.callback(signals.begin_end, running)
        running.wait_until_ready()
        yield running
