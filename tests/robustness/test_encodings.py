"""Files in every encoding that Python knows, and in some that it does not."""

from __future__ import annotations

import ast
import encodings.aliases
from pathlib import Path

import pytest

from flake8_modern_ws.command.main import main

pytest.importorskip("ast_grep_py")

BODY = "import websockets\nwebsockets.connect('x', extra_headers={'a': '\u00e9'})\n"
NAMES = sorted({
    *encodings.aliases.aliases.values(), "undefined", "idna", "punycode", "unicode_escape",
    "raw_unicode_escape", "utf-8-sig", "UTF8", "mbcs", "oem", "nonsense", "utf-16-le", "x" * 300,
})


def contents(name: str) -> list[bytes]:
    """The program in the encoding that it states, as UTF-8, and with a mark."""
    text = f"# -*- coding: {name} -*-\n{BODY}"
    found = [text.encode(), b"\xef\xbb\xbf" + text.encode()]
    try:
        return [text.encode(name), *found]
    except (LookupError, UnicodeError):
        return found


def parses(data: bytes) -> bool:
    try:
        ast.parse(data)
    except (SyntaxError, ValueError):
        return False
    return True


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_read_as_python_reads_it_or_left_with_one_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "program.py"
    for data in contents(name):
        file.write_bytes(data)
        code = main(["check", "--isolated", "program.py"])
        output = capfd.readouterr()
        assert code in (0, 1, 3)
        assert sum(line.startswith("modern-ws: program.py: ")
                   for line in output.err.splitlines()) == (code == 3)
        code = main(["fix", "--isolated", "program.py"])
        output = capfd.readouterr()
        after = file.read_bytes()
        if code == 3:
            (line,) = output.err.splitlines()
            assert line.startswith("modern-ws: program.py: ")
            assert after == data
        elif after != data:
            assert parses(data)
            assert parses(after)
            assert after.count(b"\n") == data.count(b"\n")
        else:
            # Nothing was read as the program that it is not.
            assert "Fixed 0" in output.out
            assert not (parses(data) and b"connect" in data and name == "utf_8")


@pytest.mark.parametrize("command", ["check", "fix", "report"])
@pytest.mark.parametrize("cookie", ["latin-1", "uft-8", "ascii", "shift_jis", "utf-16"])
def test_of_a_broken_file_that_has_nothing_to_do_with_us_nothing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
    command: str, cookie: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "program.py").write_bytes(
        f"# coding: {cookie}\nprint 'Python 2 \xe9'\n".encode("latin-1"))
    assert main([command, "--isolated", "."]) == 0
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("command", ["check", "fix", "report"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_program_in_utf_16_is_not_taken_for_one_without_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
    command: str, encoding: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    mark = b"" if encoding == "utf-16" else b"\xfe\xff"
    (tmp_path / "program.py").write_bytes(mark + BODY.encode(encoding))
    (tmp_path / "other.py").write_bytes("pass\n".encode("utf-16"))
    assert main([command, "--isolated", "."]) == 3
    assert [line for line in capfd.readouterr().err.splitlines() if ".py" in line] == [
        "modern-ws: ./program.py: cannot be read: it is UTF-16, which Python does not read either"]
