"""A simulated day's peak: sources of very different size on the partitions of many workers.

    python -m bench.skew [--rate 3500] [--partitions 128] [--workers 64] [--cores 2]

The raw topic is keyed by source, so whoever has a source's partition cleans all that it writes;
what is cleaned is keyed by article and spreads evenly. Each second every source writes a random
number of articles around its own rate, which itself moves (a breaking story: three times as much
for ten minutes); each worker works off what its partitions hold. Prints, for several
distributions of sources, how busy the busiest worker is and how old articles get in it.

Costs are those measured by `bench.cost` and `bench.speed` (docs/speed.md).
"""

import argparse
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.batches import partition_of

CLEAN_MS, EXTRACT_MS = 3.0, 10.5
"""CPU of an article in the pool, by stage."""
MACHINERY_MS = 0.8
"""CPU of an article in the worker's own process, for one stage; that process has one thread."""
SECONDS, SEED = 1800, 8
STORY_SECONDS, STORY_TIMES, STORY_CHANCE = 600, 3.0, 0.02
"""How long a source writes how many times as much, and the chance of it at any time."""
Floats = NDArray[np.float64]


class Busy(NamedTuple):
    """The busiest worker over the simulated time."""

    mean: float
    """How much of its CPU a worker uses, on average over all."""
    most: float
    """The same of the busiest one."""
    age: float
    """Seconds of work that lay before an article, at worst."""
    source: float
    """Articles a second of the largest source."""


def rates(sources: int, exponent: float, total: float) -> Floats:
    """Articles a second of each source, by Zipf's law."""
    sizes = np.arange(1, sources + 1, dtype=np.float64) ** -exponent
    scaled: Floats = sizes * (total / sizes.sum())
    return scaled


def partitions_of(sources: int, partitions: int) -> NDArray[np.intp]:
    numbers = range(partitions)
    keys = (f"site-{n}.example".encode() for n in range(sources))
    return np.array([partition_of(key, numbers, numbers) for key in keys])


def simulate(
    by_source: Floats, partitions: int, workers: int, cores: int, seconds: int = SECONDS
) -> Busy:
    """Second by second; partitions go round the workers, extraction is spread evenly."""
    chance = np.random.default_rng(SEED)
    worker_of = partitions_of(len(by_source), partitions) % workers
    capacity = 1000.0 * cores
    queue = np.zeros(workers)
    used = np.zeros(workers)
    age = 0.0
    story = np.ones(len(by_source))
    for second in range(seconds):
        if second % STORY_SECONDS == 0:
            story = np.where(chance.random(len(by_source)) < STORY_CHANCE, STORY_TIMES, 1.0)
        written = chance.poisson(by_source * story).astype(np.float64)
        clean = np.bincount(worker_of, written, workers) * (CLEAN_MS + MACHINERY_MS)
        work = clean + written.sum() / workers * (EXTRACT_MS + MACHINERY_MS)
        queue += work
        age = max(age, float(queue.max()) / capacity)
        done = np.minimum(queue, capacity)
        used += done
        queue -= done
    busy = used / (seconds * capacity)
    return Busy(float(busy.mean()), float(busy.max()), age, float(by_source.max()))


def most_of_one_source(workers: int, cores: int, rate: float) -> float:
    """Articles a second of one source at which its worker is full; the others share their load."""
    even = rate / workers * (EXTRACT_MS + MACHINERY_MS + CLEAN_MS + MACHINERY_MS)
    left = 1000.0 * cores - even
    pool = left / (CLEAN_MS + MACHINERY_MS)
    thread = (1000.0 - 2 * MACHINERY_MS * rate / workers) / MACHINERY_MS
    return min(pool, thread)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rate", type=float, default=3500, help="articles a second, all sources")
    parser.add_argument("--partitions", type=int, default=128)
    parser.add_argument("--workers", type=int, default=64)
    parser.add_argument("--cores", type=int, default=2, help="of each worker")
    parser.add_argument("--sources", type=int, default=50_000)
    args = parser.parse_args()
    for exponent in (0.0, 0.8, 1.0, 1.2):
        by_source = rates(args.sources, exponent, args.rate)
        found = simulate(by_source, args.partitions, args.workers, args.cores)
        print(
            f"exponent {exponent}: largest source {found.source:.1f}/s; workers {found.mean:.0%} "
            f"busy, the busiest {found.most:.0%}; an article waits {found.age:.1f} s at most",
            flush=True,
        )
    most = most_of_one_source(args.workers, args.cores, args.rate)
    print(f"one source may write {most:.0f} articles a second before its worker is full")


if __name__ == "__main__":
    main()
