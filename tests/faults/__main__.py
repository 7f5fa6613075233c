"""Every fault, and the table: `python -m tests.faults [--only TEXT] [--output FILE]`."""

import argparse
import asyncio
import tempfile
from pathlib import Path

from streams.settings import load
from tests.faults.cluster import running
from tests.faults.faults import FAULTS
from tests.faults.suite import HEAD, RATE, inject, line, make_topics, silence_clients


async def main() -> bool:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", action="append", help="faults whose name holds this")
    parser.add_argument("--times", type=int, help="instead of each fault's own number")
    parser.add_argument("--rate", type=float, default=RATE, help="articles a second")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="keep data and logs here")
    args = parser.parse_args()
    silence_clients()
    wanted = args.only or [""]
    chosen = [f for text in wanted for f in FAULTS if text in f.name]
    good = True
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        with running(load().cache_dir, folder / "cluster") as cluster:
            await make_topics(cluster)
            print(HEAD, flush=True)
            for number, fault in enumerate(chosen):
                row = await inject(
                    fault, cluster, folder / str(number), times=args.times, rate=args.rate,
                    seed=args.seed,
                )  # fmt: skip
                good &= row.sums is None or row.good(flat=fault.flat)
                print(line(row), flush=True)
    return good


if __name__ == "__main__":
    raise SystemExit(0 if asyncio.run(main()) else 1)
