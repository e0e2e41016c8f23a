"""Reads the values of options: text of a command line or a file, or a value of TOML."""

from __future__ import annotations

import re
from collections.abc import Callable

from . import Option, patterns
from .errors import SettingsError

_CODE = r"WS[0-9]{0,3}"


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
        if not re.fullmatch(_CODE, code):
            raise ValueError(f"{code!r} is not a code or a prefix of one, such as WS309 or WS5")
    return frozenset(codes)


def _names(value: object) -> frozenset[str]:
    names = words(value)
    for name in names:
        if not all(part.isidentifier() for part in name.split(".")):
            raise ValueError(f"{name!r} is not a name or a dotted name, such as app.ws.Manager")
    return frozenset(names)


def _files(value: object) -> tuple[str, ...]:
    return tuple(words(value))


def _path(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("expected the path of a file")
    return value.strip()


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


_SIZE = r"([0-9]+)\s*([KMG]iB|[kMG]B|B)?"
_UNITS = {"": 1, "B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9,
          "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}


def _bytes(value: object) -> int:
    if not isinstance(value, bool) and isinstance(value, (int, str)):
        match = re.fullmatch(_SIZE, str(value).strip())
        if match is not None and len(match[1]) < 20 and int(match[1]) > 0:
            return int(match[1]) * _UNITS[match[2] or ""]
    raise ValueError("expected a positive number of bytes, such as 67108864 or 64MiB")


#: What turns the value of each option into the setting; raises ``ValueError`` with the reason.
_PARSERS: dict[str, Callable[[object], object]] = {
    "websockets": _version,
    "uvicorn": _version,
    "enable": _codes,
    "manager-pattern": patterns.pattern,
    "generic-manager-pattern": patterns.pattern,
    "manager-exclude": patterns.pattern,
    "connection-types": _names,
    "banned-managers": _names,
    "manager-factories": _names,
    "user-context-argument": _names,
    "test-pattern": _files,
    "websocket-app": _choice("auto", "always", "never"),
    "max-ping-interval": _seconds,
    "max-message-size": _bytes,
    "option-forwarders": _names,
    "baseline": _path,
}


def parse(option: Option, value: object, place: str) -> object:
    """The setting for a value found at ``place``; raises ``SettingsError``."""
    try:
        return _PARSERS[option.name](value)
    except ValueError as error:
        raise SettingsError(f"{place}: {value!r} is not valid: {error}") from None
