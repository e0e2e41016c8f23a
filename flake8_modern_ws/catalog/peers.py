"""The keepalive and size options of other libraries that serve or open WebSockets.

Sources: the sources of aiohttp 3.14.5, tornado 6.6.1, hypercorn 0.18.0 and sanic 25.12.1;
``tests/upstream/test_peers.py`` reads the defaults from the newest releases.
"""

from __future__ import annotations

from typing import NamedTuple


class Peer(NamedTuple):
    """The options of one library, under the names that its users write."""

    #: Seconds between pings.
    interval: str
    #: What is in effect if the interval is left out: False for no pings.
    pings_by_default: bool
    #: Whether leaving the interval out is reported.
    required: bool
    #: Bytes of a message.
    size: str
    #: Values of the size that switch the limit off.
    unlimited: tuple[object, ...]
    #: The size limit by default, as a person writes it.
    default_size: str
    #: What an interval of zero does.
    zero: str = "sends no pings"


PEERS: dict[str, Peer] = {
    "aiohttp": Peer("heartbeat", False, True, "max_msg_size", (0,), "4 MiB",
                    zero="pings without a pause"),
    "tornado": Peer("websocket_ping_interval", False, True, "websocket_max_message_size",
                    (float("inf"),), "10 MiB"),
    "hypercorn": Peer("websocket_ping_interval", False, False, "websocket_max_message_size",
                      (float("inf"),), "16 MiB", zero="pings without a pause"),
    "sanic": Peer("WEBSOCKET_PING_INTERVAL", True, False, "WEBSOCKET_MAX_SIZE", (None,),
                  "1 MiB"),
}
