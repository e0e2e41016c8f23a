"""What a rule declares, and what it reports."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..findings import Level, Span
from ..model.module import Model
from ..plans import Plan
from ..settings.project import Projects
from ..settings.settings import Settings
from ..settings.versions import SupportedRange
from ..source import Source


class Report(NamedTuple):
    """What a check yields; the engine adds the code."""

    #: The node, or the place, that causes it.
    where: ast.AST | Span
    #: What is wrong and since when, in about 120 characters, without a full stop.
    message: str
    #: What to write instead.
    hint: str
    level: Level
    #: What would have to change, if a machine can change it.
    plan: Plan | None = None


class Context:
    """What a check may look at besides the event itself."""

    __slots__ = ("source", "model", "settings", "_projects", "_ranges")

    def __init__(
        self, source: Source, model: Model, settings: Settings, projects: Projects
    ) -> None:
        self.source = source
        self.model = model
        self.settings = settings
        self._projects = projects
        self._ranges: dict[str, SupportedRange] = {}

    def supported(self, library: str) -> SupportedRange:
        """The releases of a library that the file's project supports."""
        if library not in self._ranges:
            self._ranges[library] = self._projects.supported(library, self.source.filename)
        return self._ranges[library]


Check = Callable[[Any, Context], Iterable[Report]]


@dataclass(frozen=True)
class Rule:
    """One rule. ``documentation`` is the module's docstring; its first line is the summary.

    ``checks`` maps a class of event (``flake8_modern_ws.model.events``) to the function that
    judges it.
    """

    code: str
    slug: str
    #: The release of flake8-modern-ws that brought the rule.
    since: str
    documentation: str
    checks: Mapping[type, Check] = field(compare=False)
    #: Off unless enabled by ``--ws-enable``, and why a note and no more.
    opt_in: bool = False

    @property
    def summary(self) -> str:
        """One line that says what the rule reports."""
        return self.documentation.strip().partition("\n")[0].removesuffix(".")
