"""The report as one HTML page: no script, no request to anywhere, readable on a phone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from ... import __version__
from .charts import Part, columns, legend, share
from .remedies import Way
from .steps import Step, gain, plural, steps
from .summary import Check, Folder, Rule, Summary
from .usage import Usage

#: Nothing is loaded, whatever a path or a message in the page may say.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

#: How many places a list shows.
_PLACES = 200


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
    if not summary.tried and summary.left:
        yield "<p>An estimate from above: the fixer was not there to try.</p>"
    if summary.reasons:
        yield "<details><summary>Why findings are left for a person</summary><ul>"
        yield from (f"<li>{count}: {escape(reason)}</li>" for reason, count in summary.reasons)
        yield "</ul></details>"
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
    yield from _table("Rule", "How they can be settled" if ways else "Share")
    for rule in rules:
        head = (f"<code>{rule.code}</code> {escape(rule.slug)}"
                f"<small>{_inline(rule.summary)}</small>")
        if ways:
            parts = [(way.value, rule.ways[way]) for way in Way]
            chart = columns(parts, most, "way", rule.code) + _said(parts)
        else:
            chart = columns([("findings", rule.findings)], most, "plain", rule.code)
        chart += _places(rule.places)
        yield _row(head, rule.findings, rule.files, chart)
    yield "</tbody></table>"
    yield "</section>"


def _folders(folders: Sequence[Folder]) -> Iterator[str]:
    if len(folders) < 2:
        return
    yield '<section aria-labelledby="folders">'
    yield '<h2 id="folders">Files by folder</h2>'
    most = max(sum(folder.usages.values()) for folder in folders)
    yield from _table("Folder", "What they use")
    for folder in folders:
        parts = [(usage.value, folder.usages[usage]) for usage in Usage]
        chart = columns(parts, most, "usage", folder.path) + _said(parts)
        yield _row(f"<code>{_breakable(folder.path)}</code>", folder.findings,
                   sum(folder.usages.values()), chart)
    yield "</tbody></table>"
    yield "</section>"


def _table(first: str, last: str) -> Iterator[str]:
    """The start of a table. Its roles are stated: on a phone it is not laid out as a table."""
    yield '<table class="chart" role="table">'
    heads = "".join(f'<th scope="col" role="columnheader" class="{kind}">{text}</th>'
                    for text, kind in ((first, "first"), ("Findings", "number"),
                                       ("Files", "number"), (last, "wide")))
    yield f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
    yield '<tbody role="rowgroup">'


def _row(head: str, findings: int, in_files: int, chart: str) -> str:
    return (f'<tr role="row"><th scope="row" role="rowheader">{head}</th>'
            f'<td class="number" role="cell" data-noun="{_noun(findings, "finding")}">'
            f"{findings}</td>"
            f'<td class="number" role="cell" data-noun="{_noun(in_files, "file")}">{in_files}</td>'
            f'<td class="wide" role="cell">{chart}</td></tr>')


def _noun(count: int, noun: str) -> str:
    return plural(count, noun).partition(" ")[2]


def _said(parts: Sequence[Part]) -> str:
    """What a bar shows, for those who cannot tell its colours apart."""
    words = ", ".join(f"{count} {name}" for name, count in parts if count)
    return f"<small>{escape(words)}</small>"


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
        yield f"{_places(check.places)}</li>"
    yield "</ul>"
    yield "</section>"


def _places(places: Sequence[str]) -> str:
    """A list of places that opens on demand; of very many, the first."""
    items = "".join(f"<li><code>{_breakable(place)}</code></li>" for place in places[:_PLACES])
    more = len(places) - _PLACES
    items += f"<li>and {more} more</li>" if more > 0 else ""
    return f"<details><summary>{plural(len(places), 'place')}</summary><ul>{items}</ul></details>"


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
