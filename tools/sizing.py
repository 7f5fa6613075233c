"""Measures the running compose stack for sizing: `python -m tools.sizing ARTICLES.jsonl.gz`.

Stop the demo and run one worker first. Puts COUNT articles on the raw topic, waits until the group
has committed them all, and prints what it cost: CPU of the worker's container by cgroup accounting
(so a busy machine does not change it), its peak memory, and what the topics take on Kafka's disk.
"""

import argparse
import json
import subprocess
import sys
import time
import urllib.parse
import urllib.request

TOPICS = ("news.articles.raw.v1", "news.articles.clean.v1", "news.articles.enriched.v1",
          "news.quantities.v1", "news.mentions.v1")  # fmt: skip
LAG = 'sum(newswire_group_lag_messages{group="newswire"})'
DONE = "sum(newswire_articles_total)"


def compose(*arguments: str) -> str:
    """What `docker compose` prints."""
    return subprocess.run(
        ["docker", "compose", *arguments], check=True, capture_output=True, text=True
    ).stdout


def ask(query: str) -> float:
    """One number of the stack's Prometheus; 0 where it has none."""
    url = "http://127.0.0.1:9090/api/v1/query?" + urllib.parse.urlencode({"query": query})
    with urllib.request.urlopen(url, timeout=30) as answer:
        found = json.load(answer)["data"]["result"]
    return float(found[0]["value"][1]) if found else 0.0


def in_worker(v1: str, v2: str) -> str:
    """A file of the container's cgroup, by its name under version 1 or 2."""
    script = f"cat /sys/fs/cgroup/{v1} 2>/dev/null || cat /sys/fs/cgroup/{v2}"
    return compose("exec", "-T", "worker", "sh", "-c", script)


def cpu_seconds() -> float:
    """What the worker's container has used of the CPU."""
    text = in_worker("cpuacct/cpuacct.usage", "cpu.stat")
    words = text.split()
    return int(words[1]) / 1e6 if words[0] == "usage_usec" else int(words[0]) / 1e9


def peak_bytes() -> int:
    """The most memory that the worker's container held."""
    return int(in_worker("memory/memory.max_usage_in_bytes", "memory.peak"))


def on_disk() -> dict[str, int]:
    """Bytes by topic in Kafka's log folder."""
    text = compose("exec", "-T", "kafka", "sh", "-c", "du -sb /var/lib/kafka/data/news.*")
    sizes: dict[str, int] = {}
    for line in text.splitlines():
        size, path = line.split()
        topic = path.rpartition("/")[2].rpartition("-")[0]
        sizes[topic] = sizes.get(topic, 0) + int(size)
    return sizes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles")
    parser.add_argument("--count", type=int, default=3000)
    arguments = parser.parse_args()
    before, cpu, done = on_disk(), cpu_seconds(), ask(DONE)
    started = time.monotonic()
    subprocess.run(
        [
            sys.executable,
            "-m",
            "streams",
            "produce",
            arguments.articles,
            "--limit",
            str(arguments.count),
        ],
        check=True,
    )
    while ask(DONE) - done < arguments.count or ask(LAG) > 0:
        time.sleep(2)
    seconds, cpu = time.monotonic() - started, cpu_seconds() - cpu
    after = on_disk()
    print(f"articles: {arguments.count}, wall {seconds:.0f} s")
    print(f"worker: {cpu:.1f} CPU s, {arguments.count / cpu:.1f} articles a CPU second")
    print(f"peak memory of its container since start: {peak_bytes() / 1e6:.0f} MB")
    for topic in TOPICS:
        size = after.get(topic, 0) - before.get(topic, 0)
        print(f"{topic}: {size / arguments.count / 1e3:.2f} kB an article")


if __name__ == "__main__":
    main()
