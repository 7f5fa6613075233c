"""Fuzzes the whole path for a while: `python -m tests.fuzz [--seconds 60] [--start 0] [--news]`.

With atheris installed (`pip install atheris`) inputs are chosen by what they reach in our code;
without it they are drawn. A failing input is printed and kept in the file `failed-input`.
"""

import argparse
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from tests.fuzz import inputs, seeds, whole_path
from tests.fuzz.news import mangled


def news(start: int) -> Iterator[bytes]:
    """Endless: raw articles of mangled news."""
    return (orjson.dumps({"text": mangled(number)}) for number in count(start))


def drawn(seconds: float, start: int, *, of_news: bool) -> None:
    """Inputs at random, with how they ended."""
    ends: Counter[str] = Counter()
    until = time.monotonic() + seconds
    for value in news(start) if of_news else inputs(start):
        if time.monotonic() > until:
            break
        try:
            failure = whole_path(value)[-1].failure
        except Exception:
            Path("failed-input").write_bytes(value)
            traceback.print_exc()
            sys.exit(f"input {sum(ends.values()) + start} failed: {value[:300]!r}")
        ends[failure.reason if failure else "well"] += 1
    print(f"{sum(ends.values())} inputs: {dict(ends)}")


def guided(seconds: float) -> None:
    """Inputs by coverage, in a process that libFuzzer ends."""
    import atheris

    for name in [name for name in sys.modules if name.startswith(("streams.", "schemas."))]:
        del sys.modules[name]
    with atheris.instrument_imports(
        include=["schemas", "streams.cleaning", "streams.extraction", "streams.agents"]
    ):
        import importlib

        import tests.fuzz

        fuzz = importlib.reload(tests.fuzz)
    with TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds()):
            if len(seed) < 20_000:
                Path(folder, str(number)).write_bytes(seed)
        kept = Path("build/fuzz")
        kept.mkdir(parents=True, exist_ok=True)
        limits = f"-max_total_time={int(seconds)}", "-timeout=60"
        arguments = [sys.argv[0], folder, *limits, f"-artifact_prefix={kept}/"]
        atheris.Setup(arguments, lambda data: fuzz.whole_path(data) and None)
        atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--start", type=int, default=0, help="the first number drawn")
    parser.add_argument("--news", action="store_true", help="golden news, its words mangled")
    parser.add_argument("--guided", action="store_true", help="by coverage, with atheris")
    args = parser.parse_args()
    if args.guided:
        guided(args.seconds)
    else:
        drawn(args.seconds, args.start, of_news=args.news)


if __name__ == "__main__":
    main()
