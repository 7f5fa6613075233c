"""A few faults under load on three brokers: nothing lost. All of them: `make faults`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from streams.settings import load
from tests.faults.cluster import Cluster, running
from tests.faults.faults import FAULTS, SHORT, Fault
from tests.faults.suite import inject, line, make_topics

TIMES = {"worker killed (-9)": 2, "pool worker killed": 4, "broker killed": 1, "network cut": 3}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(load().cache_dir, tmp_path_factory.mktemp("cluster")) as found:
        yield found


@pytest.mark.parametrize(
    "fault", [f for f in FAULTS if f.name in SHORT], ids=lambda fault: fault.name
)
async def test_nothing_is_lost(fault: Fault, cluster: Cluster, tmp_path: Path) -> None:
    await make_topics(cluster)
    row = await inject(fault, cluster, tmp_path / "run", times=TIMES[fault.name], rate=20)
    assert row.good(flat=fault.flat), line(row)
