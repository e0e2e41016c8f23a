"""What the rules on imported paths share: which row a path meets, and the wording."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from ..catalog import names
from ..catalog.rows import DeprecatedName, Fix, Group
from ..catalog.switched_names import INTRODUCED_IN, SWITCHED_IN
from ..findings import Level
from ..model.events import ImportedName, Reference
from ..model.path_strings import PathString
from ..plans import ReplaceName
from ..settings.versions import SupportedRange, release
from .conditions import is_guarded
from .rule import Check, Context, Report


def checks_for(group: Group) -> dict[type, Check]:
    """The checks of a rule that reports the rows of one group."""

    def check_import(event: ImportedName, context: Context) -> Iterable[Report]:
        row = names.longest_match(event.path)
        if row is None or row.group is not group or not covers(row, event.path):
            return ()
        return () if is_guarded(event, context) else report(event.path, row, event, context)

    def check_reference(event: Reference, context: Context) -> Iterable[Report]:
        found = _reached(event.paths, event.bound)
        if found is None or found[1].group is not group or is_guarded(event, context):
            return ()
        return report(*found, event, context)

    return {ImportedName: check_import, Reference: check_reference}


@lru_cache(maxsize=1024)  # every rule on names asks it of every reference
def _reached(
    paths: tuple[str, ...], bound: tuple[str, ...]
) -> tuple[str, DeprecatedName] | None:
    """The deprecated name that a reference means, whichever of its meanings holds.

    None if one of them is modern: the code copes with both.
    """
    matches = [beyond(path, start) for path, start in zip(paths, bound)]
    return matches[0] if matches and None not in matches else None


def covers(row: DeprecatedName, path: str) -> bool:
    """Whether the row speaks of the path: it is the path, or the legacy module around it."""
    return row.path == path or (row.module and row.group in (
        Group.LEGACY_MODULE, Group.LEGACY_ALIAS, Group.RENAMED_MODULE))


def beyond(path: str, bound: str) -> tuple[str, DeprecatedName] | None:
    """The longest deprecated part of a path that goes beyond what its binding carries.

    What the import itself brought is reported there, not at each use.
    """
    row = names.longest_match(path)
    if row is None:
        return None
    if len(row.path) > len(bound):
        return row.path, row
    if covers(row, path) and row.path != path and len(path) > len(bound):
        # An attribute of a legacy module that has no row of its own.
        rest = path[len(row.path) + 1:].partition(".")[0]
        reached = f"{row.path}.{rest}"
        if len(reached) > len(bound):
            return reached, row
    return None


def report(
    path: str, row: DeprecatedName, event: ImportedName | Reference | PathString, context: Context
) -> Iterable[Report]:
    """The finding for a path and its row, in words that fit the supported range."""
    supported = context.supported("websockets")
    gone = row.removed is not None and supported.reaches(row.removed)
    if row.deprecated is None and not gone:
        return  # neither deprecated nor gone in any supported release
    yield Report(event.node, _message(path, row, gone), hint(row, supported),
                 Level.ERROR if gone else Level.WARNING, _plan(path, row, event))


def _plan(
    path: str, row: DeprecatedName, event: ImportedName | Reference | PathString
) -> ReplaceName:
    implementation = "" if row.fix is Fix.SAFE else "legacy"
    return ReplaceName(row.fix, row.since, implementation, path, row, event)


_SUBJECTS: dict[Group, Callable[[DeprecatedName], str]] = {
    Group.LEGACY_MODULE: lambda row: "is the legacy implementation",
    Group.LEGACY_ALIAS: lambda row: "is an alias of the legacy implementation",
    Group.CONNECTION_CLASS: lambda row: "is a legacy connection class",
    Group.SERVER_CLASS: lambda row: "is the old name of a server class",
    Group.EXCEPTION: lambda row: "is a legacy exception",
    Group.BASIC_AUTH: lambda row: "is legacy basic authentication",
    Group.SANSIO: lambda row: "is an old Sans-I/O name",
    Group.RENAMED_MODULE: lambda row: "is a renamed module",
    Group.REMOVED: lambda row: "has no replacement",
    Group.MOVED: lambda row: "was moved or renamed",
}


def _message(path: str, row: DeprecatedName, gone: bool) -> str:
    if gone:
        return f"'{path}' was removed in websockets {row.removed}"
    subject = _SUBJECTS[row.group](row)
    return f"'{path}' {subject}, deprecated since websockets {row.deprecated}"


def hint(row: DeprecatedName, supported: SupportedRange) -> str:
    """What to use instead, and from which release on, if the range does not reach it."""
    if row.replacement is None:
        return f"There is no replacement{': ' + row.note if row.note else ''}."
    return f"Use '{row.replacement}'{needs(row.since, supported)}."


def needs(since: str | None, supported: SupportedRange) -> str:
    """The clause of a hint that says which release a replacement needs; empty if given."""
    if since is None or release(supported.lowest) >= release(since):
        return ""
    return f", which needs websockets>={since}"


def with_new(advice: str, implementation: str, supported: SupportedRange) -> str:
    """Advice that only holds for connections of the new implementation, and what that needs.

    ``connect`` and ``serve`` of the package make such connections later than those of
    ``websockets.asyncio`` exist.
    """
    since = SWITCHED_IN if implementation == "package" else INTRODUCED_IN
    return f"{advice.removesuffix('.')}{needs(since, supported)}."
