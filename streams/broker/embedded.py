"""An Apache Kafka (KRaft, one node) on this machine's loopback, for `newswire up` and the tests.

Its jars (`program.py`) and its data stay in the cache folder.
"""

import base64
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from streams.broker.program import command
from streams.errors import UserError
from streams.folders import made
from streams.parent import end_with_parent

log = logging.getLogger(__name__)

PREFERRED_PORT = 19092
START_SECONDS = 60
STOP_SECONDS = 20
PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs={logs}
auto.create.topics.enable=false
offsets.topic.num.partitions=4
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
"""


class Embedded:
    """A running broker. Made by `start`; end it with `stop`."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int, folder: Path) -> None:
        self._process = process
        self._folder = folder
        self.address = f"127.0.0.1:{port}"

    @property
    def pid(self) -> int:
        """Of its Java."""
        return self._process.pid

    @property
    def output(self) -> Path:
        """Where its own log is."""
        return _output(self._folder)

    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def stop(self) -> None:
        """Ends it gently, so that its data need no recovery; by force after 20 s."""
        if self.running():
            self._process.terminate()
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        _state_file(self._folder).unlink(missing_ok=True)


def start(
    cache: Path,
    folder: Path,
    say: Callable[[str], None] = log.info,
    preferred: int = PREFERRED_PORT,
) -> Embedded:
    """Starts a broker with its program under `cache` and its data under `folder`.

    `say` hears of what takes long. Raises UserError where Java or Maven is missing, where nothing
    can be written, or where the broker does not come up.
    """
    made(folder)
    _end_left_over(folder)
    port, controller = free_ports(2, preferred)
    properties = PROPERTIES.format(port=port, controller=controller, logs=folder / "logs")
    prepare(cache, folder, properties, say=say)
    say(f"starting Apache Kafka on 127.0.0.1:{port}: some seconds")
    process = launch(cache, folder)
    wait_until_up(process, folder, port)
    broker = Embedded(process, port, folder)
    state = {"address": broker.address, "pid": broker.pid, "starter": os.getpid()}
    _state_file(folder).write_text(json.dumps(state), "utf-8")
    return broker


def prepare(
    cache: Path,
    folder: Path,
    properties: str,
    *,
    cluster: str | None = None,
    users: Sequence[str] = (),
    say: Callable[[str], None] = log.info,
) -> None:
    """Writes a node's configuration and, the first time, formats its data folder.

    `properties` must have its data under `folder`/logs; `cluster` is the id that the nodes of a
    cluster share; `users` are SCRAM users in the form of `kafka-storage --add-scram`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    config = _config(folder)
    config.write_text(properties, "utf-8")
    if (folder / "logs" / "meta.properties").exists():
        return
    options = [option for user in users for option in ("--add-scram", user)]
    done = subprocess.run(
        [*command(cache, folder, say), "kafka.tools.StorageTool", "format",
         f"--cluster-id={cluster or cluster_id()}", "-c", str(config), *options],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    output = _output(folder)
    output.write_text(done.stdout + done.stderr, "utf-8")
    if done.returncode:
        raise UserError(f"the broker's data folder could not be prepared; see {output}")


def launch(cache: Path, folder: Path, options: Sequence[str] = ()) -> "subprocess.Popen[bytes]":
    """Starts a prepared node, with more `options` for Java; it is up after `wait_until_up`."""
    with _output(folder).open("ab") as log_file:
        return subprocess.Popen(
            [*command(cache, folder), *options, "kafka.Kafka", str(_config(folder))],
            stdout=log_file,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for whoever started it, who ends it in order
            preexec_fn=end_with_parent,
        )


def wait_until_up(
    process: "subprocess.Popen[bytes]", folder: Path, port: int, seconds: float = START_SECONDS
) -> None:
    """Until a launched node answers on its port. Raises UserError where it does not."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise UserError(f"the broker did not start; see {_output(folder)}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    process.kill()
    process.wait()
    raise UserError(f"the broker was not up within {seconds:g} s; see {_output(folder)}")


def free_ports(count: int, preferred: int = 0) -> list[int]:
    """Ports of 127.0.0.1 that nobody uses; the first is the preferred one where that is free."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for number, one in enumerate(sockets):
            try:
                one.bind(("127.0.0.1", 0 if number else preferred))
            except OSError:
                one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]


def cluster_id() -> str:
    """A new id. It may begin with a hyphen, as one in 64 does: not an argument by itself."""
    return base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")


@contextmanager
def running(cache: Path, folder: Path) -> Iterator[Embedded]:
    """A broker for the length of a with-block; on any port, so that two at once never meet."""
    broker = start(cache, folder, preferred=0)
    try:
        yield broker
    finally:
        broker.stop()


def running_address(folder: Path) -> str | None:
    """The address of the broker that another process runs with its data here, None where none."""
    state = _running(folder)
    return str(state["address"]) if state else None


def _state_file(folder: Path) -> Path:
    return folder / "broker.json"


def _is_kafka(pid: int, folder: Path) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        try:
            os.kill(pid, 0)
        except OSError:
            return False
        return sys.platform != "linux"
    return str(folder).encode() in command


def refuse_second(folder: Path) -> None:
    """Raises UserError where another `newswire up` has a broker with its data in `folder`."""
    if state := _running(folder):
        _refuse_alive(state, folder)


def _refuse_alive(state: dict[str, Any], folder: Path) -> None:
    if _alive(state.get("starter", 0)):
        raise UserError(
            f"a broker already runs with its data in {folder} (at {state['address']}): "
            f"use it with NEWSWIRE_BROKER={state['address']}, or end the other `newswire up`"
        )


def _running(folder: Path) -> dict[str, Any] | None:
    """What is written of the broker whose data are there, where it runs."""
    try:
        state: dict[str, Any] = json.loads(_state_file(folder).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return state if _is_kafka(state["pid"], folder) else None


def _end_left_over(folder: Path) -> None:
    """Two brokers on one data folder would not start; one may be left from a killed session."""
    state = _running(folder)
    if state is None:
        return
    _refuse_alive(state, folder)
    os.kill(state["pid"], signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while _is_kafka(state["pid"], folder) and time.monotonic() < deadline:
        time.sleep(0.1)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return pid > 0


def _output(folder: Path) -> Path:
    return folder / "broker.log"


def _config(folder: Path) -> Path:
    return folder / "server.properties"
