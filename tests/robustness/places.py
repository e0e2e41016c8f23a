"""Where a finding stands, said without lines, columns, quotes, comments or parentheses."""

from __future__ import annotations

import ast
import io
import textwrap
import tokenize

from flake8_modern_ws.findings import Span

_LAYOUT = {tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT,
           tokenize.ENDMARKER}
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Places:
    """The places of one program."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text).readlines()
        self._scopes: list[tuple[int, int, str]] = []
        waiting: list[tuple[ast.AST, str]] = [(ast.parse(text), "")]
        while waiting:
            node, name = waiting.pop()
            for child in ast.iter_child_nodes(node):
                inner = name
                if isinstance(child, _SCOPES):
                    # What ``transformations.in_function`` puts around.
                    inner = name if child.name == "wrapped" else f"{name}.{child.name}"
                    assert child.end_lineno is not None
                    self._scopes.append((child.lineno, child.end_lineno, inner))
                waiting.append((child, inner))

    def of(self, span: Span) -> tuple[str, str]:
        """The qualified name of the scope around a span, and the code that the span covers."""
        around = [name for first, last, name in self._scopes if first <= span.line <= last]
        lines = self._lines[span.line - 1:span.end_line]
        # The end first: both may lie on one line.
        lines[-1] = lines[-1][:span.end_column]
        lines[0] = " " * span.column + lines[0][span.column:]
        return max(around, key=len, default=""), _plain("".join(lines))


def _plain(code: str) -> str:
    """Some code without its layout; what a string says is told as what stands outside of one."""
    try:
        expression = ast.parse(f"({code}\n)", mode="eval").body
    except (SyntaxError, ValueError):
        try:
            return _words(ast.unparse(ast.parse(textwrap.dedent(code))))
        except (SyntaxError, ValueError):
            return _words(code)
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        return _words(expression.value)
    return _words(ast.unparse(expression))


def _words(code: str) -> str:
    words: list[str] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(code.strip()).readline):
            word = token.string.removeprefix("renamed_")
            if token.type == tokenize.STRING and word[0] in "'\"":
                word = repr(ast.literal_eval(word))
            if token.type not in _LAYOUT and word not in "(),;":
                words.append(word)
    except (tokenize.TokenError, SyntaxError):
        # A span that begins inside a string or ends before its bracket.
        pass
    return " ".join(words) or " ".join(code.split())
