"""The effective settings: options over ``pyproject.toml`` over defaults."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, partial

from ..words import Words
from . import EXCLUDE, GENERIC, MANAGER, OPTIONS, TEST_FILES, patterns
from .parsing import parse


@dataclass(frozen=True)
class Settings:
    """Everything a run was told; the same for all files."""

    websockets: str = "auto"
    uvicorn: str = "auto"
    #: Codes or prefixes of opt-in rules.
    enable: frozenset[str] = frozenset()
    #: Names of classes that are managers of WebSocket connections, or that may be, or are not.
    manager_pattern: re.Pattern[str] = field(
        default_factory=partial(re.compile, MANAGER))
    generic_manager_pattern: re.Pattern[str] = field(
        default_factory=partial(re.compile, GENERIC))
    manager_exclude: re.Pattern[str] = field(
        default_factory=partial(re.compile, EXCLUDE))
    #: Dotted names of further types that are connections of a server.
    connection_types: frozenset[str] = frozenset()
    #: Names that WS408 judges calls by.
    banned_managers: frozenset[str] = frozenset()
    manager_factories: frozenset[str] = frozenset()
    user_context_argument: frozenset[str] = frozenset()
    #: Files that hold tests.
    test_pattern: tuple[str, ...] = TEST_FILES
    #: ``auto``, ``always`` or ``never``.
    websocket_app: str = "auto"
    #: Seconds.
    max_ping_interval: float = 55.0
    #: Bytes.
    max_message_size: int = 64 * 2**20
    #: Dotted names of further functions that hand keyword arguments to uvicorn.
    option_forwarders: frozenset[str] = frozenset()
    #: The path of a file of known findings; none if empty.
    baseline: str = ""
    #: Where each setting that is not a default came from.
    origins: Mapping[str, str] = field(default_factory=dict, compare=False)

    @cached_property
    def words(self) -> Words:
        """What these settings add to the words by which a file is worth a look."""
        names = (self.connection_types | self.banned_managers | self.manager_factories
                 | self.option_forwarders)
        return patterns.words_for(names, self.manager_pattern)


def combine(
    options: Mapping[str, object],
    table: Mapping[str, object],
    table_path: str | None,
) -> Settings:
    """Settings from options as given (None: not given) and a validated table.

    Raises ``SettingsError`` for a bad option.
    """
    values: dict[str, object] = {}
    origins: dict[str, str] = {}
    for option in OPTIONS:
        given = options.get(option.field)
        if given is not None:
            values[option.field] = parse(option, given, f"--ws-{option.name}")
            origins[option.field] = f"--ws-{option.name}"
        elif option.field in table:
            values[option.field] = table[option.field]
            origins[option.field] = table_path or "pyproject.toml"
    known = {item.name for item in fields(Settings)}
    return Settings(**{k: v for k, v in values.items() if k in known},  # type: ignore[arg-type]
                    origins=origins)
