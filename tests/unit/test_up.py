"""`newswire up`: a worker that does not come up, one that ends, and the order of the end."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.error import URLError

import pytest
from click.testing import CliRunner

from streams.broker import embedded
from streams.cli import cli
from streams.commands import up
from streams.commands.up import READY_SECONDS, RESTART_SECONDS, STEADY_SECONDS, Running, everything
from streams.errors import UserError
from streams.settings import Settings
from tests.unit.fake_process import Clock, Process, started

SETTINGS = Settings(http_port=9100, shutdown_seconds=20)


def running(said: list[str] | None = None) -> Running:
    say = [] if said is None else said
    return Running("a.example:9092", None, SETTINGS, say.append)


def answers(monkeypatch: pytest.MonkeyPatch, *statuses: int | None) -> Clock:
    """What /readyz answers, look by look, the last for ever; None where nobody listens."""
    left = list(statuses)

    @contextmanager
    def urlopen(url: str, timeout: float) -> Iterator[Any]:
        assert url == "http://127.0.0.1:9100/readyz"
        status = left.pop(0) if len(left) > 1 else left[0]
        if status is None:
            raise URLError("refused")
        yield SimpleNamespace(status=status)

    monkeypatch.setattr(up, "urlopen", urlopen)
    clock = Clock()
    monkeypatch.setattr(up, "time", clock)
    return clock


def test_the_worker_is_told_of_the_broker_and_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    processes = started(monkeypatch)
    running()
    (worker,) = processes
    assert worker.command[1:] == ["-m", "streams", "worker"]
    assert worker.options["env"]["NEWSWIRE_BROKER"] == "a.example:9092"
    assert worker.options["env"]["NEWSWIRE_HTTP_PORT"] == "9100"
    assert worker.options["start_new_session"]  # Ctrl-C is for `up`, which ends it in order


def test_it_waits_until_the_worker_has_its_partitions(monkeypatch: pytest.MonkeyPatch) -> None:
    started(monkeypatch)
    clock = answers(monkeypatch, None, None, 503, 200)
    running().wait_until_ready()
    assert clock.monotonic() == pytest.approx(1000.3)


def test_a_worker_that_ends_as_it_starts_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    processes = started(monkeypatch)
    clock = answers(monkeypatch, None)
    one = running()
    processes[0].code = 2
    with pytest.raises(UserError, match="the worker ended as it started; its own line above"):
        one.wait_until_ready()
    assert clock.monotonic() == 1000


def test_a_worker_that_never_gets_ready_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    started(monkeypatch)
    clock = answers(monkeypatch, 503)
    with pytest.raises(UserError, match=r"not ready within 60 s; .* `newswire doctor`"):
        running().wait_until_ready()
    assert clock.monotonic() == pytest.approx(1000 + READY_SECONDS, abs=0.2)


async def test_a_worker_that_ended_is_started_again_and_waited_for_longer_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    processes = started(monkeypatch)
    said: list[str] = []
    one = running(said)
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        if seconds != up.WATCH_SECONDS:
            waits.append(seconds)
        elif len(waits) == 7:
            raise asyncio.CancelledError
        elif len(processes) == len(waits) + 1:
            processes[-1].code = 70

    monkeypatch.setattr(up, "asyncio", SimpleNamespace(sleep=sleep))
    with pytest.raises(asyncio.CancelledError):
        await one.watch()
    assert waits == [*RESTART_SECONDS, 30, 30]
    assert len(processes) == 8
    assert said[0] == "the worker ended (exit code 70); starting it again in 1 s"


async def test_the_wait_for_a_new_worker_is_short_again_after_a_long_good_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It never was: a worker that failed five times in one week was waited for 30 s ever after."""
    processes = started(monkeypatch)
    clock = Clock()
    monkeypatch.setattr(up, "time", clock)
    one = running()
    runs = [1, 1, STEADY_SECONDS - 1, STEADY_SECONDS, 1]
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        if seconds != up.WATCH_SECONDS:
            waits.append(seconds)
            clock.sleep(seconds)
        elif len(waits) == len(runs):
            raise asyncio.CancelledError
        else:
            clock.sleep(runs[len(waits)])
            processes[-1].code = 70

    monkeypatch.setattr(up, "asyncio", SimpleNamespace(sleep=sleep))
    with pytest.raises(asyncio.CancelledError):
        await one.watch()
    assert waits == [1, 2, 5, 1, 2]


@pytest.mark.parametrize(
    ("stubborn", "ended", "done"),
    [
        (False, False, ["terminate", 25]),
        (True, False, ["terminate", 25, "kill", None]),
        (False, True, []),
    ],
)
def test_the_worker_is_ended_gently_and_by_force_where_it_does_not(
    monkeypatch: pytest.MonkeyPatch, stubborn: bool, ended: bool, done: list[Any]
) -> None:
    processes = started(monkeypatch, stubborn=stubborn)
    one = running()
    if ended:
        processes[0].code = 70
    one.stop()
    assert processes[0].done == done


class Stage:
    """What `everything` starts and ends, in its order, and where it fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, fails: str = "") -> None:
        self.did: list[str] = []
        self.fails = fails
        self.processes = started(monkeypatch)
        monkeypatch.setattr(up, "check_port", lambda host, port: 9100)
        monkeypatch.setattr(embedded, "refuse_second", lambda folder: None)
        monkeypatch.setattr(embedded, "start", self._broker)
        monkeypatch.setattr(up, "create", self._topics)
        monkeypatch.setattr(Running, "wait_until_ready", lambda one: self.do("ready"))
        monkeypatch.setattr(Process, "terminate", self._terminate)

    def do(self, what: str) -> None:
        self.did.append(what)
        if what == self.fails:
            raise UserError(f"{what} failed")

    def _broker(self, cache: Path, folder: Path, say: Any) -> Any:
        self.do("broker")
        return SimpleNamespace(address="127.0.0.1:1", stop=lambda: self.do("broker ends"))

    async def _topics(self, broker: str, replication: int) -> None:
        self.do(f"topics on {broker}")

    def _terminate(self) -> None:
        self.do("worker ends")
        self.processes[0].code = 0


@pytest.fixture
def sigterm() -> Iterator[None]:
    """Signals as a terminal leaves them (a script's background ignores SIGINT), put back after."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("sigterm")
@pytest.mark.parametrize(
    ("fails", "did"),
    [
        ("", ["broker", "topics on 127.0.0.1:1", "ready", "used", "worker ends", "broker ends"]),
        ("broker", ["broker"]),
        ("topics on 127.0.0.1:1", ["broker", "topics on 127.0.0.1:1", "broker ends"]),
        ("ready", ["broker", "topics on 127.0.0.1:1", "ready", "worker ends", "broker ends"]),
        ("worker ends",
         ["broker", "topics on 127.0.0.1:1", "ready", "used", "worker ends", "broker ends"]),
    ],
)  # fmt: skip
def test_what_was_started_is_ended_in_order_wherever_it_fails(
    monkeypatch: pytest.MonkeyPatch, fails: str, did: list[str]
) -> None:
    stage = Stage(monkeypatch, fails)
    ends = pytest.raises(UserError, match=f"^{fails} failed$") if fails else nullcontext()
    with ends, everything(Settings(), lambda text: None):
        stage.do("used")
    assert stage.did == did


@pytest.mark.usefixtures("sigterm")
def test_a_broker_that_is_set_is_used_and_not_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage(monkeypatch)
    with everything(Settings(broker="kafka:9092"), lambda text: None) as one:
        assert one.broker == "kafka:9092"
        assert one.metrics_url == "http://127.0.0.1:9100"
    assert stage.did == ["topics on kafka:9092", "ready", "worker ends"]


@pytest.mark.usefixtures("sigterm")
@pytest.mark.parametrize("servers", [None, "kafka:9092"])
def test_the_start_of_a_worker_is_said_by_who_starts_it_and_only_then(
    monkeypatch: pytest.MonkeyPatch, servers: str | None
) -> None:
    """The broker said it for `up`: in a test too, and of one that is set nobody did."""
    stage = Stage(monkeypatch)
    with everything(Settings(broker=servers), stage.do):
        pass
    topics = f"topics on {servers or '127.0.0.1:1'}"
    at = stage.did.index("starting a worker: some seconds")
    assert (stage.did[at - 1], stage.did[at + 1]) == (topics, "ready")
    said: list[str] = []
    stage.fails = topics
    with (
        pytest.raises(UserError, match="topics on"),
        everything(Settings(broker=servers), said.append),
    ):
        pass
    assert said == []


@pytest.mark.usefixtures("sigterm")
def test_sigterm_ends_all_as_ctrl_c_does(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage(monkeypatch)
    with pytest.raises(KeyboardInterrupt), everything(Settings(), lambda text: None):
        os.kill(os.getpid(), signal.SIGTERM)
    assert stage.did[-2:] == ["worker ends", "broker ends"]


@pytest.mark.usefixtures("sigterm")
@pytest.mark.parametrize("first", [signal.SIGTERM, signal.SIGINT])
def test_a_second_sigterm_does_not_end_the_broker_before_the_worker(
    monkeypatch: pytest.MonkeyPatch, first: signal.Signals
) -> None:
    """`timeout` and `make` both sent one: the second broke off the wait for the worker."""
    stage = Stage(monkeypatch)
    wait = Process.wait

    def interrupted(process: Process, timeout: float | None = None) -> int:
        os.kill(os.getpid(), signal.SIGTERM)
        stage.do("worker has ended")
        return wait(process, timeout)

    monkeypatch.setattr(Process, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt), everything(Settings(), lambda text: None):
        os.kill(os.getpid(), first)
    assert stage.did[-3:] == ["worker ends", "worker has ended", "broker ends"]
    assert stage.processes[0].done == [30]  # no force


@pytest.mark.usefixtures("sigterm")
def test_a_second_ctrl_c_kills_the_worker_and_lets_the_broker_end_in_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = Stage(monkeypatch)
    said: list[str] = []
    wait = Process.wait

    def impatient(process: Process, timeout: float | None = None) -> int:
        os.kill(os.getpid(), signal.SIGINT)
        return wait(process, timeout)

    def end_broker() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        stage.do("broker ends")

    broker = SimpleNamespace(address="127.0.0.1:1", stop=end_broker)
    monkeypatch.setattr(embedded, "start", lambda cache, folder, say: broker)
    monkeypatch.setattr(Process, "wait", impatient)
    monkeypatch.setattr(Process, "terminate", lambda process: stage.do("worker goes on"))
    with pytest.raises(KeyboardInterrupt), everything(Settings(), said.append):
        os.kill(os.getpid(), signal.SIGINT)
    assert stage.did[-2:] == ["worker goes on", "broker ends"]
    assert stage.processes[0].done == ["kill", 30]
    assert said[1:] == ["ending at once: what the worker had in hand comes again"]
    assert signal.getsignal(signal.SIGINT) == signal.default_int_handler


@pytest.mark.usefixtures("sigterm")
def test_a_second_up_is_told_of_the_first_and_not_of_its_port(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It said to set NEWSWIRE_HTTP_PORT, and with that set that a broker already runs."""
    stage = Stage(monkeypatch)

    def refused(*_: object) -> None:
        raise UserError("already runs")

    def in_use(*_: object) -> int:
        raise UserError("port 6066")

    monkeypatch.setattr(embedded, "refuse_second", refused)
    monkeypatch.setattr(up, "check_port", in_use)
    with pytest.raises(UserError, match="already runs"), everything(Settings(), print):
        pass
    with (
        pytest.raises(UserError, match="port 6066"),
        everything(Settings(broker="kafka:9092"), print),
    ):
        pass
    assert stage.did == []


@pytest.mark.usefixtures("sigterm")
def test_a_sigint_that_is_ignored_stays_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A script's Ctrl-C reaches what it has in the background, where SIGINT is ignored."""
    stage = Stage(monkeypatch)
    wait = Process.wait

    def interrupted(process: Process, timeout: float | None = None) -> int:
        os.kill(os.getpid(), signal.SIGINT)
        return wait(process, timeout)

    monkeypatch.setattr(Process, "wait", interrupted)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with everything(Settings(), lambda text: None):
        pass
    assert stage.processes[0].done == [30]


@pytest.mark.usefixtures("sigterm")
@pytest.mark.parametrize(
    ("servers", "broker", "then", "last"),
    [
        ("kafka:9092", "kafka:9092", "", "worker ends"),
        ("", "127.0.0.1:1", ", then the broker", "broker ends"),
    ],
)
def test_the_command_says_how_to_go_on_and_what_it_ends(
    monkeypatch: pytest.MonkeyPatch, servers: str, broker: str, then: str, last: str
) -> None:
    """It said that the broker ends also where that is not its own."""
    stage = Stage(monkeypatch)

    async def interrupted(one: Running) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Running, "watch", interrupted)
    monkeypatch.setenv("NEWSWIRE_BROKER", servers)
    result = CliRunner().invoke(cli, ["up"])
    starting, ready, ending = result.stderr.splitlines()
    assert starting == "newswire: starting a worker: some seconds"
    assert ready.startswith(f"newswire: ready: broker {broker}, metrics http://127.0.0.1:9100/me")
    assert ending == f"newswire: ending: the worker finishes its work in hand{then}"
    assert (result.exit_code, stage.did[-1]) == (0, last)
