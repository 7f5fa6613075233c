"""An Apache Kafka of three brokers on loopback, whose nodes and network can be broken."""

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.worker_process import PATIENCE
from streams.broker.embedded import cluster_id, free_ports, launch, prepare, wait_until_up
from tests.faults.proxy import Proxy

NODES = 3
SMALL_DISK = "512m"
PROPERTIES = """\
process.roles=broker,controller
node.id={node}
controller.quorum.voters={voters}
listeners=DIRECT://127.0.0.1:{direct},CUT://127.0.0.1:{behind},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=DIRECT://127.0.0.1:{direct},CUT://127.0.0.1:{proxy}
inter.broker.listener.name=DIRECT
controller.listener.names=CONTROLLER
listener.security.protocol.map=DIRECT:PLAINTEXT,CUT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs={logs}
auto.create.topics.enable=false
default.replication.factor=3
min.insync.replicas=2
offsets.topic.num.partitions=4
offsets.topic.replication.factor=3
transaction.state.log.num.partitions=4
transaction.state.log.replication.factor=3
transaction.state.log.min.isr=2
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
controlled.shutdown.enable=true
leader.imbalance.check.interval.seconds=5
replica.lag.time.max.ms=5000
log.segment.bytes=16777216
"""


class Node:
    """One broker: `kill`, `stop` and `start` it; its clients may come through `proxy`."""

    def __init__(
        self, cache: Path, folder: Path, direct: int, proxy: Proxy, *, small_disk: bool
    ) -> None:
        self._cache = cache
        self.folder = folder
        self.direct = direct
        self.proxy = proxy
        self.small_disk = small_disk
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Does not wait: most nodes are only up once another one is."""
        self._process = launch(self._cache, self.folder, ("-Xmx320m",))

    def wait_until_up(self) -> None:
        assert self._process is not None
        wait_until_up(self._process, self.folder, self.direct, 60 * PATIENCE)

    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Gently: its partitions move to other leaders first."""
        self._end(signal.SIGTERM)

    def pause(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def _end(self, number: int) -> None:
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(number)
            try:
                self._process.wait(30 * PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._process.wait()


class Cluster:
    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.direct = ",".join(f"127.0.0.1:{node.direct}" for node in nodes)
        """For the ledger: its connections are not cut."""
        self.through_proxy = ",".join(f"127.0.0.1:{node.proxy.port}" for node in nodes)
        """For the worker."""


@contextmanager
def running(cache: Path, folder: Path) -> Iterator[Cluster]:
    """A formatted and started cluster; ended on leaving."""
    cluster = cluster_id()
    ports = free_ports(3 * NODES)
    direct, behind, controllers = ports[:NODES], ports[NODES : 2 * NODES], ports[2 * NODES :]
    voters = ",".join(f"{n + 1}@127.0.0.1:{port}" for n, port in enumerate(controllers))
    with ExitStack() as stack:
        nodes = []
        for n in range(NODES):
            proxy = stack.enter_context(Proxy.running(behind[n]))
            home = folder / f"node-{n + 1}"
            properties = PROPERTIES.format(
                node=n + 1, voters=voters, direct=direct[n], behind=behind[n],
                controller=controllers[n], proxy=proxy.port, logs=home / "logs",
            )  # fmt: skip
            small = n == NODES - 1 and stack.enter_context(_small_disk(home))
            prepare(cache, home, properties, cluster=cluster)
            nodes.append(Node(cache, home, direct[n], proxy, small_disk=small))
        for node in nodes:
            node.start()
            stack.callback(node.kill)
        for node in nodes:
            node.wait_until_up()
        yield Cluster(nodes)


@contextmanager
def _small_disk(folder: Path) -> Iterator[bool]:
    """A disk of its own that can be filled, where we may mount one."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        done = False
    try:
        yield done
    finally:
        if done:
            subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)


def wait_until_healthy(cluster: Cluster, seconds: float = 90 * PATIENCE) -> None:
    """Until every partition has all its replicas in sync again."""
    from confluent_kafka.admin import AdminClient

    client = AdminClient({"bootstrap.servers": cluster.direct})
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            topics = client.list_topics(timeout=5).topics.values()
        except Exception:  # no broker answers yet
            continue
        partitions = [p for topic in topics for p in topic.partitions.values()]
        if all(len(p.isrs) == len(p.replicas) and p.leader >= 0 for p in partitions):
            return
        time.sleep(0.3)
    raise AssertionError(f"the cluster is not in sync after {seconds} s")
