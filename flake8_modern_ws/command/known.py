"""The baseline in a run of ``check``: read it, tell what is gone, write it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence

from ..baseline import Baseline, Fingerprint, dump, load, relative
from ..files.configuration import Configuration
from ..files.discovery import STANDARD_INPUT
from ..settings.errors import SettingsError
from .results import Results
from .writing import replace_file


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options about the baseline."""
    group = parser.add_argument_group("baseline")
    group.add_argument("--baseline", metavar="FILE", dest="ws_baseline",
                       help="report only what is not recorded in this file (same as "
                            "--ws-baseline)")
    change = group.add_mutually_exclusive_group()
    change.add_argument("--write-baseline", action="store_true",
                        help="record today's findings in the baseline, which must be new")
    change.add_argument("--update-baseline", action="store_true",
                        help="remove from the baseline what no longer occurs")
    group.add_argument("--force", action="store_true",
                       help="let --write-baseline replace a file, and --update-baseline add to it")


def opened(arguments: argparse.Namespace, configuration: Configuration) -> Baseline:
    """The baseline of the run; an empty one if there is none. Raises ``SettingsError``."""
    path = configuration.settings.baseline
    changing = arguments.write_baseline or arguments.update_baseline
    if changing and STANDARD_INPUT in arguments.paths:
        raise SettingsError("standard input cannot be recorded in a baseline")
    if not path:
        for name in ("write_baseline", "update_baseline"):
            if getattr(arguments, name):
                raise SettingsError(f"--{name.replace('_', '-')}: which file? State it with "
                                    "--baseline FILE")
        return Baseline(os.path.abspath("none"), frozenset())
    if not arguments.write_baseline:
        return load(path)
    if os.path.exists(path) and not arguments.force:
        raise SettingsError(f"{path}: exists. --update-baseline removes what no longer occurs, "
                            "--force replaces the file")
    return Baseline(path, frozenset())


def stale(
    baseline: Baseline, results: Results, files: Sequence[str], configuration: Configuration
) -> list[Fingerprint]:
    """The entries that would have been found, had they still occurred.

    They are those of files that were checked, or are gone, with codes that this run reports.
    """
    missing = baseline.entries - results.known
    if not missing:
        return []
    folder = os.path.dirname(baseline.path)
    broken = {problem.path for problem in results.problems}
    checked = {relative(path, folder): path for path in files if path not in broken}
    return sorted(entry for entry in missing if _is_stale(entry, checked, folder, configuration))


def _is_stale(
    entry: Fingerprint, checked: dict[str, str], folder: str, configuration: Configuration
) -> bool:
    from ..engine import enabled_rules

    path = checked.get(entry.path)
    if path is None:
        return not os.path.exists(os.path.join(folder, entry.path))
    rules = enabled_rules(configuration.settings.enable)
    return (configuration.selection.reports(entry.code, path)
            and any(rule.code == entry.code for rule in rules))


def write(
    arguments: argparse.Namespace, baseline: Baseline, results: Results
) -> Iterator[str]:
    """Change the baseline as asked; yields what there is to tell of it.

    What is recorded now is no finding any more. Raises ``SettingsError``.
    """
    current = {item.fingerprint for item in results.reported}
    if arguments.write_baseline or (arguments.update_baseline and arguments.force):
        entries = baseline.entries.difference(results.stale) | current
        results.reported = []
    elif arguments.update_baseline:
        entries = baseline.entries.difference(results.stale)
    else:
        for entry in results.stale:
            yield f"{baseline.path}: no longer occurs: {entry}"
        if results.stale:
            yield (f"{baseline.path}: entries that no longer occur: {len(results.stale)}; "
                   "--update-baseline removes them")
        return
    try:
        replace_file(baseline.path, dump(entries))
    except OSError as error:
        raise SettingsError(f"{baseline.path}: cannot be written: {error.strerror}") from None
    added, removed = len(entries - baseline.entries), len(baseline.entries - entries)
    yield f"{baseline.path}: recorded {len(entries)}, added {added}, removed {removed}"
    results.stale = []
