"""aiokafka's consumers, which take the end of a fetch of theirs for a cancel of ours.

Where a fetch waits because its broker is away, `stop` raises the CancelledError of that fetch, with
the connections still open. Seen as `newswire trends` that ended with a trace and status 1 on
SIGTERM, and as an idle worker that was ended after all of NEWSWIRE_SHUTDOWN_SECONDS; a task beside
the stream would end so in silence.
"""

import asyncio
from typing import Any


async def stopped(consumer: Any) -> None:
    """Stops a consumer. Raises CancelledError only where the task that asks is cancelled."""
    try:
        await consumer.stop()
    except asyncio.CancelledError:
        await consumer._client.close()
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
