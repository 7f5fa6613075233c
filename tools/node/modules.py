"""The npm packages that tests need, installed once a lock file, in the cache.

Nothing of them is shipped: a browser driver and accessibility rules for the page, kafkajs for the
example consumer, the official AsyncAPI parser.
"""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from streams.settings import Settings

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json")


def folder() -> Path:
    """The folder whose `node_modules` is what package-lock.json says."""
    digest = hashlib.blake2b(
        b"".join((HERE / name).read_bytes() for name in FILES), digest_size=8
    ).hexdigest()
    target = Settings().cache_dir / "node" / digest
    if not (target / "ready").exists():
        target.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copy(HERE / name, target)
        subprocess.run(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=target, check=True, timeout=300,
        )  # fmt: skip
        (target / "ready").touch()
    return target


def chromium() -> str:
    """The browser's program. Raises RuntimeError where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise RuntimeError("no Chromium here: apt-get install chromium (scripts/setup tests does)")


def run(script: Path, *args: str, seconds: float = 120, **env: str) -> str:
    """What a script prints. It finds the packages from its folder's copy in the cache."""
    place = folder() / script.name
    shutil.copy(script, place)
    done = subprocess.run(
        ["node", place.name, *args], cwd=place.parent, env={**os.environ, **env},
        capture_output=True, text=True, timeout=seconds, check=False,
    )  # fmt: skip
    if done.returncode:
        raise AssertionError(done.stderr or done.stdout)
    return done.stdout
