"""The report as Markdown (GitHub's), for a pull request or an issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .remedies import Way
from .steps import gain, plural, steps
from .summary import Check, Folder, Rule, Summary
from .usage import Usage

#: What means something to Markdown or to HTML within a line.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&@])")


def render(summary: Summary) -> str:
    """The text of the report."""
    parts = [
        _headline(summary), _ways(summary), _rules("By rule", summary.migration, ways=True),
        _folders(summary.folders), _checklist(summary.checklist), _unlocks(summary),
        _rules("Managers and limits", summary.soundness, ways=False),
        _steps(summary), _closing(summary),
    ]
    return "\n\n".join("\n".join(lines) for lines in map(list, parts) if lines) + "\n"


def escape(text: str) -> str:
    """Text that shows as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """Text as code, whatever it holds."""
    text = " ".join(text.split())
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    # A vertical bar ends a cell of a table, also within code.
    return f"{fence}{padding}{text}{padding}{fence}".replace("|", "\\|")


def _headline(summary: Summary) -> Iterator[str]:
    yield "## Migration to the new websockets API"
    yield ""
    if not summary.using:
        yield f"{plural(summary.files, 'file')} checked; none uses websockets."
        return
    yield (f"**{summary.percent} %** of the files that use websockets are modern: "
           f"{summary.usages[Usage.MODERN]} of {summary.using}.")
    yield ""
    yield "| modern | half-way | legacy |"
    yield "|---:|---:|---:|"
    yield "| " + " | ".join(str(summary.usages[usage]) for usage in Usage) + " |"
    for item in summary.ranges:
        where = f" ({', '.join(map(code, item.places))})" if item.places else ""
        said = "" if item.supported.declared else ", as no lower bound is declared"
        yield ""
        yield f"Supported releases of websockets: {item.releases}{where}{said}."


def _ways(summary: Summary) -> Iterator[str]:
    if not summary.left:
        if summary.using:
            yield "Nothing is left of the migration."
        return
    yield f"### {plural(summary.left, 'finding')} left"
    yield ""
    yield "| " + " | ".join(way.value for way in Way) + " |"
    yield "|---:|---:|---:|"
    yield "| " + " | ".join(str(summary.ways[way]) for way in Way) + " |"
    if not summary.tried:
        yield ""
        yield "An estimate from above: the fixer was not there to try."
    if summary.reasons:
        yield ""
        yield "Left for a person, because:"
        yield ""
        for reason, count in summary.reasons:
            yield f"- {count}: {escape(reason)}"


def _rules(title: str, rules: Sequence[Rule], *, ways: bool) -> Iterator[str]:
    if not rules:
        return
    yield f"### {title}"
    yield ""
    yield "| rule | reports | findings | files |" + (" safely | review | hand |" if ways else "")
    yield "|---|---|---:|---:|" + ("---:|---:|---:|" if ways else "")
    for rule in rules:
        counts = "".join(f" {count} |" for count in rule.ways.values()) if ways else ""
        yield (f"| {rule.code} {rule.slug} | {rule.summary.replace('|', '&#124;')} | "
               f"{rule.findings} | {rule.files} |{counts}")


def _folders(folders: Sequence[Folder]) -> Iterator[str]:
    if len(folders) < 2:
        return
    yield "<details><summary>By folder</summary>"
    yield ""
    yield "| folder | modern | half-way | legacy | findings |"
    yield "|---|---:|---:|---:|---:|"
    for folder in folders:
        counts = " | ".join(str(folder.usages[usage]) for usage in Usage)
        yield f"| {code(folder.path)} | {counts} | {folder.findings} |"
    yield ""
    yield "</details>"


def _checklist(checks: Sequence[Check]) -> Iterator[str]:
    if not checks:
        return
    yield "### Checklist: what keeps running with another meaning"
    yield ""
    for check in checks:
        yield f"- [ ] {escape(check.what)}. {escape(check.hint)}"
        yield f"  {', '.join(map(code, check.places))}"


def _unlocks(summary: Summary) -> Iterator[str]:
    if not summary.unlocks:
        return
    yield "### What a higher lower bound brings"
    yield ""
    for unlock in summary.unlocks:
        yield f"- `websockets>={unlock.release}`: {gain(unlock.fixable, unlock.settled)}"


def _steps(summary: Summary) -> Iterator[str]:
    yield "### Next steps"
    yield ""
    for number, step in enumerate(steps(summary), 1):
        command = f" `{step.command}`" if step.command else ""
        yield f"{number}. {escape(step.text)}{command}"


def _closing(summary: Summary) -> Iterator[str]:
    if summary.silenced:
        yield (f"{plural(summary.silenced, 'finding')} silenced by `# noqa` or the configuration; "
               "a file counts by all of its findings.")
    if summary.problems:
        yield ""
        yield f"{plural(summary.unread, 'file')} could not be read as Python:"
        yield ""
        for problem in summary.problems:
            yield f"- {code(str(problem))}"
