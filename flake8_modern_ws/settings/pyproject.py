"""The table ``[tool.flake8-modern-ws]`` of the nearest ``pyproject.toml`` that has one."""

from __future__ import annotations

import os
from typing import Any

from . import OPTIONS, Option
from .errors import SettingsError
from .parsing import parse

_TABLE = "flake8-modern-ws"


def read(directory: str) -> tuple[dict[str, object], str | None]:
    """The settings of the table and the file they came from, from ``directory`` upwards.

    A file is parsed only if its bytes name the tool. Raises ``SettingsError`` if such a
    file cannot be read or parsed, or holds an unknown key or a bad value.
    """
    current = os.path.abspath(directory)
    while True:
        path = os.path.join(current, "pyproject.toml")
        table = _table(path)
        if table is not None:
            return _settings(table, path), path
        parent = os.path.dirname(current)
        if parent == current:
            return {}, None
        current = parent


def _table(path: str) -> dict[str, Any] | None:
    if not os.path.isfile(path):  # also one in a folder that nobody may look into; a pipe waits
        return None
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise SettingsError(
            f"{path}: cannot be read: {error.strerror}. Make it readable, or remove it", path
        ) from None
    if _TABLE.encode() not in data:
        return None
    import tomli

    try:
        document = tomli.loads(data.decode("utf-8"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        raise SettingsError(
            f"{path}: is not valid TOML: {reason}. Correct it there", path) from None
    tool = document.get("tool")
    if not isinstance(tool, dict) or _TABLE not in tool:
        return None
    table = tool[_TABLE]
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: 'tool.{_TABLE}' must be a table")
    return table


def _settings(table: dict[str, Any], path: str) -> dict[str, object]:
    known: dict[str, Option] = {option.name: option for option in OPTIONS}
    settings: dict[str, object] = {}
    for key, value in table.items():
        option = known.get(key.replace("_", "-"))
        if option is None:
            raise SettingsError(
                f"{path}: unknown key {key!r} in [tool.{_TABLE}]; "
                f"known are {', '.join(sorted(known))}")
        parsed = parse(option, value, f"{path}: {key}")
        if option.path:
            parsed = os.path.join(os.path.dirname(path), str(parsed))
        settings[option.field] = parsed
    return settings
