"""Coverage-guided fuzzing of what reads files and of the fixer; needs ``atheris``.

``python tools/fuzz.py bytes|text|programs [FOLDER] [-max_total_time=SECONDS]`` (further options
are those of libFuzzer). Inputs that reach something new are kept in the folder; one that breaks a
promise ends the run and is written beside it, to become a test.

* ``bytes``: any file, read, decoded, checked and fixed as the command does it.
* ``text``: Python after a legacy import that binds the names which it uses.
* ``programs``: the legacy programs of ``tests/robustness/programs.py``, drawn from the input.
"""

from __future__ import annotations

import ast
import io
import os
import random
import sys
import tempfile
import tokenize
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
with atheris.instrument_imports(include=["flake8_modern_ws"]):
    from flake8_modern_ws.engine import Engine
    from flake8_modern_ws.files.reading import File, decode, parse
    from flake8_modern_ws.findings import INTERNAL
    from flake8_modern_ws.fixing.fixer import Fixer
    from flake8_modern_ws.settings.settings import Settings
    from flake8_modern_ws.source import Source

from hypothesis import HealthCheck, given, settings

from tests.robustness.programs import parses, programs
from tests.robustness.test_generated import is_fixed_well

TESTS = Path(__file__).resolve().parent.parent / "tests"
ENGINE = Engine(Settings())
FIXER = Fixer(ENGINE, unsafe=True)


def holds(text: str) -> None:
    """Check and fix a program; fails if a promise is broken."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    found = ENGINE.check(Source("program.py", io.StringIO(text).readlines(), tree))
    assert not any(finding.code == INTERNAL for finding in found), found
    result = FIXER.fix(text, "program.py")
    assert parses(result.text)
    assert FIXER.fix(result.text, "program.py").text == result.text


def of_bytes(data: bytes) -> None:
    file, problem = decode("program.py", data)
    assert isinstance(file, File)
    if problem is not None:
        assert "\n" not in problem.reason
        return
    source = parse(file)
    if isinstance(source, Source):
        holds(file.text)


def of_text(data: bytes) -> None:
    text = data.decode("utf-8", "replace").replace("\r", "")
    try:
        words = sorted({token.string for token in tokenize.generate_tokens(
            io.StringIO(text).readline) if token.type == tokenize.NAME
            and token.string.isidentifier()})
    except (tokenize.TokenError, SyntaxError):
        return
    names = ("websockets", "websockets.legacy.client", "websockets.exceptions", "uvicorn")
    head = "".join(f"import {names[index % 4]} as {word}\n" for index, word in enumerate(words))
    holds("from websockets.legacy.server import serve\n" + head + text)
    holds(text)


@settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(programs())
def of_programs(text: str) -> None:
    is_fixed_well(FIXER, text)


TARGETS = {"bytes": of_bytes, "text": of_text, "programs": of_programs.hypothesis.fuzz_one_input}


def _sow(folder: Path, name: str) -> None:
    """Something to begin with: programs of the tests, or noise that programs are drawn from."""
    if name == "programs":
        noise = random.Random(0)
        for number in range(100):
            (folder / f"noise{number}").write_bytes(noise.randbytes(noise.randint(300, 4000)))
        return
    for number, path in enumerate(sorted(TESTS.glob("fix*/*/*.py"))):
        if path.stat().st_size < 2_000:
            (folder / f"program{number}").write_bytes(path.read_bytes())


def main() -> None:
    """Run the target that the first argument names."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        raise SystemExit(__doc__)
    name = sys.argv.pop(1)
    target = TARGETS[name]
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    if not folders:
        folders = [tempfile.mkdtemp()]
        sys.argv += folders
    if not os.listdir(folders[0]):
        _sow(Path(folders[0]), name)

    def one(data: bytes) -> None:
        target(data)

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
