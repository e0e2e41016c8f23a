"""The report for a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from ..terminal import Style, printable, wrap
from .steps import gain, plural, steps
from .summary import Check, Folder, Rule, Summary
from .usage import Usage

#: Parts of a bar, in the order of the classes, and what does without Unicode.
_BLOCKS, _ASCII = "█▒░", "#=."
_BAR = 40
#: How many places of an entry of the checklist are named.
_PLACES = 5


def render(summary: Summary, style: Style, columns: int) -> str:
    """The lines of the report."""
    parts = [
        _headline(summary, style), _target(summary, columns), _ways(summary, style, columns),
        _rules("Findings by rule", summary.migration, style, columns, ways=True),
        _folders(summary.folders, style), _checklist(summary.checklist, style, columns),
        _unlocks(summary, style, columns),
        _rules("Managers and limits (no part of the migration)", summary.soundness, style,
               columns, ways=False),
        _steps(summary, style, columns), _closing(summary, columns),
    ]
    lines = ["\n".join(lines) for lines in map(list, parts) if lines]
    return printable("\n\n".join(lines)) + "\n"


def bar(counts: Sequence[int], width: int = _BAR) -> str:
    """Counts as parts of a bar; what is there at all takes one cell at least."""
    total = sum(counts)
    if not total:
        return ""
    cells = [max(1, count * width // total) if count else 0 for count in counts]
    cells[cells.index(max(cells))] += width - sum(cells)
    return "".join(mark * count for mark, count in zip(_marks(), cells))


def _marks() -> str:
    try:
        _BLOCKS.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return _ASCII
    return _BLOCKS


def _headline(summary: Summary, style: Style) -> Iterator[str]:
    yield style.bold("Where the migration to the new websockets API stands")
    yield ""
    if not summary.using:
        yield f"  {plural(summary.files, 'file')} checked; none uses websockets."
        return
    yield (f"  {style.bold(f'{summary.percent} %')} of the files that use websockets are modern "
           f"({summary.usages[Usage.MODERN]} of {summary.using}; "
           f"{plural(summary.files, 'file')} checked)")
    yield f"  {bar([*summary.usages.values()])}"
    yield "  " + "   ".join(
        f"{mark} {count} {usage.value}"
        for mark, (usage, count) in zip(_marks(), summary.usages.items()))


def _target(summary: Summary, columns: int) -> Iterator[str]:
    for item in summary.ranges:
        where = f" ({', '.join(item.places)})" if item.places else ""
        said = "" if item.supported.declared else ", as no lower bound is declared"
        several = f", for {plural(item.files, 'file')}" if len(summary.ranges) > 1 else ""
        yield wrap(f"Supported releases of websockets: {item.releases}{where}{said}{several}.",
                   columns, "  ", "    ")


def _ways(summary: Summary, style: Style, columns: int) -> Iterator[str]:
    if not summary.left:
        if summary.using:
            yield "  " + style.good("Nothing is left of the migration.")
        return
    yield style.bold(f"{plural(summary.left, 'finding')} left")
    yield f"  {bar([*summary.ways.values()])}"
    yield "  " + "   ".join(
        f"{mark} {count} {way.value}"
        for mark, (way, count) in zip(_marks(), summary.ways.items()))
    if not summary.tried:
        yield "  An estimate from above: the fixer was not there to try."
    if summary.reasons:
        yield ""
        yield "  Left for a person, because:"
        for reason, count in summary.reasons:
            yield wrap(reason, columns, f"{count:>6}  ", " " * 8)


def _rules(
    title: str, rules: Sequence[Rule], style: Style, columns: int, *, ways: bool
) -> Iterator[str]:
    if not rules:
        return
    yield style.bold(title)
    heads = "  safely  review    hand" if ways else ""
    widest = max(len(rule.slug) for rule in rules)
    yield style.faint(f"  {'rule':<{widest + 7}}  findings  files{heads}")
    for rule in rules:
        counts = "".join(f"{count or '-':>8}" for count in rule.ways.values()) if ways else ""
        yield (f"  {style.code(rule.code)}  {rule.slug:<{widest}}  {rule.findings:>8}  "
               f"{rule.files:>5}{counts}")


def _folders(folders: Sequence[Folder], style: Style) -> Iterator[str]:
    if len(folders) < 2:
        return
    yield style.bold("Files by folder")
    widest = max(len(folder.path) for folder in folders)
    yield style.faint(f"  {'folder':<{widest}}  modern  half-way  legacy  findings")
    for folder in folders:
        modern, mixed, legacy = (folder.usages[usage] or "-" for usage in Usage)
        yield (f"  {folder.path:<{widest}}  {modern:>6}  {mixed:>8}  {legacy:>6}  "
               f"{folder.findings or '-':>8}")


def _checklist(checks: Sequence[Check], style: Style, columns: int) -> Iterator[str]:
    if not checks:
        return
    yield style.bold("Checklist: what keeps running with another meaning")
    for check in checks:
        yield wrap(f"[ ] {check.what}. {check.hint}", columns, "  ", "      ")
        shown = ", ".join(check.places[:_PLACES])
        more = len(check.places) - _PLACES
        yield style.faint(wrap(shown + (f" and {more} more" if more > 0 else ""), columns,
                               "      "))


def _unlocks(summary: Summary, style: Style, columns: int) -> Iterator[str]:
    if not summary.unlocks:
        return
    yield style.bold("What a higher lower bound brings")
    for unlock in summary.unlocks:
        yield wrap(f"websockets>={unlock.release}: {gain(unlock.fixable, unlock.settled)}",
                   columns, "  ", "      ")


def _steps(summary: Summary, style: Style, columns: int) -> Iterator[str]:
    yield style.bold("Next steps")
    for number, step in enumerate(steps(summary), 1):
        yield wrap(f"{number}. {step.text}", columns, "  ", "     ")
        if step.command:
            yield "       " + style.code(step.command)


def _closing(summary: Summary, columns: int) -> Iterator[str]:
    if summary.silenced:
        yield wrap(f"{plural(summary.silenced, 'finding')} silenced by '# noqa' or the "
                   "configuration; a file counts by all of its findings.", columns, "  ")
    if summary.problems:
        yield wrap(f"{plural(summary.unread, 'file')} could not be read as Python.",
                   columns, "  ")
