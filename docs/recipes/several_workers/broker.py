"""What a worker needs of a broker, and a small broker."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any, Protocol


class Broker(Protocol):
    """Brings every event to every worker."""

    async def publish(self, event: dict[str, Any]) -> None:
        """Hand an event to all workers."""

    def events(self) -> AsyncIterator[dict[str, Any]]:
        """The events of all workers, this one's included."""


class BrokerServer:
    """Passes each line that a worker sends on to all workers."""

    def __init__(self) -> None:
        self._workers: set[asyncio.StreamWriter] = set()

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one worker."""
        self._workers.add(writer)
        writer.write(b'{"hello": true}\n')
        try:
            async for line in reader:
                for worker in self._workers:
                    worker.write(line)
        finally:
            self._workers.discard(writer)
            writer.close()

    async def start(self, host: str, port: int) -> asyncio.Server:
        """Listen for workers."""
        return await asyncio.start_server(self.handle, host, port)


class TcpBroker:
    """A worker's end."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def connect(cls, host: str, port: int) -> TcpBroker:
        """Connect, and be known to the broker on return."""
        reader, writer = await asyncio.open_connection(host, port)
        await reader.readline()
        return cls(reader, writer)

    async def publish(self, event: dict[str, Any]) -> None:
        self._writer.write(json.dumps(event).encode() + b"\n")
        await self._writer.drain()

    async def events(self) -> AsyncIterator[dict[str, Any]]:
        async for line in self._reader:
            yield json.loads(line)

    async def close(self) -> None:
        """Leave the broker."""
        self._writer.close()
        await self._writer.wait_closed()


async def main() -> None:
    server = await BrokerServer().start("localhost", 9000)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
