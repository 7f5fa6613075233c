"""A worker as a process of its own, to be killed and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.cpu import children
from streams.parent import end_with_parent

PATIENCE = float(os.environ.get("PATIENCE", "1"))
"""Multiplies the time limits of benches and faults, for a machine that is busy with other work."""
READY_SECONDS = 180 * PATIENCE


class WorkerProcess:
    """`newswire worker` with its own port and log file."""

    def __init__(
        self, broker: str, log: Path, env: Mapping[str, str] | None = None, **settings: str
    ) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        log.parent.mkdir(parents=True, exist_ok=True)
        self.log = log
        self._env = {
            **os.environ,
            "NEWSWIRE_BROKER": broker,
            "NEWSWIRE_HTTP_PORT": str(self.port),
            "NEWSWIRE_SESSION_SECONDS": "6",
            **{f"NEWSWIRE_{name.upper()}": value for name, value in settings.items()},
            **(env or {}),
        }
        self._process: subprocess.Popen[bytes] | None = None
        self.ended_on_purpose = False
        """Whether `kill` or `stop` ended it: who looks after workers leaves this one alone."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self, *, ready: bool = True) -> "WorkerProcess":
        """Starts it; returns once it is ready, unless that is not to be waited for."""
        self.ended_on_purpose = False
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "streams", "worker"],
                env=self._env, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                preexec_fn=end_with_parent,
            )  # fmt: skip
        if ready:
            self.wait_until_ready()
        return self

    def wait_until_ready(self) -> None:
        """Returns once it takes work. Raises AssertionError with its log where it never does."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            if self.get("/readyz")[0] == 200:
                return
            if self.exit_code() is not None:
                break
            time.sleep(0.1)
        raise AssertionError(f"the worker is not ready:\n{self.log.read_text()[-3000:]}")

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page; 0 where nothing answers."""
        try:
            with urlopen(self.url + path, timeout=5) as answer:
                return answer.status, answer.read().decode()
        except URLError as error:
            return getattr(error, "code", 0), ""
        except OSError:
            return 0, ""

    def pool_pids(self) -> list[int]:
        """The processes of its pool; none where it has ended."""
        servers = [pid for pid in children(self.pid) if "forkserver" in command_of(pid)]
        return [pid for server in servers for pid in children(server)]

    def exit_code(self) -> int | None:
        """How it ended; None while it runs."""
        assert self._process is not None
        return self._process.poll()

    def pause(self) -> None:
        """Stops it where it stands, as a machine that hangs would."""
        os.kill(self.pid, signal.SIGSTOP)

    def resume(self) -> None:
        """Lets it go on."""
        os.kill(self.pid, signal.SIGCONT)

    def kill(self) -> None:
        """As an out-of-memory killer would."""
        assert self._process is not None
        self.ended_on_purpose = True
        self._process.kill()
        self._process.wait()

    def stop(self, seconds: float = 40 * PATIENCE) -> int:
        """SIGTERM; the exit code. By force where it does not end."""
        process = self._process
        assert process is not None
        self.ended_on_purpose = True
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
        return process.wait()


def command_of(pid: int) -> str:
    """The command line of a process; empty where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""
