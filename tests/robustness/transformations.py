"""Changes of a program's text that leave its meaning as it was."""

from __future__ import annotations

import ast
import io
import subprocess
import tokenize
from collections.abc import Callable

import black
from ruff.__main__ import find_ruff_bin


def _inside_strings(text: str) -> set[int]:
    """The lines (from 1) that begin inside a string or a joined line."""
    tree = ast.parse(text)
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Constant, ast.JoinedStr)) and node.end_lineno:
            inside.update(range(node.lineno + 1, node.end_lineno + 1))
    lines = text.splitlines()
    inside.update(number + 1 for number, line in enumerate(lines, 1) if line.endswith("\\"))
    return inside


def _futures(tree: ast.Module) -> list[ast.stmt]:
    return [statement for statement in tree.body
            if isinstance(statement, ast.ImportFrom) and statement.module == "__future__"]


def _wrap(text: str, head: str) -> str | None:
    """The program as the block of a compound statement; what must stand first stays first."""
    if _futures(ast.parse(text)):
        return None
    inside = _inside_strings(text)
    lines = io.StringIO(text).readlines()
    block = "".join(
        line if number in inside or not line.strip() else "    " + line
        for number, line in enumerate(lines, 1))
    return f"{head}\n{block}\n    pass\n"


def in_if(text: str) -> str | None:
    """The program inside ``if True:``."""
    return _wrap(text, "if True:")


def in_function(text: str) -> str | None:
    """The program as the body of a function, unless that is no Python (star imports)."""
    tree = ast.parse(text)
    if any(isinstance(node, (ast.Global, ast.Nonlocal)) or
           (isinstance(node, ast.ImportFrom) and any(a.name == "*" for a in node.names))
           for node in ast.walk(tree)):
        return None
    return _wrap(text, "def wrapped():")


def with_comments(text: str) -> str:
    """A comment and blank lines before each logical line, at its indentation."""
    starts: dict[int, int] = {}
    fresh = True
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in (tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT):
            continue
        if token.type == tokenize.NEWLINE:
            fresh = True
        elif fresh:
            starts[token.start[0]] = token.start[1]
            fresh = False
    changed = []
    for number, line in enumerate(io.StringIO(text).readlines(), 1):
        if number in starts and line.strip():
            changed.append("\n" + line[:starts[number]] + "# a remark\n")
        changed.append(line)
    return "".join(changed)


def unparsed(text: str) -> str:
    """The program as ``ast`` writes it: other quotes, lines and parentheses."""
    return ast.unparse(ast.parse(text)) + "\n"


def reversed_imports(text: str) -> str | None:
    """The first run of imports of the program, last one first, each in lines of its own."""
    tree = ast.parse(text)
    run: list[ast.stmt] = []
    for statement in tree.body:
        if isinstance(statement, (ast.Import, ast.ImportFrom)) and statement not in _futures(tree):
            run.append(statement)
        elif run:
            break
    bound = [a.asname or a.name.partition(".")[0]
             for s in run if isinstance(s, (ast.Import, ast.ImportFrom)) for a in s.names]
    # Imports of one name, and star imports, mean something else in another order.
    if len(run) < 2 or len(set(bound)) < len(bound) or "*" in bound:
        return None
    first = tree.body.index(run[0])
    tree.body[first:first + len(run)] = run[::-1]
    return ast.unparse(tree) + "\n"


class _Names(ast.NodeTransformer):
    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id == self.old:
            node.id = self.new
        return node


def renamed_aliases(text: str) -> str | None:
    """Each name that an ``as`` of the module binds, and nothing else does, under another."""
    tree = ast.parse(text)
    aliases = [alias for statement in tree.body
               if isinstance(statement, (ast.Import, ast.ImportFrom))
               for alias in statement.names if alias.asname]
    renamed = False
    for alias in aliases:
        old = alias.asname
        assert old is not None
        words = [token.string for token in tokenize.generate_tokens(io.StringIO(text).readline)
                 if token.type in (tokenize.NAME, tokenize.STRING) and old in token.string]
        uses = sum(isinstance(n, ast.Name) and n.id == old for n in ast.walk(tree))
        stores = any(isinstance(n, ast.Name) and n.id == old and
                     not isinstance(n.ctx, ast.Load) for n in ast.walk(tree))
        # A word that is more than these uses is a keyword, an attribute, a string, another
        # binding or ``import x as x``, which exports the name.
        if stores or len(words) != uses + 1:
            continue
        new = f"renamed_{old}"
        alias.asname = new
        _Names(old, new).visit(tree)
        renamed = True
    return ast.unparse(tree) + "\n" if renamed else None


def with_black(text: str) -> str:
    """The program as black lays it out."""
    return black.format_str(text, mode=black.Mode())


def with_ruff(text: str) -> str:
    """The program as ``ruff format`` lays it out, in lines of 60 characters."""
    return subprocess.run(
        [find_ruff_bin(), "format", "--isolated", "--line-length=60", "-"],
        input=text, capture_output=True, text=True, encoding="utf-8", check=True).stdout


ALL: tuple[Callable[[str], str | None], ...] = (
    in_if, in_function, with_comments, unparsed, reversed_imports, renamed_aliases, with_black,
    with_ruff)
