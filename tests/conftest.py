"""What all tests share: the connected ones get a real Apache Kafka."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from streams.broker import embedded
from streams.settings import load

hypothesis.settings.register_profile("newswire", deadline=None)  # a busy machine is no bug
hypothesis.settings.load_profile("newswire")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "connected" in item.path.parts:
            item.add_marker(pytest.mark.connected)


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Kafka: NEWSWIRE_BROKER, else one that is started for this session."""
    address = os.environ.get("NEWSWIRE_BROKER")
    if address:
        yield address
        return
    folder: Path = tmp_path_factory.mktemp("broker")
    with embedded.running(load().cache_dir, folder) as running:
        yield running.address
