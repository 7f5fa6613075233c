"""All faults at random for some minutes at full load: the ledger, and a plot of the memory.

python -m tests.faults.storm [--minutes 10] [--rate 40] [--plot memory.svg]
"""

import argparse
import asyncio
import contextlib
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench.cpu import usage
from bench.ledger import ends, ledger, settled
from streams.settings import load
from tests.faults.cluster import running
from tests.faults.faults import Act, faults_at_random
from tests.faults.scene import GROUP, Load, Scene, Watch
from tests.faults.suite import HEAD, SETTLE_SECONDS, Row, line, make_topics, silence_clients

Sample = tuple[float, int]
"""Seconds since the start, bytes."""
WIDTH, HEIGHT, MARGIN = 800, 300, 50
COLOURS = ("#1f77b4", "#d62728", "#2ca02c", "#9467bd")


async def watch_memory(scene: Scene, series: dict[str, list[Sample]]) -> None:
    """Samples the memory of workers and of their pools every two seconds, until cancelled."""
    started = time.monotonic()
    while True:
        now = time.monotonic() - started
        for number, worker in enumerate(scene.workers, 1):
            if worker.exit_code() is None:
                series.setdefault(f"worker {number}", []).append((now, usage(worker.pid).resident))
                for pid in worker.pool_pids():
                    series.setdefault(f"pool of {number}", []).append((now, usage(pid).resident))
        await asyncio.sleep(2)


def plot(series: dict[str, list[Sample]]) -> str:
    """An SVG of memory over time."""
    longest = max(t for samples in series.values() for t, _ in samples)
    most = max(b for samples in series.values() for _, b in samples) * 1.1
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT + 40}" '
        'font-family="sans-serif" font-size="12">'
        f'<rect width="100%" height="100%" fill="white"/>'
    ]
    for step in range(5):
        y = HEIGHT - step * (HEIGHT - MARGIN) / 4
        parts.append(f'<line x1="{MARGIN}" x2="{WIDTH}" y1="{y}" y2="{y}" stroke="#ddd"/>')
        parts.append(f'<text x="4" y="{y}">{most * step / 4 / 1e6:.0f} MB</text>')
    for minute in range(int(longest / 60) + 1):
        x = MARGIN + minute * 60 / longest * (WIDTH - MARGIN)
        parts.append(f'<text x="{x}" y="{HEIGHT + 16}">{minute} min</text>')
    for number, (name, samples) in enumerate(sorted(series.items())):
        colour = COLOURS[number % len(COLOURS)]
        for t, size in samples:
            x = MARGIN + t / longest * (WIDTH - MARGIN)
            y = HEIGHT - size / most * (HEIGHT - MARGIN)
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.2" fill="{colour}"/>')
        at = MARGIN + number * 150
        parts.append(f'<text x="{at}" y="{HEIGHT + 34}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>\n"])


async def storm(scene: Scene, seconds: float) -> Counter[str]:
    """Random faults, one after the other."""
    struck: Counter[str] = Counter()
    until = time.monotonic() + seconds
    acts: dict[str, Act] = faults_at_random()
    while time.monotonic() < until:
        name = scene.random.choice(sorted(acts))
        struck[name] += await acts[name](scene, 1)
        await scene.pause(1, 4)
    return struck


async def main() -> bool:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--rate", type=float, default=40, help="articles a second")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="keep data and logs here")
    parser.add_argument("--plot", type=Path, default=Path("memory.svg"))
    args = parser.parse_args()
    silence_clients()
    series: dict[str, list[Sample]] = {}
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as temporary,
        running(load().cache_dir, (args.folder or Path(temporary)) / "cluster") as cluster,
    ):
        await make_topics(cluster)
        scene = Scene(
            cluster, (args.folder or Path(temporary)) / "storm", args.seed, article_seconds="3"
        )
        since = await ends(cluster.direct)
        await scene.start_workers(2)
        memory = asyncio.create_task(watch_memory(scene, series))
        async with Watch(cluster.direct).running() as watch, scene.supervised():
            async with Load(cluster.direct, "storm", args.rate).running():
                struck = await storm(scene, args.minutes * 60)
            done = await settled(cluster.direct, GROUP, 5 * SETTLE_SECONDS)
        memory.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await memory
        await scene.stop_workers()
        sums = await ledger(cluster.direct, since)
    args.plot.write_text(plot(series), "utf-8")
    seconds = time.monotonic() - started
    notes = [*scene.notes, *(f"{name} ({count})" for name, count in sorted(struck.items()))]
    row = Row("all at random", sum(struck.values()), sums, watch.longest_silence(), done, seconds,
              notes)  # fmt: skip
    print(HEAD)
    print(line(row))
    most = {name: max(size for _, size in samples) / 1e6 for name, samples in series.items()}
    print("most memory: " + ", ".join(f"{n} {size:.0f} MB" for n, size in sorted(most.items())))
    return row.good(flat=True)


if __name__ == "__main__":
    raise SystemExit(0 if asyncio.run(main()) else 1)
