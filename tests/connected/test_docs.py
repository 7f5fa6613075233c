"""Every snippet in the README and in docs/ is run.

Python blocks are executed, and what a `text` block after one shows is what it must print. Shell
blocks run in the project's folder on the session's broker; `make` targets and the compose stack,
which would start everything anew, are checked for being there; commands without an end are ended.
"""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from bench.worker_process import WorkerProcess
from tests.connected.kafka import article, send

ROOT = Path(__file__).parent.parent.parent
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
ENDLESS = ("newswire tail", "newswire up", "newswire worker", "newswire page")


class Snippet(NamedTuple):
    where: str
    language: str
    code: str
    shown: str | None
    """What the page says that it prints."""


def snippets() -> list[Snippet]:
    found = []
    for path in [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *sorted((ROOT / "docs").rglob("*.md")),
    ]:
        blocks = BLOCK.findall(path.read_text("utf-8"))
        for number, (language, code) in enumerate(blocks):
            after = blocks[number + 1] if number + 1 < len(blocks) else ("", "")
            shown = after[1] if after[0] == "text" else None
            found.append(Snippet(f"{path.name} {number + 1}", language, code, shown))
    return found


ALL = snippets()


def test_every_block_is_of_a_kind_that_is_run() -> None:
    assert {snippet.language for snippet in ALL} <= {"python", "sh", "text"}
    assert len(ALL) > 10


@pytest.mark.parametrize(
    "snippet", [s for s in ALL if s.language == "python"], ids=lambda snippet: snippet.where
)
def test_python(snippet: Snippet) -> None:
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(snippet.code, snippet.where, "exec"), {"__name__": "snippet"})
    if snippet.shown is not None:
        assert output.getvalue() == snippet.shown


@pytest.mark.parametrize(
    "snippet", [s for s in ALL if s.language == "sh"], ids=lambda snippet: snippet.where
)
async def test_shell(snippet: Snippet, broker: str, worker: WorkerProcess, prefix: str) -> None:
    code = snippet.code.strip()
    if code.startswith("docker compose"):
        assert (ROOT / "docker-compose.yml").exists()
        if shutil.which("docker") is None or _run("docker compose version", broker).returncode:
            return  # its content is checked by tests/unit/test_deploy.py
        code = "docker compose config --quiet"
    if code.startswith("make "):
        code = f"make --dry-run {code.removeprefix('make ')}"
    if code.startswith(ENDLESS):
        code = f"timeout --signal INT 6 {code} || [ $? -le 130 ]"
        await send(broker, [article(f"{prefix}-{code.split()[-1]}")])
    done = _run(code, broker)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def _run(code: str, broker: str) -> "subprocess.CompletedProcess[str]":
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", code],
        cwd=ROOT, env={**os.environ, "PATH": path, "NEWSWIRE_BROKER": broker},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
