"""aiokafka's connections on uvloop, which has a way of its own to say that one is closed.

uvloop raises RuntimeError where a closed transport is written to; asyncio says nothing, and the
client expects an OSError. Unexpected, it ended the task that fetches, without a word to anybody: a
worker stood still until the stall watch ended it two minutes later. Seen once, at a network's cut.
"""

from typing import Any

from aiokafka.conn import AIOKafkaConnection, CloseReason
from aiokafka.errors import KafkaConnectionError

_send = AIOKafkaConnection.send


def send(connection: Any, request: Any, expect_response: bool = True) -> Any:
    """As the client's own; raises KafkaConnectionError also where uvloop says it is closed."""
    try:
        return _send(connection, request, expect_response)
    except RuntimeError as error:
        if not connection._writer.transport.is_closing():
            raise
        connection.close(reason=CloseReason.CONNECTION_BROKEN)
        where = f"{connection.host}:{connection.port}"
        raise KafkaConnectionError(f"Connection at {where} broken: {error}") from error


def expect_closed_transports() -> None:
    """All connections of this process send so."""
    AIOKafkaConnection.send = send
