"""A wheel with compiled rules finds what the rules find that are interpreted, byte for byte."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from streams.commands.doctor import is_compiled
from tools.compiled import with_quoted_fields

GOLDEN = Path(__file__).parent.parent / "golden"
LINES_AT_ONCE = 25
HOSTILE = ["", "1" * 5000, "£" * 500, "(" * 500 + "5", "\u0000 3 tanks", "1/0 men"]
DOCTOR = "from streams.commands.doctor import is_compiled; print(is_compiled())"

pytestmark = pytest.mark.skipif(
    shutil.which("cc") is None or is_compiled(),
    reason="no C compiler here, or the rules are compiled already",
)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the compiled packages: two minutes of both cores, nothing optimised."""
    folder = tmp_path_factory.mktemp("compiled")
    made = subprocess.run(
        [sys.executable, "-m", "tools.compiled", str(folder), "--level", "0"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr[-3000:]
    return folder / "packages"


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All golden texts in pieces as raw articles, and some that are no news."""
    texts = list(HOSTILE)
    for path in sorted(GOLDEN.rglob("*.*")):
        if path.suffix in {".toml", ".txt"}:
            lines = path.read_text("utf-8").split("\n")
            starts = range(0, len(lines), LINES_AT_ONCE)
            texts += ["\n".join(lines[at : at + LINES_AT_ONCE]) for at in starts]
    assert len(texts) > 400
    path = tmp_path_factory.mktemp("golden") / "articles.jsonl"
    others = {"published_at": "2024-05-06T07:08:09Z", "source": "valley.example"}
    path.write_bytes(b"\n".join(orjson.dumps({"text": text, **others}) for text in texts))
    return path


def run(packages: Path | None, *arguments: str) -> bytes:
    """What this Python prints with the packages of a folder, or with those of this tree."""
    path = packages or Path(__file__).parent.parent.parent
    done = subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": str(path)},
        cwd=path, capture_output=True, check=False,
    )  # fmt: skip
    return done.stdout


def test_the_same_events(compiled: Path, articles: Path) -> None:
    assert run(compiled, "-c", DOCTOR).strip() == b"True"
    assert run(None, "-c", DOCTOR).strip() == b"False"
    enrich = ("-m", "streams", "enrich", "--no-clean", "--json", str(articles))
    asked, found = (run(packages, *enrich).splitlines() for packages in (None, compiled))
    assert len(asked) == len(found) > 400
    for one, other in zip(asked, found, strict=True):
        assert one == other


def test_types_of_records_are_quoted_and_nothing_else() -> None:
    source = (
        "import re\n\n\nclass A(NamedTuple):\n"
        "    words: tuple[str, ...] = ()\n    code: str | None\n\n\nx: int = 1\n"
    )
    assert with_quoted_fields(source) == (
        "from typing import Annotated\nimport re\n\n\nclass A(NamedTuple):\n"
        '    words: "Annotated[tuple[str, ...], None]" = ()\n'
        '    code: "Annotated[str | None, None]"\n\n\nx: int = 1\n'
    )
    assert with_quoted_fields("x: int = 1\n") == "x: int = 1\n"
