"""Programs drawn from Python's grammar, whatever they mean: read without failing, never damaged."""

from __future__ import annotations

import io
import keyword
import tokenize

import pytest
from hypothesis import given

from flake8_modern_ws.engine import Engine
from flake8_modern_ws.findings import INTERNAL
from flake8_modern_ws.fixing.fixer import Fixer
from flake8_modern_ws.settings.settings import Settings

from ..expectations import check
from .effort import examples
from .programs import parses

hypothesmith = pytest.importorskip("hypothesmith")
pytestmark = pytest.mark.filterwarnings("ignore::SyntaxWarning")  # about the programs

repeatable = examples(100)
#: So that nothing of a program is passed over unread.
IMPORTS = "\nimport websockets, uvicorn\n"
#: What the names of a program are replaced by, with the imports that give them a meaning.
LEGACY = (
    "from websockets.legacy.client import connect, WebSocketClientProtocol\n"
    "from websockets.legacy.server import serve\nimport websockets, uvicorn\n")
NAMES = ("connect", "websockets", "serve", "WebSocketClientProtocol", "uvicorn", "ws", "open",
         "extra_headers", "path", "client", "exceptions", "legacy")


def with_our_names(text: str) -> str | None:
    """The program with names of the libraries for its own; None if it cannot be told apart."""
    written = io.StringIO(text).readline
    names: dict[str, str] = {}
    tokens: list[tuple[int, str]] = []
    try:
        for token in tokenize.generate_tokens(written):
            word = token.string
            if token.type == tokenize.NAME and not keyword.iskeyword(word):
                word = names.setdefault(word, NAMES[len(names) % len(NAMES)])
            tokens.append((token.type, word))
    except (tokenize.TokenError, SyntaxError):
        return None
    try:
        return LEGACY + tokenize.untokenize(tokens)
    except ValueError:
        return None


@repeatable
@given(hypothesmith.from_grammar() | hypothesmith.from_node())
def test_any_program_is_read_and_has_nothing(text: str) -> None:
    for program in (text, text + IMPORTS):
        if parses(program):
            assert check(program) == []


def test_any_program_about_our_libraries_is_fixed_without_harm() -> None:
    pytest.importorskip("ast_grep_py")
    fixer = Fixer(Engine(Settings()), unsafe=True)
    changed = 0

    @repeatable
    @given(hypothesmith.from_grammar() | hypothesmith.from_node())
    def holds(text: str) -> None:
        nonlocal changed
        program = with_our_names(text)
        if program is None or not parses(program):
            return
        assert all(finding.code != INTERNAL for finding in check(program))
        result = fixer.fix(program, "program.py")
        assert parses(result.text)
        assert fixer.fix(result.text, "program.py").text == result.text
        changed += result.text != program

    holds()
    assert changed > 30
