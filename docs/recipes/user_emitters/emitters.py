"""Emitters, the factory that makes them, and the transport below."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Sink(Protocol):
    """What a transport needs of a connection."""

    async def send_json(self, data: object, /) -> None: ...


class Transport:
    """The connections of one application; knows users by their names, and no events."""

    def __init__(self) -> None:
        self._sinks: dict[str, set[Sink]] = {}

    @contextmanager
    def attached(self, user: str, sink: Sink) -> Iterator[None]:
        """Deliver to a connection for as long as the block runs."""
        self._sinks.setdefault(user, set()).add(sink)
        try:
            yield
        finally:
            self._sinks[user].discard(sink)
            if not self._sinks[user]:
                del self._sinks[user]

    def users(self) -> frozenset[str]:
        """Who is connected."""
        return frozenset(self._sinks)

    async def deliver(self, user: str, event: dict[str, object]) -> None:
        """Send to the connections of one user; one that fails does not keep back the others."""
        for sink in list(self._sinks.get(user, ())):
            try:
                await sink.send_json(event)
            except Exception:  # whatever this kind of connection raises once it is closed
                continue


class Emitter:
    """Sends events to one user, and to nobody else."""

    def __init__(self, user: str, transport: Transport) -> None:
        self._user = user
        self._transport = transport

    async def emit(self, kind: str, **data: object) -> None:
        """Send one event."""
        await self._transport.deliver(self._user, {"kind": kind, **data})


class EmitterFactory:
    """Makes emitters over one transport."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def for_user(self, user: str) -> Emitter:
        """An emitter for one user; cheap, and not kept."""
        return Emitter(user, self._transport)
