"""What uvicorn reads of its WebSocket options: by implementation, since which release.

Sources: the changelog (https://www.uvicorn.org/release-notes/), the settings
(https://www.uvicorn.org/settings/) and the code of each release;
``tests/upstream/test_uvicorn.py`` starts real releases to show it.
"""

from __future__ import annotations

from typing import NamedTuple

LEGACY = "websockets"
SANSIO = "websockets-sansio"
WSPROTO = "wsproto"
NONE = "none"


class UvicornOption(NamedTuple):
    """One option: what values it takes, since when it exists and who reads it since when."""

    #: ``seconds``, ``bytes``, ``count``, ``switch``.
    kind: str
    introduced: str
    #: Implementation to the first release in which it reads the option; never if missing.
    read: dict[str, str]
    #: The default since the option exists, as it is written; the same value in all releases.
    default: str


OPTIONS: dict[str, UvicornOption] = {
    "ws_max_size": UvicornOption(
        "bytes", "0.14.0", {LEGACY: "0.14.0", SANSIO: "0.35.0", WSPROTO: "0.46.0"},
        "16 * 1024 * 1024"),
    "ws_ping_interval": UvicornOption(
        "seconds", "0.15.0", {LEGACY: "0.15.0", SANSIO: "0.44.0", WSPROTO: "0.46.0"}, "20.0"),
    "ws_ping_timeout": UvicornOption(
        "seconds", "0.15.0", {LEGACY: "0.15.0", SANSIO: "0.44.0", WSPROTO: "0.46.0"}, "20.0"),
    "ws_per_message_deflate": UvicornOption(
        "switch", "0.17.1", {LEGACY: "0.17.1", SANSIO: "0.35.0", WSPROTO: "0.17.1"}, "True"),
    "ws_max_queue": UvicornOption("count", "0.23.0", {LEGACY: "0.23.0"}, "32"),
}

#: Names of implementations, and the first release that knows each.
IMPLEMENTATIONS: dict[str, str] = {
    "auto": "0.13.4", NONE: "0.13.4", LEGACY: "0.13.4", WSPROTO: "0.13.4", SANSIO: "0.35.0",
}
#: What ``auto`` selects where the websockets library is installed, by first release.
AUTO: tuple[tuple[str, str], ...] = (("0.13.4", LEGACY), ("0.50.0", SANSIO))
#: The legacy implementation warns since this release.
LEGACY_DEPRECATED = "0.50.0"
_PROTOCOLS = "uvicorn.protocols.websockets"
#: Classes, as qualified names, and the implementations that they are.
CLASSES: dict[str, str] = {
    f"{_PROTOCOLS}.websockets_impl.WebSocketProtocol": LEGACY,
    f"{_PROTOCOLS}.websockets_sansio_impl.WebSocketsSansIOProtocol": SANSIO,
    f"{_PROTOCOLS}.wsproto_impl.WSProtocol": WSPROTO,
    f"{_PROTOCOLS}.auto.AutoWebSocketsProtocol": "auto",
}
#: Functions that hand their keyword arguments to ``uvicorn.Config``: nicegui's ``ui.run``
#: (https://nicegui.io/documentation/run).
FORWARDERS = frozenset({"nicegui.ui.run"})
#: What ``from uvicorn import *`` binds.
STAR_EXPORTS = {"uvicorn": frozenset({"main", "run", "Config", "Server"})}
