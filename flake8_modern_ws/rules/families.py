"""The families of rules, by the first digit of their codes."""

from __future__ import annotations

FAMILIES: dict[str, str] = {
    "WS1": "Legacy imports",
    "WS2": "Deprecated names",
    "WS3": "What breaks when the import is changed",
    "WS4": "Connection managers",
    "WS5": "Server limits",
}
