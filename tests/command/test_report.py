"""``report``: what is counted, and that every format shows it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from flake8_modern_ws.catalog.rows import Fix
from flake8_modern_ws.command.main import main
from flake8_modern_ws.command.report import text, trial
from flake8_modern_ws.command.report.remedies import Remedy, Way, remedy
from flake8_modern_ws.command.report.summary import Summary, summarize
from flake8_modern_ws.command.report.survey import survey
from flake8_modern_ws.command.report.usage import Usage
from flake8_modern_ws.files.configuration import configure
from flake8_modern_ws.files.discovery import discover
from flake8_modern_ws.findings import Finding, Level, Span
from flake8_modern_ws.plans import Plan
from flake8_modern_ws.settings.versions import SupportedRange

from ..expectations import check
from .sample import LONG, write_sample


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    write_sample(folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("NO_COLOR", "1")
    return folder


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def summary_here(**options: object) -> Summary:
    configuration = configure(options)
    return summarize(survey(discover([], configuration), configuration, 1))


def output(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(["report", *arguments]) == code
    return capsys.readouterr().out


def test_files_are_told_apart_by_what_they_use(project: Path) -> None:
    configuration = configure({})
    usages = survey(discover(["app"], configuration), configuration, 1).usages
    assert {path.removeprefix("app/"): usage for path, usage in usages.items()} == {
        "modern.py": Usage.MODERN,
        "modern_too.py": Usage.MODERN,
        "legacy.py": Usage.LEGACY,
        "mixed.py": Usage.MIXED,
        "silenced.py": Usage.LEGACY,  # a comment does not make it modern
    }


def test_counts_agree_with_each_other_and_with_check(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = summary_here()
    assert summary.files == 9
    assert summary.usages == {Usage.MODERN: 2, Usage.MIXED: 1, Usage.LEGACY: 4}
    assert summary.percent == 28
    assert sum(rule.findings for rule in summary.migration) == summary.left
    assert sum(folder.findings for folder in summary.folders) == summary.left
    main(["check"])
    shown = [line.split(": ")[1].split()[0] for line in capsys.readouterr().out.splitlines()]
    counted = {rule.code: rule.findings for rule in (*summary.migration, *summary.soundness)}
    assert counted == {code: shown.count(code) for code in shown}
    assert summary.silenced == 3


def test_what_is_ignored_is_silenced_and_not_counted(project: Path) -> None:
    before = summary_here()
    after = summary_here(extend_ignore="WS101,WS309")
    codes = {rule.code for rule in after.migration}
    assert "WS101" not in codes
    assert after.checklist == ()
    assert after.silenced > before.silenced
    assert after.usages == before.usages


def finding_with(plan: object, hint: str = "Do it.") -> Finding:
    return Finding(Span(1, 0, 1, 1), "WS999", "'x' is old", hint, Level.WARNING, "", plan)


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (Plan(Fix.SAFE, None), Remedy(Way.SAFE)),
        (Plan(Fix.SAFE, "8.0"), Remedy(Way.SAFE, "8.0")),
        (Plan(Fix.UNSAFE, "13.0", "legacy"), Remedy(Way.REVIEW, "13.0")),
        (Plan(Fix.UNSAFE, "13.0", "package"), Remedy(Way.REVIEW, "13.0")),
        (Plan(Fix.SAFE, None, "package"), Remedy(Way.SAFE, "13.0")),
        (Plan(Fix.SAFE, "15.0", "package"), Remedy(Way.SAFE, "15.0")),
        (Plan(Fix.MANUAL, "13.0"), Remedy(Way.HAND)),
        (None, Remedy(Way.HAND)),
    ],
)
def test_the_plan_of_a_finding_tells_what_settles_it(plan: object, expected: Remedy) -> None:
    assert remedy(finding_with(plan)) == expected


@pytest.mark.parametrize("lowest", ["8.0", "12.0", "13.0", "14.0", "15.0"])
@pytest.mark.parametrize("implementation", ["", "legacy", "package"])
@pytest.mark.parametrize("since", [None, "13.0", "15.0"])
def test_the_bound_of_a_remedy_is_where_its_fix_becomes_applicable(
    lowest: str, implementation: str, since: str | None
) -> None:
    plan = Plan(Fix.UNSAFE, since, implementation)
    supported = SupportedRange((lowest, "17.4"), True, "")
    bound = remedy(finding_with(plan)).since
    waits = bound is not None and not supported.guarantees(bound)
    assert (plan.applicability(supported) is Fix.MANUAL) is waits


@pytest.mark.parametrize(
    ("program", "bound"),
    [("from websockets import connect", "14.0"),
     ("from websockets.asyncio.client import connect", "13.0")],
)
def test_a_lower_bound_can_settle_a_finding(program: str, bound: str) -> None:
    (finding,) = check(program, websockets=">=12")
    assert remedy(finding).settled_by == bound


def test_a_replacement_that_the_lowest_release_lacks_waits_for_a_bound(empty: Path) -> None:
    (empty / "requirements.txt").write_text("# ours\nwebsockets>=12\n")
    (empty / "a.py").write_text("from websockets import WebSocketClientProtocol\n")
    (empty / "b.py").write_text("from websockets.asyncio.router import route\n")
    before = summary_here()
    assert before.ways == {Way.SAFE: 0, Way.REVIEW: 0, Way.HAND: 2}
    assert [(u.release, u.fixable, u.settled, u.places) for u in before.unlocks] == [
        ("13.0", 1, 0, ("requirements.txt:2",)), ("15.0", 1, 1, ("requirements.txt:2",))]
    (empty / "requirements.txt").write_text("websockets>=15\n")
    after = summary_here()
    assert after.ways == {Way.SAFE: 0, Way.REVIEW: 1, Way.HAND: 0}
    assert after.unlocks == ()


@pytest.mark.parametrize("jobs", [1, 2])
def test_several_processes_count_the_same(project: Path, jobs: int) -> None:
    for number in range(30):
        (project / f"more{number}.py").write_text(
            "from websockets.exceptions import WebSocketProtocolError\n")
    configuration = configure({})
    summary = summarize(survey(discover([], configuration), configuration, jobs))
    assert summary.ways[Way.SAFE] >= 30


@pytest.fixture
def fixer() -> None:
    pytest.importorskip("ast_grep_py")


def test_the_ways_are_those_of_the_fixer(
    project: Path, fixer: None, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "pyproject.toml").write_text("[project]\ndependencies = ['websockets>=14']\n")
    summary = summary_here()
    assert summary.tried
    fixed = {}
    for way, options in ((Way.SAFE, []), (Way.REVIEW, ["--unsafe"])):
        main(["fix", "--check", "--format=json", *options])
        told = json.loads(capsys.readouterr().out)
        fixed[way] = sum(item["code"] < "WS4" for file in told["files"] for item in file["fixed"])
    assert summary.ways[Way.SAFE] == fixed[Way.SAFE] > 0
    assert summary.ways[Way.REVIEW] == fixed[Way.REVIEW] - fixed[Way.SAFE] > 0
    assert sum(count for _, count in summary.reasons) == summary.ways[Way.HAND]


def test_nothing_is_written_when_the_fixer_is_tried(project: Path, fixer: None) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*.py")}
    summary_here()
    assert {path: path.read_bytes() for path in project.rglob("*.py")} == before


def test_without_the_fixer_the_ways_are_an_estimate(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "is_possible", lambda: False)
    for form in ("text", "markdown", "html"):
        shown = output(capsys, f"--format={form}")
        assert "An estimate from above" in shown
        assert "flake8-modern-ws[fix]" in shown


EQUAL = Finding(Span(1, 0, 1, 1), "WS203", "'x' is old", "Do it.", Level.WARNING)
MOVED = EQUAL._replace(span=Span(3, 0, 3, 1))
OTHER = EQUAL._replace(code="WS204")


@pytest.mark.parametrize(
    ("safe", "review", "left", "expected"),
    [
        ([], [], [EQUAL, MOVED, OTHER], ["by hand"] * 3),
        ([MOVED], [MOVED], [EQUAL, OTHER], ["by hand", "fixable safely", "by hand"]),
        ([MOVED], [EQUAL, MOVED, OTHER], [],
         ["fixable with review", "fixable safely", "fixable with review"]),
        # A later round fixed it, at a place that has moved.
        ([EQUAL._replace(span=Span(9, 0, 9, 1))], [], [],
         ["fixable safely", "by hand", "by hand"]),
    ],
)
def test_what_was_fixed_is_recognized(
    safe: list[Finding], review: list[Finding], left: list[Finding], expected: list[str]
) -> None:
    found = trial.of_file([EQUAL, MOVED, OTHER], safe, review,
                          [(finding, "a reason") for finding in left])
    assert [outcome.way.value for outcome in found] == expected
    assert sum(outcome.reason == "a reason" for outcome in found) == len(left)


def test_each_part_of_a_monorepo_has_its_range(empty: Path) -> None:
    for name, bound in (("old", "12"), ("new", "14")):
        (empty / name).mkdir()
        (empty / name / "requirements.txt").write_text(f"websockets>={bound}\n")
        (empty / name / "a.py").write_text("from websockets.legacy.client import connect\n")
    summary = summary_here()
    assert {(item.releases.split()[0], item.places, item.files) for item in summary.ranges} == {
        ("12.0", ("old/requirements.txt:1",), 1), ("14.0", ("new/requirements.txt:1",), 1)}
    assert summary.unlocks[0].places == ("old/requirements.txt:1",)


@pytest.mark.parametrize(
    ("files", "place"),
    [({"pyproject.toml": "[tool.flake8-modern-ws]\n# ours\nwebsockets = '>=12'\n"},
      "pyproject.toml:3"),
     ({".flake8": "[flake8]\nws-websockets = >=12\n"}, ".flake8: ws-websockets")],
)
def test_a_stated_range_tells_where_it_stands(
    files: dict[str, str], place: str, empty: Path
) -> None:
    for name, content in files.items():
        (empty / name).write_text(content)
    (empty / "a.py").write_text("from websockets.legacy.client import connect\n")
    summary = summary_here()
    assert [item.places for item in summary.ranges] == [(place,)]


def test_many_folders_are_drawn_together(empty: Path) -> None:
    for number in range(30):
        folder = empty / f"app{number % 3}" / f"part{number}" / "inner"
        folder.mkdir(parents=True)
        (folder / "a.py").write_text("from websockets.legacy.client import connect\n")
    assert [folder.path for folder in summary_here().folders] == ["app0", "app1", "app2"]


def test_the_text_says_what_to_do_next(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = output(capsys, "app")
    assert "40 % of the files that use websockets are modern (2 of 5" in shown
    assert "12.0 to 15.0.1 (pyproject.toml:4)" in shown
    steps = shown.partition("Next steps\n")[2]
    assert "Raise the lower bound to websockets>=13.0 in pyproject.toml:4" in steps
    assert "modern-ws check --select WS4,WS5 app" in steps
    assert "\x1b" not in shown


def test_text_fits_the_width(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for line in output(capsys, "app").splitlines():
        assert len(line) <= 80, line


def test_a_project_without_websockets_has_nothing_to_do(
    empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (empty / "a.py").write_text("print()\n")
    for form in ("text", "markdown", "html"):
        shown = output(capsys, f"--format={form}")
        assert "nothing to migrate" in shown
        assert "1 file checked" in shown


def test_a_folder_without_programs_is_told(
    empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "No Python file was found" in output(capsys)


def test_a_migrated_project_is_done(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (empty / "requirements.txt").write_text("websockets>=15\n")
    (empty / "a.py").write_text("from websockets.asyncio.server import serve\n")
    for form in ("text", "markdown", "html"):
        shown = output(capsys, f"--format={form}")
        assert re.search(r"100(&nbsp;| )%", shown)
        assert "The migration is done." in shown


def test_a_file_that_cannot_be_read_is_told_and_the_rest_reported(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "app" / "broken.py").write_text("import websockets.legacy (\n")
    assert main(["report", "--format=markdown"]) == 3
    captured = capsys.readouterr()
    assert "WS101" in captured.out
    assert "app/broken.py" in captured.out
    (line,) = captured.err.splitlines()
    assert "broken.py" in line


@pytest.mark.parametrize("argument", ["--ws-websockets=fourteen", "-"])
def test_bad_arguments_are_one_line(
    argument: str, empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", argument]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_file_can_be_written(
    form: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert output(capsys, f"--format={form}", "--output-file=report.out") == ""
    assert "websockets>=13.0" in (project / "report.out").read_text().replace("&gt;", ">")
    assert main(["report", "--output-file=missing/report.out"]) == 2
    assert "missing/report.out" in capsys.readouterr().err


def test_markdown_shows_names_as_they_are(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = output(capsys, "--format=markdown")
    cells = 0
    for line, following in zip(shown.splitlines(), shown.splitlines()[1:]):
        if set(following) <= set("|-:") and following:
            cells = following.count("|")  # the row above is the head of a table
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) == cells, line
    assert "``<b>bold\\|`tick` & \"quote\"``" in shown
    assert "<b>" not in re.sub(r"`+[^\n]*`+", "", shown)
    assert shown.count("- [ ] ") == 3


class _Page(HTMLParser):
    """Collects the tags of a page, and fails where they are not closed in order."""

    VOID = frozenset({"meta", "link", "input", "br", "wbr", "rect"})

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_is_well_formed_and_stands_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = _Page()
    page.feed(output(capsys, "--format=html"))
    assert page.open == []
    names = {tag for tag, _ in page.tags}
    assert names.isdisjoint({"script", "img", "iframe", "object", "form", "a", "b"})
    for _, attributes in page.tags:
        assert not {"src", "srcset", "onclick", "onload", "style"} & attributes.keys()
        assert (attributes.get("href") or "data:,") == "data:,"
    assert not re.search(r"url\(|@import|https?://", page.text)
    assert ("html", {"lang": "en"}) in page.tags
    identifiers = [found["id"] for _, found in page.tags if "id" in found]
    assert len(identifiers) == len(set(identifiers))
    for tag, attributes in page.tags:
        for name in ("aria-labelledby", "for"):
            assert attributes.get(name) is None or attributes[name] in identifiers
        if tag == "th":
            assert attributes.get("scope") in ("row", "col")
    assert '<b>bold|`tick` & "quote"' in page.text
    assert LONG in page.text.replace("\u200b", "")


@pytest.mark.parametrize(
    ("counts", "expected"),
    [([1, 1, 2], [10, 10, 20]), ([0, 0, 3], [0, 0, 40]), ([1, 0, 999], [1, 0, 39]),
     ([1, 1, 1], [14, 13, 13])],
)
def test_a_bar_shows_its_parts(counts: list[int], expected: list[int]) -> None:
    shown = text.bar(counts)
    marks = "█▒░" if "█" in shown or "▒" in shown or "░" in shown else "#=."
    assert [shown.count(mark) for mark in marks] == expected
