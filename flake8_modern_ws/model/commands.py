"""Command lines that start uvicorn: argument lists and shell strings in Python code."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from typing import NamedTuple

from .names import Names
from .scopes import Scope, Structure
from .servers import ServerConfiguration, ServerOption
from .values import UNKNOWN, constant

#: Modules that start other programs, or split their command lines.
MODULES = frozenset({"subprocess", "os", "asyncio", "shlex"})
#: Calls whose first argument is a list of arguments, or a shell string.
_LISTS = frozenset({
    "subprocess.run", "subprocess.Popen", "subprocess.call", "subprocess.check_call",
    "subprocess.check_output", "os.execv", "os.execvp", "os.execve", "os.execvpe",
})
#: Calls that take the arguments one by one, and how many others precede them.
_SPREAD = {
    "asyncio.create_subprocess_exec": 0, "asyncio.subprocess.create_subprocess_exec": 0,
    "os.execl": 1, "os.execlp": 1,
}
_TEXTS = frozenset({
    "os.system", "os.popen", "asyncio.create_subprocess_shell",
    "asyncio.subprocess.create_subprocess_shell", "subprocess.getoutput",
    "subprocess.getstatusoutput", "shlex.split",
})
_CALLS = frozenset(
    path.rpartition(".")[2] for path in (*_LISTS, *_SPREAD, *_TEXTS))
#: What may stand before the command: programs that run it, their options and variables.
_LAUNCHERS = frozenset({
    "uv", "run", "poetry", "pipenv", "pdm", "hatch", "rye", "exec", "env", "nohup", "sudo",
    "time", "nice",
})
#: Options of uvicorn that take no value.
_FLAGS = frozenset({
    "reload", "factory", "use-colors", "no-use-colors", "access-log", "no-access-log",
    "proxy-headers", "no-proxy-headers", "server-header", "no-server-header", "date-header",
    "no-date-header", "http2", "no-http2", "reset-contextvars", "no-reset-contextvars", "version",
    "help",
})
_OPERATORS = frozenset({"&&", "||", ";", "|", "&", "(", ")"})
_VARIABLE = re.compile(r"\$|`|\x00")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")


class _Word(NamedTuple):
    """One argument: its text, if known, and where it stands."""

    text: str | None
    node: ast.AST


class Commands:
    """Finds the command lines of one module that start uvicorn."""

    def __init__(self, structure: Structure, names: Names) -> None:
        self._structure = structure
        self._names = names

    def collect(self) -> list[ServerConfiguration]:
        """Every such command line, in no particular order."""
        found = []
        for call, scope, statement in self._structure.calls_named(_CALLS):
            path = self._names.path(call.func, scope)
            if path is None:
                continue
            for words in self._command_lines(path, call, scope):
                options = _options(words)
                if options is not None:
                    found.append(ServerConfiguration(
                        "command", options[0], frozenset(), options[1], call, scope,
                        statement, options[2]))
        return found

    def _command_lines(
        self, path: str, call: ast.Call, scope: Scope
    ) -> Iterator[list[_Word]]:
        if path in _SPREAD:
            yield self._words(call.args[_SPREAD[path]:], scope)
            return
        index = 1 if path.startswith("os.exec") else 0
        arguments: list[ast.expr | None] = [*call.args[index:index + 1]]
        arguments = arguments or [k.value for k in call.keywords if k.arg in ("args", "cmd")]
        if not arguments or arguments[0] is None:
            return
        listed = self._list(arguments[0], scope)
        if listed is not None and path in _LISTS:
            yield self._words(listed, scope)
            return
        if path in _TEXTS or (path.startswith("subprocess.") and any(
            k.arg == "shell" and isinstance(k.value, ast.Constant) and k.value.value is True
            for k in call.keywords
        )):
            text = _shell_text(arguments[0], scope)
            if text is not None and "uvicorn" in text:
                yield from _shell_commands(text, arguments[0])

    def _list(self, node: ast.expr, scope: Scope) -> list[ast.expr] | None:
        """The elements of a list that stands here, or has a name and is only passed on."""
        if isinstance(node, (ast.List, ast.Tuple)):
            return node.elts
        if not isinstance(node, ast.Name):
            return None
        bindings = scope.lookup(node.id)
        if len(bindings) != 1 or not isinstance(bindings[0].value, (ast.List, ast.Tuple)):
            return None
        if bindings[0].kind != "assignment":
            return None
        for use, _, statement in self._structure.uses.get(node.id, ()):
            # Anything but passing it on may add arguments.
            if not isinstance(use, ast.Name) or isinstance(
                statement, (ast.AugAssign, ast.Delete)
            ) or any(_changes(target, use) for target in getattr(statement, "targets", ())):
                return None
        return bindings[0].value.elts

    def _words(self, elements: list[ast.expr], scope: Scope) -> list[_Word]:
        words = []
        for element in elements:
            if isinstance(element, ast.Starred):
                words.append(_Word(None, element))
                continue
            value = constant(element, scope)
            if isinstance(value, str):
                words.append(_Word(value, element))
            elif self._names.path(element, scope) == "sys.executable":
                words.append(_Word("python", element))
            elif isinstance(element, ast.JoinedStr):
                words.append(_Word(_shell_text(element, scope), element))
            else:
                words.append(_Word(None, element))
        return words


def _changes(target: ast.expr, use: ast.Name) -> bool:
    return isinstance(target, ast.Subscript) and target.value is use


def _shell_text(node: ast.expr, scope: Scope) -> str | None:
    """The text of a string; what is not known of an f-string becomes a null character."""
    value = constant(node, scope)
    if isinstance(value, str):
        return value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "\x00"
            for part in node.values)
    return None


def _shell_commands(text: str, node: ast.AST) -> Iterator[list[_Word]]:
    """The commands of a shell string, word by word."""
    lexer = shlex.shlex(text, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    try:
        tokens = list(lexer)
    except ValueError:  # a quotation without an end
        return
    words: list[_Word] = []
    for token in tokens:
        if token in _OPERATORS:
            yield words
            words = []
        else:
            words.append(_Word(token, node))
    yield words


def _start(words: list[_Word]) -> int | None:
    """The index of the first argument after the command ``uvicorn``."""
    for index, word in enumerate(words):
        text = word.text
        if text is None:
            return None
        if text == "uvicorn" or text.endswith("/uvicorn"):
            previous = words[index - 1].text if index else None
            return index + 1 if index == 0 or previous == "-m" or all(
                w.text is not None and _leads(w.text) for w in words[:index]) else None
    return None


def _leads(text: str) -> bool:
    return text in _LAUNCHERS or text.startswith("-") or bool(_ASSIGNMENT.match(text))


def _options(
    words: list[_Word]
) -> tuple[dict[str, ServerOption], bool, ast.expr | None] | None:
    """The options of a command line, whether there can be no others, and what is served.

    None if the command is not ours.
    """
    start = _start(words)
    if start is None:
        return None
    options: dict[str, ServerOption] = {}
    complete, positional = True, False
    application: ast.expr | None = None
    index = start
    while index < len(words):
        word = words[index]
        index += 1
        if word.text is None or word.text == "\x00" or word.text.startswith(("\x00", "$")):
            if positional or isinstance(word.node, ast.Starred):
                options.clear()
                complete = False
            positional = True
        elif word.text.startswith("--"):
            name, equals, text = word.text[2:].partition("=")
            if name in _FLAGS:
                continue
            value: str | None = text
            if not equals:
                follows = words[index] if index < len(words) else None
                if follows is None or (follows.text or "").startswith("--"):
                    continue  # a flag
                if isinstance(follows.node, ast.Starred):
                    continue
                value = follows.text
                index += 1
            known = value is not None and not _VARIABLE.search(value)
            options[name.replace("-", "_")] = ServerOption(
                value if known else UNKNOWN, word.node)
        elif not word.text.startswith("-"):
            positional = True
            if isinstance(word.node, ast.Constant) and word.node.value == word.text:
                application = word.node
    if any(word.text == "--factory" for word in words):
        application = None
    kept = {name: option for name, option in options.items()
            if name.startswith(("ws", "interface", "factory"))}
    return kept, complete and positional, application
