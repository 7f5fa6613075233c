"""A connection that closes under a write on uvloop."""

import asyncio

import pytest
import uvloop
from aiokafka.conn import AIOKafkaConnection
from aiokafka.errors import KafkaConnectionError
from aiokafka.protocol.metadata import MetadataRequest

from streams.broker import connection as connection_module
from streams.broker.connection import send


async def written_after_the_close() -> None:
    server = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    connection = AIOKafkaConnection("127.0.0.1", port)
    connection._reader, connection._writer = await asyncio.open_connection("127.0.0.1", port)
    connection._versions = {3: (0, 1)}
    connection._read_task = asyncio.create_task(asyncio.sleep(0))
    connection._writer.transport.abort()
    await asyncio.sleep(0.05)
    request = MetadataRequest([])
    with pytest.raises(RuntimeError, match="closed"):  # else uvloop has changed: this can go
        connection_module._send(connection, request)
    with pytest.raises(KafkaConnectionError, match="broken"):
        send(connection, request)
    assert connection._writer is None
    server.close()


def test_a_write_to_a_closed_transport_is_a_broken_connection() -> None:
    """It ended the fetching task, and the worker stood still for two minutes."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(written_after_the_close())
