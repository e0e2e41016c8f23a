"""The options: names, meaning, defaults; one table for every face."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from .errors import SettingsError

_CODE = re.compile(r"WS[0-9]{0,3}")


class Option(NamedTuple):
    """One option: ``--ws-NAME`` of flake8, ``NAME`` of ``[tool.flake8-modern-ws]``.

    ``parse`` turns text, or a TOML value, into the setting; it raises ``ValueError`` with
    the reason.
    """

    name: str
    metavar: str
    default: object
    parse: Callable[[object], object]
    help: str

    @property
    def field(self) -> str:
        """The name of the attribute of ``Settings``."""
        return self.name.replace("-", "_")

    @property
    def default_text(self) -> str:
        """The default as a person would write it."""
        if isinstance(self.default, (frozenset, tuple)):
            return ", ".join(sorted(self.default)) or "none"
        return str(self.default)


def words(value: object) -> list[str]:
    """A list of words: text split at commas and white space, or a TOML list of strings."""
    if isinstance(value, str):
        return [word for word in re.split(r"[,\s]+", value) if word]
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return list(value)
    raise ValueError("expected a list of strings")


def _version(value: object) -> str:
    from packaging.specifiers import InvalidSpecifier

    from .versions import from_option

    if not isinstance(value, str) or not value.strip():
        raise ValueError("expected a specifier, a version or 'auto'")
    text = value.strip()
    if text != "auto":
        try:
            from_option(text, ("1.0",), "option")
        except InvalidSpecifier:
            raise ValueError("expected a specifier such as '>=12,<16', a version such as "
                             "'14.2', or 'auto'") from None
    return text


def _codes(value: object) -> frozenset[str]:
    codes = words(value)
    for code in codes:
        if not _CODE.fullmatch(code):
            raise ValueError(f"{code!r} is not a code or a prefix of one, such as WS309 or WS5")
    return frozenset(codes)


def _choice(*choices: str) -> Callable[[object], object]:
    def parse(value: object) -> object:
        text = value.strip() if isinstance(value, str) else value
        if text not in choices:
            raise ValueError(f"expected one of {', '.join(choices)}")
        return text

    return parse


def _seconds(value: object) -> float:
    try:
        number = float(value) if not isinstance(value, bool) else 0.0  # type: ignore[arg-type]
    except (TypeError, ValueError):
        number = 0.0
    if not 0 < number < float("inf"):
        raise ValueError("expected a positive number of seconds")
    return number


_SIZE = re.compile(r"([0-9]+)\s*([KMG]iB|[kMG]B|B)?")
_UNITS = {"": 1, "B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9,
          "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}


def _bytes(value: object) -> int:
    if not isinstance(value, bool) and isinstance(value, (int, str)):
        match = _SIZE.fullmatch(str(value).strip())
        if match is not None and len(match[1]) < 20 and int(match[1]) > 0:
            return int(match[1]) * _UNITS[match[2] or ""]
    raise ValueError("expected a positive number of bytes, such as 67108864 or 64MiB")


def _dotted_names(value: object) -> frozenset[str]:
    names = words(value)
    for name in names:
        if not all(part.isidentifier() for part in name.split(".")):
            raise ValueError(f"{name!r} is not a dotted name such as package.module.function")
    return frozenset(names)


OPTIONS: tuple[Option, ...] = (
    Option("websockets", "SPEC", "auto", _version,
           "supported websockets releases: a specifier (>=12,<16), a version (14 means ==14.*) "
           "or auto, from the project's dependencies"),
    Option("uvicorn", "SPEC", "auto", _version,
           "supported uvicorn releases, in the same form"),
    Option("enable", "CODES", frozenset(), _codes,
           "codes, or prefixes of codes, of opt-in rules to enable"),
    Option("websocket-app", "auto|always|never", "auto", _choice("auto", "always", "never"),
           "whether applications serve WebSockets, for the rules on missing options; auto: "
           "unless an application in the same file has HTTP routes alone"),
    Option("max-ping-interval", "SECONDS", 55.0, _seconds,
           "longest ping interval that keeps connections alive on their way"),
    Option("max-message-size", "BYTES", 64 * 2**20, _bytes,
           "largest limit on the size of a message: bytes, also 64MiB"),
    Option("option-forwarders", "NAMES", frozenset(), _dotted_names,
           "dotted names of further functions that hand keyword arguments to uvicorn; "
           "nicegui.ui.run is known"),
)


def parse(option: Option, value: object, place: str) -> object:
    """The setting for a value found at ``place``; raises ``SettingsError``."""
    try:
        return option.parse(value)
    except ValueError as error:
        raise SettingsError(f"{place}: {value!r} is not valid: {error}") from None
