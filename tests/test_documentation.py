"""Rules, pages, changelog and fixtures agree."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from flake8_modern_ws.command.main import main
from flake8_modern_ws.rules.page import examples, section
from flake8_modern_ws.rules.registry import all_rules
from flake8_modern_ws.rules.rule import Rule

from .expectations import FIXTURES, all_fixtures, check, settings_in

ROOT = Path(__file__).resolve().parent.parent
RULES = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)


@RULES
def test_the_bad_example_raises_exactly_this_finding(rule: Rule) -> None:
    bad = examples(rule).bad
    lines = bad.splitlines()
    found = [f for f in check(bad, enable=rule.code, **settings_in(bad))
             if f"# noqa: {f.code}" not in lines[f.span.line - 1]]
    assert {f.code for f in found} == {rule.code}, [f.text for f in found]


@RULES
def test_the_good_example_is_silent(rule: Rule) -> None:
    good = examples(rule).good
    assert good.strip()
    assert check(good, enable=rule.code, **settings_in(good)) == []


@RULES
def test_the_page_says_everything(rule: Rule) -> None:
    for heading in ("What it does", "Why is this bad?", "Example", "Use instead", "Fix safety",
                    "References"):
        assert section(rule, heading), heading


@RULES
def test_codes_and_slugs_are_well_formed(rule: Rule) -> None:
    # What flake8 accepts in ignore lists, so that a code can be ignored.
    assert re.fullmatch(r"WS[1-9][0-9]{2}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.slug)


@RULES
def test_messages_suit_every_editor(rule: Rule) -> None:
    bad = examples(rule).bad
    for finding in check(bad, enable=rule.code, **settings_in(bad)):
        assert "\n" not in finding.text
        assert finding.text.isascii()
        assert not re.search(r":\d+:|::: ", finding.text)
        assert not finding.message.endswith(".")
        assert finding.hint.endswith(".")
        assert len(finding.message) <= 130


@RULES
def test_the_changelog_has_a_line(rule: Rule) -> None:
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith(f"- {rule.code} `{rule.slug}`") for line in lines)


def test_codes_and_slugs_are_unique() -> None:
    assert len({rule.code for rule in all_rules()}) == len(all_rules())
    assert len({rule.slug for rule in all_rules()}) == len(all_rules())


@RULES
def test_fixtures_hold_more_look_alikes_than_hits(rule: Rule) -> None:
    own = [f for f in all_fixtures() if f.path.parent.name == rule.slug]
    hits = sum(code == rule.code for f in own for _, _, code in f.expected)
    assert hits, "no fixture shows the rule"
    assert sum(f.silent for f in own) >= 2 * hits


def test_every_fixture_folder_belongs_to_a_rule() -> None:
    folders = {path.name for path in FIXTURES.iterdir() if path.is_dir()}
    assert folders - {rule.slug for rule in all_rules()} - {"names", "guards", "servers"} == set()


def test_generated_documentation_is_current() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "tools" / "generate_docs.py"), "--check"],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@RULES
def test_explain_prints_the_page_for_code_and_slug(
    rule: Rule, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "--format=markdown", rule.code.lower()]) == 0
    by_code = capsys.readouterr().out
    assert main(["explain", "--format=markdown", rule.slug]) == 0
    assert capsys.readouterr().out == by_code
    assert by_code.startswith(f"# {rule.slug} ({rule.code})")
    documented = (ROOT / "docs" / "rules" / f"{rule.code}.md").read_text(encoding="utf-8")
    assert documented.endswith(f"\n\n{by_code}")


def test_rules_lists_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    import json

    assert main(["rules", "--format", "json"]) == 0
    listed = {row["code"] for row in json.loads(capsys.readouterr().out)}
    assert listed == {rule.code for rule in all_rules()}
    assert main(["rules"]) == 0
    table = capsys.readouterr().out
    assert all(rule.code in table and rule.slug in table for rule in all_rules())
