"""Runs the enabled rules over one file."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from .catalog import exports, presence, releases, uvicorn_options
from .catalog.rows import Fix
from .findings import Finding, Level, Span, internal_error, one_line
from .model import likely
from .model.linked import NOTHING, Linked
from .model.managers.classes import ManagerNames
from .model.managers.events import NamedCall
from .model.managers.likely import Likely
from .model.module import Model
from .model.outline import Outline
from .plans import Plan
from .rules.registry import all_rules
from .rules.rule import Check, Context, Report, Rule
from .settings.project import Projects
from .settings.settings import Settings
from .source import Source
from .words import FAMILY_TOKENS, families

_LIBRARY_FAMILIES = frozenset({"WS1", "WS2", "WS3"})
_ALL_FAMILIES = frozenset(FAMILY_TOKENS) | {"WS5"}


@lru_cache(maxsize=8)
def enabled_rules(enable: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that run: all but the opt-in ones that no code of ``enable`` names."""
    return tuple(
        rule for rule in all_rules()
        if not rule.opt_in or any(rule.code.startswith(code) for code in enable)
    )


class Uncollected:
    """No collection of garbage meanwhile: the walk makes many small objects, and none."""

    __slots__ = ("_before",)

    def __enter__(self) -> None:
        self._before = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._before:
            gc.enable()


class Engine:
    """Checks files under one set of settings; keeps what it learns of their projects."""

    def __init__(self, settings: Settings, facts: Mapping[str, Linked] | None = None) -> None:
        self.settings = settings
        #: What the rest of a project tells about its files, by their names.
        self.facts = facts or {}
        self.projects = Projects(settings)
        self._forwarders = uvicorn_options.FORWARDERS | settings.option_forwarders
        self._manager_names = ManagerNames.told(settings)
        self._checks: dict[type, list[tuple[Rule, Check]]] = {}
        self._remaining: dict[frozenset[str], list[tuple[type, list[tuple[Rule, Check]]]]] = {}
        for rule in enabled_rules(settings.enable):
            for event, check in rule.checks.items():
                self._checks.setdefault(event, []).append((rule, check))

    def check(self, source: Source) -> list[Finding]:
        """All findings of a file, in the order of the file, each once. Never raises."""
        with Uncollected():
            findings, context = self.analyse(source)
            if context is not None:
                context.model.dismantle()
                del context
        return findings

    def analyse(
        self, source: Source, without: frozenset[str] = frozenset()
    ) -> tuple[list[Finding], Context | None]:
        """The findings, and what they were found in: the plans of the findings point there.

        ``without`` leaves out families of rules. A file of which no rule can say anything is
        not looked into.
        """
        found: dict[tuple[object, ...], Finding] = {}
        context: Context | None = None
        with Uncollected():
            try:
                checks = self._checks_without(self._silent(source, without))
                if checks:
                    context = self._context(source)
                    for finding in self._run(context, checks):
                        found.setdefault(finding[:4], finding)
            except Exception as error:  # a crash here would end flake8's whole run
                finding = internal_error("the analysis", error)
                found[finding[:4]] = finding
        return sorted(
            found.values(), key=lambda f: (f.span.line, f.span.column, f.code, f.message)
        ), context

    def _context(self, source: Source) -> Context:
        return Context(source, self.model(source), self.settings, self.projects)

    def model(self, source: Source) -> Model:
        """What a file means."""
        return Model(
            source,
            exports.star_exports,
            cache(lambda module: self.projects.is_local(module, source.filename)),
            presence.exists,
            self.settings,
            self._forwarders,
            self.facts.get(source.filename, NOTHING),
            oldest=releases.WEBSOCKETS[0],
        )

    def _silent(self, source: Source, without: frozenset[str]) -> frozenset[str]:
        """The families of rules that cannot have a finding in a file, and those left out."""
        text = "".join(source.lines)
        silent = frozenset(FAMILY_TOKENS) - families(text, self.settings.words)
        told = self.facts.get(source.filename, NOTHING)
        if told.tells_library:
            silent -= _LIBRARY_FAMILIES
        if told.tells_managers:
            silent -= {"WS4"}
        silent |= without
        if silent == _ALL_FAMILIES:
            return silent
        outline = Outline(source.tree)
        if not told.tells_library and (
            "WS1" in silent or not likely.mentions_library(outline, text)
        ):
            silent |= _LIBRARY_FAMILIES
            if not likely.configures_server(outline, text, self._forwarders):
                silent |= {"WS5"}
        if "WS4" not in silent and NamedCall not in self._checks and not Likely(
            source.tree, outline, text, self._manager_names, self.settings.connection_types, told
        ).holds():
            silent |= {"WS4"}
        return silent

    def _run(
        self, context: Context, checks: list[tuple[type, list[tuple[Rule, Check]]]]
    ) -> Iterator[Finding]:
        broken: set[str] = set()
        for event_class, registered in checks:
            for event in context.model.events(event_class):
                for rule, check in registered:
                    if rule.code in broken:
                        continue
                    try:
                        for report in check(event, context):
                            yield _finding(rule, report, context)
                    except Exception as error:
                        broken.add(rule.code)
                        yield internal_error(rule.code, error)

    def _checks_without(
        self, silent: frozenset[str]
    ) -> list[tuple[type, list[tuple[Rule, Check]]]]:
        """The checks by event, but for those of some families."""
        if silent not in self._remaining:
            kept = {
                event: [(rule, check) for rule, check in checks if rule.code[:3] not in silent]
                for event, checks in self._checks.items()}
            self._remaining[silent] = [item for item in kept.items() if item[1]]
        return self._remaining[silent]


def _finding(rule: Rule, report: Report, context: Context) -> Finding:
    where = report.where
    span = where if isinstance(where, Span) else context.source.span(where)
    level = Level.NOTE if rule.opt_in else report.level
    return Finding(span, rule.code, one_line(report.message), one_line(report.hint), level,
                   _remedy(rule, report.plan, context), report.plan)


def _remedy(rule: Rule, plan: Plan | None, context: Context) -> str:
    """The command that carries out a plan; empty if the supported range does not allow it."""
    if plan is None:
        return ""
    library = "uvicorn" if rule.code.startswith("WS5") else "websockets"
    fix = plan.applicability(context.supported(library))
    return {Fix.SAFE: "fix", Fix.UNSAFE: "fix --unsafe"}.get(fix, "")
