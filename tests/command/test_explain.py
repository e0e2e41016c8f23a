"""``explain`` and ``rules`` on a terminal and in a pipe."""

from __future__ import annotations

import json

import pytest

from flake8_modern_ws.command import terminal
from flake8_modern_ws.command.main import main
from flake8_modern_ws.rules.page import examples, page
from flake8_modern_ws.rules.registry import all_rules, find
from flake8_modern_ws.rules.rule import Rule

RULES = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
ESCAPE = "\x1b["


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "60")


@RULES
def test_prose_fits_the_width_and_code_stays_as_it_is(
    rule: Rule, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", rule.code]) == 0
    lines = capsys.readouterr().out.splitlines()
    for program in examples(rule):
        for line in program.splitlines():
            assert (f"      {line}" if line else "") in lines
    for line in lines:
        words = line.split()
        # Code, and a word that is longer than the line, cannot be wrapped.
        assert len(line) <= 60 or line.startswith("      ") or len(words) == 1


@RULES
def test_no_word_of_a_page_is_lost(rule: Rule) -> None:
    plain = terminal.render(page(rule), terminal.Style(False), 40)
    marks = [line for line in page(rule).splitlines() if line.startswith("```")]
    assert marks
    written = [word for line in page(rule).splitlines() if not line.startswith("```")
               for word in line.lstrip("#").split()]
    shown = plain.split()
    assert [word for word in shown if word != "#"] == [word for word in written if word != "#"]


def test_a_pipe_gets_no_escape_codes(capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", "WS101"])
    assert ESCAPE not in capsys.readouterr().out


def test_headings_are_bold_where_styles_are_wanted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    main(["explain", "WS101"])
    assert f"{ESCAPE}1mWhat it does{ESCAPE}0m" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["NO_COLOR", "TERM"])
def test_styles_can_be_switched_off(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv(name, "dumb")
    main(["explain", "WS101"])
    assert ESCAPE not in capsys.readouterr().out


def test_markdown_is_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--format", "markdown", "handler-path"]) == 0
    rule = find("WS302")
    assert rule is not None
    assert capsys.readouterr().out == page(rule)


def test_several_rules_are_explained_in_the_order_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["explain", "WS302", "legacy-module", "WS302"]) == 0
    shown = capsys.readouterr().out
    assert shown.count("(WS302)") == 1
    assert shown.index("(WS302)") < shown.index("(WS101)")


def test_an_internal_error_has_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "ws000"]) == 0
    assert "report it" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [("legacy-modul", "legacy-module"), ("handler_paths", "handler-path"),
     ("WS30l", "did you mean WS30"), ("WS11", "WS110"), ("Ws2", "WS201, WS202"),
     ("nonsense", "modern-ws rules"), ("", "modern-ws rules"), ("W", "modern-ws rules")],
)
def test_an_unknown_rule_is_one_line_with_a_suggestion(
    name: str, suggestion: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", name]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    (line,) = captured.err.splitlines()
    assert repr(name) in line
    assert suggestion in line


def test_known_rules_are_explained_beside_an_unknown_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["explain", "WS999", "WS101"]) == 2
    captured = capsys.readouterr()
    assert "(WS101)" in captured.out
    assert "WS999" in captured.err


def test_rules_are_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--format=json"]) == 0
    rows = {row["code"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["WS309"] == {
        "code": "WS309", "slug": "silent-change",
        "family": "What breaks when the import is changed", "since": "0.1.0", "default": False,
        "summary": "Code that keeps running with another meaning on the new implementation of "
                   "`websockets`"}


def test_the_table_of_rules_fits_the_width(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 90
    assert any(line.startswith("WS4: ") for line in lines)
    assert any("WS309" in line and " off " in line for line in lines)


def test_an_encoding_without_the_characters_of_a_page_is_no_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import io
    import sys

    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="ascii"))
    terminal.show("a · b")
    sys.stdout.flush()
    assert written.getvalue() == b"a ? b\n"
