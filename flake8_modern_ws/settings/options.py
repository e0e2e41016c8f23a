"""The options: names, meaning, defaults; one table for every face."""

from __future__ import annotations

import re
from collections.abc import Callable

from . import patterns
from .errors import SettingsError

#: Longer defaults, such as regular expressions, are named instead of shown.
_LONGEST = 40
_CODE = r"WS[0-9]{0,3}"


class Option:
    """One option: ``--ws-NAME`` of flake8, ``NAME`` of ``[tool.flake8-modern-ws]``.

    ``parse`` turns text, or a TOML value, into the setting; it raises ``ValueError`` with
    the reason.
    """

    __slots__ = ("default", "help", "metavar", "name", "parse", "path")

    def __init__(
        self, name: str, metavar: str, default: object, parse: Callable[[object], object],
        help: str, path: bool = False,
    ) -> None:
        self.name = name
        self.metavar = metavar
        self.default = default
        self.parse = parse
        self.help = help
        #: Whether the value is a path; one in a file is relative to the folder of that file.
        self.path = path

    @property
    def field(self) -> str:
        """The name of the attribute of ``Settings``."""
        return self.name.replace("-", "_")

    @property
    def default_text(self) -> str:
        """The default as a person would write it."""
        if isinstance(self.default, (frozenset, tuple)):
            return ", ".join(sorted(self.default)) or "none"
        text = str(self.default) or "none"
        return text if len(text) <= _LONGEST else "built in"


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


OPTIONS: tuple[Option, ...] = (
    Option("websockets", "SPEC", "auto", _version,
           "supported websockets releases: a specifier (>=12,<16), a version (14 means ==14.*) "
           "or auto, from the project's dependencies"),
    Option("uvicorn", "SPEC", "auto", _version,
           "supported uvicorn releases, in the same form"),
    Option("enable", "CODES", frozenset(), _codes,
           "codes, or prefixes of codes, of opt-in rules to enable"),
    Option("manager-pattern", "REGEX", patterns.MANAGER, patterns.pattern,
           "names of classes that manage WebSocket connections"),
    Option("generic-manager-pattern", "REGEX", patterns.GENERIC, patterns.pattern,
           "names of classes that manage connections of some kind; they count where code "
           "shows that it is about WebSockets"),
    Option("manager-exclude", "REGEX", patterns.EXCLUDE, patterns.pattern,
           "names of classes that are no managers of WebSocket connections"),
    Option("connection-types", "NAMES", frozenset(), _names,
           "further types, as dotted names, that are WebSocket connections of a server"),
    Option("banned-managers", "NAMES", frozenset(), _names,
           "constructors and getters that WS408 reports, outside of manager-factories"),
    Option("manager-factories", "NAMES", frozenset(), _names,
           "functions to call instead; WS408 lets them call what is banned"),
    Option("user-context-argument", "NAMES", frozenset(), _names,
           "arguments, of which WS408 wants one in calls of manager-factories"),
    Option("test-pattern", "GLOBS", patterns.TEST_FILES, _files,
           "files in which WS401 and WS405 are silent"),
    Option("websocket-app", "auto|always|never", "auto", _choice("auto", "always", "never"),
           "whether applications serve WebSockets, for the rules on missing options; auto: "
           "unless an application in the same file has HTTP routes alone"),
    Option("max-ping-interval", "SECONDS", 55.0, _seconds,
           "longest ping interval that keeps connections alive on their way"),
    Option("max-message-size", "BYTES", 64 * 2**20, _bytes,
           "largest limit on the size of a message: bytes, also 64MiB"),
    Option("option-forwarders", "NAMES", frozenset(), _names,
           "dotted names of further functions that hand keyword arguments to uvicorn; "
           "nicegui.ui.run is known"),
    Option("baseline", "FILE", "", _path,
           "known findings, which are not reported: a file that 'modern-ws check "
           "--write-baseline' writes", path=True),
)


def parse(option: Option, value: object, place: str) -> object:
    """The setting for a value found at ``place``; raises ``SettingsError``."""
    try:
        return option.parse(value)
    except ValueError as error:
        raise SettingsError(f"{place}: {value!r} is not valid: {error}") from None
