"""A PostgreSQL of the tests' own: on loopback, in a folder that goes with them."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOT_ROOT = "nobody"
"""PostgreSQL refuses to run as root, as containers do."""


def programs() -> Path:
    """The folder of initdb and pg_ctl: Debian keeps them off the PATH."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    assert folders, "no PostgreSQL here: apt-get install postgresql (scripts/setup tests does)"
    return folders[-1].parent


@contextmanager
def running() -> Iterator[str]:
    """The address of a started server.

    Its folder is none of pytest's: another run of pytest closes those to all but root again.
    """
    with tempfile.TemporaryDirectory(prefix="newswire-postgres-") as folder:
        data = Path(folder)
        if os.getuid() == 0:
            shutil.chown(data, NOT_ROOT)
        with _server(data) as address:
            yield address


@contextmanager
def _server(data: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _run(data, "initdb", "--auth=trust", "--username=newswire", "--encoding=UTF8", "--no-sync")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    _run(data, "pg_ctl", "-w", "-l", str(data / "log"), "-o", options, "start")
    try:
        yield f"postgresql://newswire@127.0.0.1:{port}/postgres"
    finally:
        _run(data, "pg_ctl", "-m", "immediate", "stop")


def _run(data: Path, program: str, *args: str) -> None:
    user = NOT_ROOT if os.getuid() == 0 else None
    done = subprocess.run(
        [programs() / program, "-D", data, *args], user=user, cwd="/", timeout=60,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
