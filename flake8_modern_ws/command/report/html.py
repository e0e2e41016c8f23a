"""The report as one HTML page: no script, no request to anywhere, readable on a phone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from ... import __version__
from .charts import columns, legend, share
from .remedies import Way
from .steps import Step, gain, plural, steps
from .summary import Check, Folder, Rule, Summary
from .usage import Usage

#: Nothing is loaded, whatever a path or a message in the page may say.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def render(summary: Summary) -> str:
    """The whole page."""
    return "\n".join((*_head(), *_body(summary), "</html>", ""))


def _head() -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<link rel="icon" href="data:,">'
    yield "<title>Migration to the new websockets API</title>"
    style = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    yield f"<style>\n{style}</style>"
    yield "</head>"


def _body(summary: Summary) -> Iterator[str]:
    yield "<body>"
    yield "<header>"
    yield "<h1>Migration to the new websockets API</h1>"
    yield f"<p>{'<br>'.join(map(escape, _targets(summary)))}</p>"
    yield "</header>"
    yield "<main>"
    yield from _headline(summary)
    yield from _steps(steps(summary))
    yield from _rules("Findings by rule", summary.migration, ways=True)
    yield from _folders(summary.folders)
    yield from _checklist(summary.checklist)
    yield from _unlocks(summary)
    yield from _rules("Managers and limits", summary.soundness, ways=False)
    yield from _problems(summary)
    yield "</main>"
    yield f"<footer><p>{escape(_closing(summary))}</p></footer>"
    yield "</body>"


def _targets(summary: Summary) -> Iterator[str]:
    if not summary.ranges:
        yield f"{plural(summary.files, 'file')} checked; none uses websockets."
    for item in summary.ranges:
        where = f" ({', '.join(item.places)})" if item.places else ""
        said = "" if item.supported.declared else ", as no lower bound is declared"
        several = f", for {plural(item.files, 'file')}" if len(summary.ranges) > 1 else ""
        yield f"Supported releases of websockets: {item.releases}{where}{said}{several}"


def _headline(summary: Summary) -> Iterator[str]:
    if not summary.using and not summary.left:
        return
    yield '<div class="cards">'
    yield '<section class="card" aria-labelledby="files">'
    yield '<h2 id="files">Files that use websockets</h2>'
    yield (f'<p class="figure"><strong>{summary.percent}&nbsp;%</strong> modern, '
           f"{summary.usages[Usage.MODERN]} of {summary.using}</p>")
    usages = [(usage.value, summary.usages[usage]) for usage in Usage]
    yield share(usages, "usage", "Files that use websockets")
    yield legend(usages, "usage")
    yield "</section>"
    yield '<section class="card" aria-labelledby="left">'
    yield '<h2 id="left">Findings left</h2>'
    yield f'<p class="figure"><strong>{summary.left}</strong> to settle</p>'
    ways = [(way.value, summary.ways[way]) for way in Way]
    yield share(ways, "way", "Findings left")
    yield legend(ways, "way")
    yield "</section>"
    yield "</div>"


def _steps(found: Sequence[Step]) -> Iterator[str]:
    yield '<section aria-labelledby="steps">'
    yield '<h2 id="steps">Next steps</h2>'
    yield "<ol>"
    for step in found:
        command = f"<br><code>{escape(step.command)}</code>" if step.command else ""
        yield f"<li>{escape(step.text)}{command}</li>"
    yield "</ol>"
    yield "</section>"


def _rules(title: str, rules: Sequence[Rule], *, ways: bool) -> Iterator[str]:
    if not rules:
        return
    name = "rules" if ways else "soundness"
    yield f'<section aria-labelledby="{name}">'
    yield f'<h2 id="{name}">{escape(title)}</h2>'
    if not ways:
        yield "<p>These do not depend on the migration.</p>"
    most = max(rule.findings for rule in rules)
    yield '<table class="chart">'
    yield '<thead><tr><th scope="col">Rule</th><th scope="col" class="number">Findings</th>'
    yield '<th scope="col" class="number">Files</th><th scope="col" class="wide">'
    yield f"{'How they can be settled' if ways else 'Share'}</th></tr></thead>"
    yield "<tbody>"
    for rule in rules:
        parts = [(way.value, rule.ways[way]) for way in Way] if ways else [
            ("findings", rule.findings)]
        yield (f'<tr><th scope="row"><code>{rule.code}</code> {escape(rule.slug)}'
               f"<small>{_inline(rule.summary)}</small></th>"
               f'<td class="number">{rule.findings}</td><td class="number">{rule.files}</td>'
               f'<td class="wide">{columns(parts, most, "way" if ways else "plain", rule.code)}'
               "</td></tr>")
    yield "</tbody></table>"
    yield "</section>"


def _folders(folders: Sequence[Folder]) -> Iterator[str]:
    if len(folders) < 2:
        return
    yield '<section aria-labelledby="folders">'
    yield '<h2 id="folders">Files by folder</h2>'
    most = max(sum(folder.usages.values()) for folder in folders)
    yield '<table class="chart">'
    yield '<thead><tr><th scope="col">Folder</th><th scope="col" class="number">Findings</th>'
    yield '<th scope="col" class="number">Files</th>'
    yield '<th scope="col" class="wide">What they use</th></tr></thead>'
    yield "<tbody>"
    for folder in folders:
        parts = [(usage.value, folder.usages[usage]) for usage in Usage]
        yield (f'<tr><th scope="row"><code>{_breakable(folder.path)}</code></th>'
               f'<td class="number">{folder.findings}</td>'
               f'<td class="number">{sum(folder.usages.values())}</td>'
               f'<td class="wide">{columns(parts, most, "usage", folder.path)}</td></tr>')
    yield "</tbody></table>"
    yield "</section>"


def _checklist(checks: Sequence[Check]) -> Iterator[str]:
    if not checks:
        return
    yield '<section aria-labelledby="checklist">'
    yield '<h2 id="checklist">What keeps running with another meaning</h2>'
    yield "<p>Nothing fails and nothing warns. Look at each place.</p>"
    yield '<ul class="checklist">'
    for number, check in enumerate(checks):
        yield (f'<li><input type="checkbox" id="check{number}">'
               f'<label for="check{number}">{escape(check.what)}. {escape(check.hint)}</label>')
        yield f"<details><summary>{plural(len(check.places), 'place')}</summary><ul>"
        yield from (f"<li><code>{_breakable(place)}</code></li>" for place in check.places)
        yield "</ul></details></li>"
    yield "</ul>"
    yield "</section>"


def _unlocks(summary: Summary) -> Iterator[str]:
    if not summary.unlocks:
        return
    yield '<section aria-labelledby="bounds">'
    yield '<h2 id="bounds">What a higher lower bound brings</h2>'
    yield "<ul>"
    for unlock in summary.unlocks:
        yield (f"<li><code>websockets&gt;={escape(unlock.release)}</code>: "
               f"{escape(gain(unlock.fixable, unlock.settled))}</li>")
    yield "</ul>"
    yield "</section>"


def _problems(summary: Summary) -> Iterator[str]:
    if summary.problems:
        yield '<section aria-labelledby="problems">'
        yield '<h2 id="problems">Files that could not be read as Python</h2>'
        yield "<ul>"
        yield from (f"<li><code>{_breakable(str(problem))}</code></li>"
                    for problem in summary.problems)
        yield "</ul>"
        yield "</section>"


def _closing(summary: Summary) -> str:
    silenced = ""
    if summary.silenced:
        silenced = (f" {plural(summary.silenced, 'finding')} silenced by '# noqa' or the "
                    "configuration; a file counts by all of its findings.")
    return f"{plural(summary.files, 'file')} checked by flake8-modern-ws {__version__}.{silenced}"


def _inline(text: str) -> str:
    """Text in which backticks mark code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if index % 2 else part
                   for index, part in enumerate(parts))


def _breakable(path: str) -> str:
    """A path that may be broken after its separators."""
    return escape(path).replace("/", "/<wbr>").replace("_", "_<wbr>")
