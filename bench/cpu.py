"""CPU seconds and memory of processes, read from /proc."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


class Usage(NamedTuple):
    seconds: float
    """CPU seconds since the process started."""
    resident: int
    """Bytes of memory that it holds now."""

    @property
    def megabytes(self) -> float:
        return self.resident / 1024 / 1024


def usage(pid: int) -> Usage:
    """What a process used; nothing where it has ended."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return Usage(0.0, 0)
    return Usage((int(stat[11]) + int(stat[12])) / TICKS, pages * PAGE)


def children(pid: int) -> list[int]:
    """The processes that a process started, not those below them."""
    try:
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def together(pids: Iterable[int]) -> Usage:
    """What several processes used."""
    used = [usage(pid) for pid in pids]
    return Usage(sum(u.seconds for u in used), sum(u.resident for u in used))
