"""The layer of files beside flake8's own code: the same answers to the same questions."""

from __future__ import annotations

import argparse
import itertools
from pathlib import Path

import pytest
from flake8 import exceptions
from flake8.discover_files import expand_paths
from flake8.options.config import _find_config_file
from flake8.processor import FileProcessor
from flake8.style_guide import DecisionEngine, StyleGuideManager
from flake8.utils import normalize_path, parse_files_to_codes_mapping
from flake8.violation import Violation

from flake8_modern_ws.files import configuration, discovery, noqa, reading, selection
from flake8_modern_ws.settings.errors import SettingsError
from flake8_modern_ws.words import NO_WORDS

TREE = ("a.py", "b.pyi", "c.txt", "script", ".hidden.py", ".git/hook.py", "src/x.py",
        "src/__pycache__/x.py", "src/deep/er/y.py", "src/deep/x.py", "build/z.py",
        "lib.egg/in.py", "tests/test_a.py", "tests/data/bad.py", "one.egg", "[odd]/q.py")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    for name in TREE:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    (folder / "linked").symlink_to(folder / "src", target_is_directory=True)
    (folder / "linked.py").symlink_to(folder / "a.py")
    (folder / "dangling.py").symlink_to(folder / "nowhere")
    (folder / "circle.py").symlink_to(folder / "circle.py")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(
    "filename", ["*.py", "*.py,*.pyi", "*", "", "./src/*.py", "?*.p*", "*_a.py"])
@pytest.mark.parametrize(
    "exclude",
    [None, "", "src", "src/", "./src", "src/deep", "*/deep", "*.egg", "x.py", "src/x.py", "[xy].py",
     "?.py", "tests/*", "*test*", ".", "..", "*", "linked", "./linked/", "project", "[odd]",
     "/*/z.py"],
)
@pytest.mark.parametrize(
    "paths", [[], ["."], ["src", "script"], ["src/"], ["./src/../src"], ["../project"],
              ["a.py", "-"], ["missing.py"], [".git", "linked", "linked/"], ["c.txt", "b.pyi"]],
    ids=" ".join)
def test_finds_the_files_that_flake8_finds(
    tree: Path, paths: list[str], exclude: str | None, filename: str
) -> None:
    configured = configuration.configure({"exclude": exclude, "filename": filename}, isolated=True)
    patterns = (configuration.EXCLUDED if exclude is None
                else [normalize_path(item) for item in exclude.split(",") if item])
    expected = expand_paths(
        paths=paths, stdin_display_name="stdin", exclude=list(patterns),
        filename_patterns=[item for item in filename.split(",") if item])
    found = discovery.discover(paths, configured)
    assert sorted(found.files) == sorted(expected)
    assert found.problems == []


@pytest.mark.parametrize("name", ["stdin", "src/x.py", "other.py", "build/new.py"])
@pytest.mark.parametrize("exclude", ["src", "src/*", "x.py", "stdin", "build/*"])
def test_excludes_standard_input_by_its_name(tree: Path, name: str, exclude: str) -> None:
    configured = configuration.configure({"exclude": exclude}, isolated=True)
    expected = expand_paths(paths=["-"], stdin_display_name=name, filename_patterns=["*.py"],
                            exclude=[normalize_path(exclude)])
    found = discovery.discover(["-"], configured, stdin_display_name=name)
    assert found.files == list(expected)


PREFIXES = (None, "", "W", "WS", "WS1", "WS101", "E", "WS2,WS101", "W,WS10")


@pytest.mark.parametrize(
    ("select", "ignore"), [*itertools.product(PREFIXES, PREFIXES)], ids=str)
def test_selects_what_flake8_selects(select: str | None, ignore: str | None) -> None:
    for extend_select, extend_ignore in itertools.product(PREFIXES[:6], PREFIXES[:6]):
        lists = [None if text is None else [item for item in text.split(",") if item]
                 for text in (select, extend_select, ignore, extend_ignore)]
        engine = DecisionEngine(argparse.Namespace(
            select=lists[0], extend_select=lists[1], ignore=lists[2], extend_ignore=lists[3],
            extended_default_select=["C90", "E", "F", "W", "WS"], extended_default_ignore=[]))
        ours = selection.Selection(
            None if lists[0] is None else tuple(lists[0]), tuple(lists[1] or ()),
            None if lists[2] is None else tuple(lists[2]), tuple(lists[3] or ()))
        for code in ("WS101", "WS201", "WS000"):
            assert ours.reports(code) == (engine.decision_for(code).name == "Selected"), (
                code, lists)


MAPPINGS = (
    "", "  ", "a.py:WS1", "a.py: WS1, WS2 b.py:WS3", "a.py,b.py:WS1", "a.py b.py : WS1\n c.py:W",
    "src/*:WS1\nsrc/x.py:WS2", "a.py:", "a.py: b.py:WS1", "a.py", "A:WS1", "a.py:WS1 b.py",
    "a.py:ws1", "a.py:WS1:WS2", ":WS1", "a.py:WS1,,WS2", "a.pyWS1", "./a.py:WS1", "*:WS1 *.py:WS2",
    "x.py:WS1\nx.py:WS2", "tests/:WS1", "a.py:WS1x",
)


@pytest.mark.parametrize("text", MAPPINGS)
def test_ignores_per_file_what_flake8_ignores(tree: Path, text: str) -> None:
    try:
        expected = parse_files_to_codes_mapping(text)
    except exceptions.ExecutionError:
        with pytest.raises(SettingsError, match=r"setup\.cfg"):
            selection.per_file_ignores(text, "setup.cfg")
        return
    pairs = selection.per_file_ignores(text, "setup.cfg")
    assert [(name, list(codes)) for name, codes in pairs] == expected
    options = argparse.Namespace(
        select=None, extend_select=None, ignore=None, extend_ignore=None, per_file_ignores=text,
        extended_default_select=["W", "WS"], extended_default_ignore=[])
    manager = StyleGuideManager(options, None)  # type: ignore[arg-type]
    ours = selection.FileSelection(selection.Selection(), pairs)
    for path in ("./a.py", "a.py", "./src/x.py", "./src/deep/x.py", "x.py", "./tests/test_a.py"):
        for code in ("WS101", "WS201", "WS301"):
            decision = manager.style_guide_for(path).should_report_error(code)
            assert ours.reports(code, path) == (decision.name == "Selected"), (path, code)


NOQA = (
    "", "# noqa", "#noqa", "# NOQA", "# NoQA: WS101", "# noqa:WS101", "# noqa : WS101",
    "# noqa: WS1", "# noqa: WS", "# noqa: W", "# noqa: ws101", "# noqa: E501 WS101",
    "# noqa: E501,WS101", "# noqa: E501", "# noqa: WS101 - why", "# noqa:  WS101", "# noqa:\tWS101",
    "# noqa: E501, why WS101", "# noqa: E501 # noqa: WS101", "# type: ignore # noqa: WS101",
    "# noqa:WS101,", "# noqa: \xa0WS101", "# noqa: E501 x9 WS101", "# noqa:WS101:", "# noqa; WS101",
    "# noqa:Ws101", "#  noqa", "# pylint: disable=x # noqa", "# noqa: E5O1", "# noqa: WS101WS201",
)
SHAPES = (
    "x = 1  {0}\n", "x = 1  {0}", "x = (  {0}\n    1,\n)\n", "x = (\n    1,  {0}\n)\n",
    "x = (\n    1,\n)  {0}\n", 'x = """\n{0}\n"""\n', 'x = """\n"""  {0}\n',
    "x = 1 + \\\n  2  {0}\n",
    'f("""\na""", b,  {0}\n  c)\n', "def f():\n    pass  {0}\n", "{0}\nx = 1\n", "x = 1\n{0}\n",
    'x = f"""{{\n1}}"""  {0}\n', "if x:\n  a\n {0}\n  b\n", "x = (1,  {0}\n", "\x0cx = 1  {0}\n",
    "x = '\u0130' {0}\n",
)


def processor(text: str, path: Path) -> FileProcessor:
    path.write_text(text, encoding="utf-8")
    options = argparse.Namespace(hang_closing=False, indent_size=4, max_line_length=79,
                                 max_doc_length=None, verbose=0, disable_noqa=False)
    return FileProcessor(str(path), options)


@pytest.mark.parametrize("comment", NOQA)
@pytest.mark.parametrize("shape", SHAPES)
def test_reads_noqa_as_flake8_does(shape: str, comment: str, tmp_path: Path) -> None:
    theirs = processor(shape.format(comment), tmp_path / "program.py")
    ours = noqa.Suppressions(theirs.lines)
    for line in range(1, len(theirs.lines) + 1):
        for code in ("WS101", "WS201"):
            violation = Violation(code, theirs.filename, line, 1, "", theirs.noqa_line_for(line))
            assert ours.covers(code, line) == violation.is_inline_ignored(False), (line, code)


@pytest.mark.parametrize(
    "comment",
    ["# flake8: noqa", "# flake8:noqa", "# flake8=noqa", "# FLAKE8: NOQA: WS101", "#flake8: noqa",
     "# flake8: noqa: E501", "# flake8 : noqa", "   # flake8: noqa", "# flake8: noqa yes",
     "x = 1  # flake8: noqa", "# fla\u212ae8: noqa", "# flake8:\nnoqa", "'''\n# flake8: noqa\n'''"])
def test_reads_the_comment_for_a_whole_file_as_flake8_does(comment: str, tmp_path: Path) -> None:
    theirs = processor(f"import os\n{comment}\n", tmp_path / "program.py")
    assert noqa.Suppressions(theirs.lines).whole_file == theirs.should_ignore_file()


DATA = (
    b"", b"x = 1\n", b"x = 1", b"x = 1\r\ny = 2\r\n", b"x = 1\ry = 2\r", b"\xef\xbb\xbfx = 1\n",
    b"\xef\xbb\xbf\xef\xbb\xbfx = 1\n", b"# coding: latin-1\nx = '\xe9'\n", b"x = '\xe9'\n",
    b"\n# -*- coding: cp1252 -*-\nx = '\x80'\n", b"x = 1\n# coding: latin-1\nx = '\xc3\xa9'\n",
    b"# coding: nonsense\nx = '\xc3\xa9'\n", b"# coding: utf-8\nx = '\xe9'\n",
    b"x = '\x0c\x1c\xc2\x85'\n",
    b"\xef\xbb\xbf# coding: latin-1\nx = 1\n", b"# coding: utf-7\nx = '+AOk-'\n", b"x = 1\r\r\ny\n",
    b"#!/bin/sh\n# encoding=utf8\nx\n", b"#\n#\n# coding: latin-1\n\xc3\xa9\n",
    b"x = '\xe2\x80\xa8'\n",
    b"# coding: latin-1\r# x\r\xe9 = 1\r",
    b"# coding: utf-16\nxx = 1\n", b"# coding: utf16\nx = 1\n", b"# coding: utf-32\nx = 1\n",
    b"# coding: utf-8-sig\nx = 1\n", b"# coding: iso2022_jp\nx = '\x1b'\n",
    b"# coding: shift_jis\nx = '\x95\x5c'\n",
)


@pytest.mark.parametrize("data", DATA, ids=repr)
def test_reads_the_lines_that_flake8_reads(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_bytes(data)
    options = argparse.Namespace(hang_closing=False, indent_size=4, max_line_length=79,
                                 max_doc_length=None, verbose=0, disable_noqa=False)
    file, _ = reading.decode(str(path), data)
    assert file.lines == FileProcessor(str(path), options).lines


@pytest.mark.parametrize("data", DATA, ids=repr)
def test_the_search_in_bytes_misses_no_word(data: bytes) -> None:
    prefilter = reading.Prefilter(NO_WORDS)
    assert prefilter.passes(data + b"import websockets\n")
    spelt_otherwise = b"# coding: utf-7\nimport +AHc-ebsock+AGU-ts\n"
    assert prefilter.passes(spelt_otherwise)


@pytest.mark.parametrize(
    ("files", "start"),
    [
        ({}, "."), ({"setup.cfg": "[flake8]\n"}, "."), ({"tox.ini": "[flake8]\n"}, "sub"),
        ({"setup.cfg": "[metadata]\n", "tox.ini": "[flake8]\n", ".flake8": "[flake8]\n"}, "."),
        ({"sub/setup.cfg": "[tool:flake8]\n", ".flake8": "[flake8]\n"}, "sub"),
        ({"sub/setup.cfg": "[flake8:local-plugins]\n", ".flake8": "[flake8]\n"}, "sub"),
        ({"setup.cfg": "flake8\n", "tox.ini": "[flake8]\n"}, "."),
        ({".flake8": "[flake8]\n\xe9 = \xe9\n"}, "sub"),
    ])
def test_finds_the_configuration_that_flake8_finds(
    files: dict[str, str], start: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for home in (tmp_path, tmp_path / "home", tmp_path / "home" / "sub"):
        base = tmp_path / "home"
        (base / "sub").mkdir(parents=True, exist_ok=True)
        (tmp_path / ".flake8").write_text("[flake8]\n")
        for name, text in files.items():
            (base / name).write_text(text, encoding="latin-1")
        monkeypatch.setenv("HOME", str(home))
        directory = str((base / start).resolve())
        assert configuration.find(directory) == _find_config_file(directory)
