"""What the rules on uvicorn share: values as uvicorn gets them, and who reads them."""

from __future__ import annotations

import ast
import difflib
import math
from collections.abc import Iterable, Iterator

from ..catalog import uvicorn_options as catalog
from ..catalog.rows import Fix
from ..model.lazy import cached_property
from ..model.server_configurations import ServerConfiguration, ServerOption
from ..model.values import ENVIRONMENT_TEXT, UNKNOWN
from ..plans import Plan, SetOptions
from ..settings.versions import release
from .rule import Check, Context, Report

#: What click takes for a boolean: https://click.palletsprojects.com/en/stable/parameter-types/
_ON = frozenset({"1", "true", "t", "yes", "y", "on"})
_OFF = frozenset({"0", "false", "f", "no", "n", "off"})


def in_every_case(check: Check) -> Check:
    """A check that reports only what holds for each arm of a conditional value."""

    def run(event: ServerConfiguration, context: Context) -> Iterable[Report]:
        cases = [list(check(case, context)) for case in event.cases()]
        for report in cases[0]:
            if all(any(other.where is report.where for other in case) for case in cases[1:]):
                yield report

    return run


def set_options(event: ServerConfiguration, *options: tuple[str, str]) -> Plan:
    """The plan to give options values; a person has to look whether they suit."""
    fix = Fix.MANUAL if event.kind == "command" else Fix.UNSAFE
    return SetOptions(fix, None, "", event, options)


class Uvicorn:
    """One configuration, judged at the newest supported release."""

    def __init__(self, event: ServerConfiguration, context: Context) -> None:
        self.event = event
        self.context = context
        self.release = context.supported("uvicorn").newest

    def options(self) -> Iterator[tuple[str, ServerOption]]:
        """The stated options that the catalog knows, in the order of the configuration."""
        for name, option in self.event.options.items():
            if name in catalog.OPTIONS:
                yield name, option

    def reaches(self, since: str) -> bool:
        return release(self.release) >= release(since)

    def node(self, name: str) -> ast.AST:
        """Where a finding about a stated option stands."""
        return self.event.options[name].node

    def shown(self, name: str) -> str:
        """The option as this kind of configuration writes it."""
        return f"--{name.replace('_', '-')}" if self.event.kind == "command" else name

    def write(self, name: str, value: str) -> str:
        """An option with a value, as this kind of configuration writes it."""
        if self.event.kind != "command":
            return f"{name}={value}"
        number = {"16 * 1024 * 1024": "16777216"}.get(value, value).strip('"')
        return f"{self.shown(name)} {number}"

    def write_auto(self) -> str:
        """The default implementation, as this kind of configuration writes it."""
        return self.write("ws", '"auto"')

    def states(self, name: str) -> bool:
        return name in self.event.options

    @cached_property
    def interface_off(self) -> bool:
        option = self.event.options.get("interface")
        return option is not None and option.value == "wsgi"

    @cached_property
    def ws(self) -> str | None:
        """The value of ``ws`` as a known name, the text that is given, or None if unknown."""
        option = self.event.options.get("ws")
        if option is None:
            return None if self.event.unknown("ws") else "auto"
        if option.value is None:
            return catalog.NONE
        if isinstance(option.value, str):
            path = option.value.replace(":", ".")
            return catalog.CLASSES.get(path, option.value)
        return catalog.CLASSES.get(option.path or "")

    @cached_property
    def implementation(self) -> str | None:
        """The implementation that runs, None if that is not known."""
        if self.interface_off:
            return catalog.NONE
        if self.ws == "auto":
            return next(
                (name for since, name in reversed(catalog.AUTO) if self.reaches(since)), None)
        return self.ws if self.ws in catalog.IMPLEMENTATIONS else None

    @property
    def selected_by(self) -> str:
        """The implementation in words, with what selects it."""
        if self.ws == "auto":
            return f"'{self.implementation}', which ws='auto' selects"
        return f"'{self.implementation}'"

    def ignored(self, name: str) -> bool:
        """Whether the implementation is known not to read an option at the release."""
        if self.implementation is None:
            return False
        since = catalog.OPTIONS[name].read.get(self.implementation)
        return since is None or not self.reaches(since)

    def value(self, name: str) -> object:
        """The value of a stated option as uvicorn gets it: a number, None, or ``UNKNOWN``.

        ``UNKNOWN`` also for options that are not read, or of a wrong type: other rules report
        those.
        """
        option = self.event.options.get(name)
        if option is None or self.ignored(name):
            return UNKNOWN
        value = option.value
        if self.event.kind == "command" and isinstance(value, str):
            value = converted(name, value)
        if isinstance(value, int) and value.bit_length() > 1000:
            return math.copysign(math.inf, value >> value.bit_length() - 2)  # beyond floats
        if value is None or isinstance(value, (int, float)):
            return value
        return UNKNOWN

    @cached_property
    def pings_off(self) -> bool:
        """Whether the interval is known to send no pings at all."""
        value = self.value("ws_ping_interval")
        if value is None:
            return True
        if not isinstance(value, (int, float)):
            return False
        if math.isnan(value) or math.isinf(value):
            return True
        return value <= 0 and self.implementation != catalog.LEGACY


def converted(name: str, text: str) -> object:
    """What the command line makes of a text; ``UNKNOWN`` if it refuses it."""
    kind = catalog.OPTIONS[name].kind
    try:
        if kind == "seconds":
            return float(text)
        if kind == "switch":
            return text.lower() in _ON if text.lower() in _ON | _OFF else UNKNOWN
        return int(text)
    except ValueError:
        return UNKNOWN


def nearest(name: str) -> str | None:
    """The option that a misspelt one most likely means."""
    near = difflib.get_close_matches(name, catalog.OPTIONS, 1, 0.6)
    return near[0] if near else None


def is_text(option: ServerOption) -> bool:
    """Whether a value is a string, or an unconverted environment variable."""
    return isinstance(option.value, str) or option.value is ENVIRONMENT_TEXT


def is_number(value: object) -> bool:
    return isinstance(value, (int, float))


def written(value: object) -> str:
    """A value as a person would write it, short."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 2**20:
        for power, unit in ((40, "TiB"), (30, "GiB"), (20, "MiB")):
            if value >= 2**power:
                amount = value >> power
                return f"{amount if amount < 10**6 else 'over a million'} {unit}"
    return f"{value:g}" if isinstance(value, float) else repr(value)[:40]
