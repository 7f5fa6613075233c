"""A TCP proxy before a broker that drops, delays or resets what passes."""

import asyncio
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

Mode = Literal["pass", "drop", "delay", "reset"]
DELAY_SECONDS = 0.4
CHUNK = 65536


class Proxy:
    """Listens on a port of its own and forwards to another on loopback, in its own thread.

    - drop: what is sent vanishes, connections stay open: a cable that was pulled
    - delay: every read waits
    - reset: connections are reset, new ones too
    """

    def __init__(self, target: int) -> None:
        self._target = target
        self._mode: Mode = "pass"
        self._loop = asyncio.new_event_loop()
        self._writers: set[asyncio.StreamWriter] = set()
        self.port = 0

    @classmethod
    @contextmanager
    def running(cls, target: int) -> Iterator["Proxy"]:
        proxy = cls(target)
        listening = socket.create_server(("127.0.0.1", 0))
        proxy.port = listening.getsockname()[1]
        ready = threading.Event()

        async def serve() -> None:
            await asyncio.start_server(proxy._serve, sock=listening)
            ready.set()

        def run() -> None:
            proxy._loop.create_task(serve())
            proxy._loop.run_forever()

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        ready.wait(10)
        try:
            yield proxy
        finally:
            proxy._loop.call_soon_threadsafe(proxy._loop.stop)
            thread.join(5)

    def set(self, mode: Mode) -> None:
        self._loop.call_soon_threadsafe(self._set, mode)

    def _set(self, mode: Mode) -> None:
        before, self._mode = self._mode, mode
        if mode == "reset" or before == "drop":  # a stream with a hole in it is no TCP
            for writer in list(self._writers):
                _reset(writer)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._mode == "reset":
            _reset(writer)
            return
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            _reset(writer)
            return
        pair = {writer, back}
        self._writers |= pair
        await asyncio.gather(self._pump(reader, back), self._pump(there, writer))
        self._writers -= pair

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(CHUNK):
                if self._mode == "delay":
                    await asyncio.sleep(DELAY_SECONDS)
                while self._mode == "drop":
                    await asyncio.sleep(0.1)
                    if writer.is_closing():
                        return
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()


def _reset(writer: asyncio.StreamWriter) -> None:
    """Closes with RST rather than FIN."""
    raw = writer.get_extra_info("socket")
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
