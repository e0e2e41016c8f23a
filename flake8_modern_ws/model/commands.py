"""Command lines that start uvicorn: argument lists and shell strings in Python code."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .classes import Classes
from .command_lists import OPTION, loose
from .command_words import HIDDEN, CommandWords, Parents, Word, shell_commands
from .names import Names
from .scopes import Scope, Structure
from .server_configurations import ServerConfiguration, ServerOption, is_option
from .values import UNKNOWN, constant

#: Modules that start other programs, or split their command lines.
MODULES = frozenset({
    "subprocess", "os", "asyncio", "shlex", "anyio", "trio", "pty", "sys", "runpy", "uvicorn",
})
#: Calls that take a list of arguments, and at which position.
_LISTS = {
    "subprocess.run": 0, "subprocess.Popen": 0, "subprocess.call": 0,
    "subprocess.check_call": 0, "subprocess.check_output": 0, "pty.spawn": 0,
    "os.execv": 1, "os.execvp": 1, "os.execve": 1, "os.execvpe": 1,
    "os.posix_spawn": 1, "os.posix_spawnp": 1,
    "os.spawnv": 2, "os.spawnve": 2, "os.spawnvp": 2, "os.spawnvpe": 2,
    "anyio.run_process": 0, "anyio.open_process": 0, "trio.run_process": 0,
    "trio.lowlevel.open_process": 0,
}
#: Calls that take the arguments one by one, and how many others precede them.
_SPREAD = {
    "asyncio.create_subprocess_exec": 0, "asyncio.subprocess.create_subprocess_exec": 0,
    "os.execl": 1, "os.execlp": 1, "os.spawnl": 2, "os.spawnlp": 2,
}
_TEXTS = frozenset({
    "os.system", "os.popen", "asyncio.create_subprocess_shell",
    "asyncio.subprocess.create_subprocess_shell", "subprocess.getoutput",
    "subprocess.getstatusoutput", "shlex.split", "anyio.run_process", "anyio.open_process",
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
#: Calls that run a module as a program.
_RUNNERS = ("run_module",)
_VARIABLE = re.compile(r"\$|`|\x00")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")


#: Shells that run the text after ``-c``.
_SHELLS = frozenset({"sh", "bash", "zsh", "dash"})
#: The command itself, as a function.
_MAIN = frozenset({"uvicorn.main", "uvicorn.main.main", "uvicorn.main.main.main"})


class Commands:
    """Finds the command lines of one module that start uvicorn."""

    def __init__(
        self, structure: Structure, names: Names, parents: Parents,
        classes: Callable[[], Classes], text: str,
    ) -> None:
        self._structure = structure
        self._names = names
        self._text = text
        self._words = CommandWords(structure, names, parents, classes)

    def collect(self) -> list[ServerConfiguration]:
        """Every such command line, in no particular order."""
        found = []
        for words, node, scope, statement in self._lines():
            read = _options(words)
            if read is not None:
                found.append(ServerConfiguration(
                    "command", read.options, frozenset(read.uncertain), read.complete, node,
                    scope, statement, read.application))
        for words, node, scope, statement in self._loose():
            read = _options(words)
            if read is not None:  # others may add to it
                found.append(ServerConfiguration(
                    "command", read.options, frozenset(read.uncertain), False, node,
                    scope, statement, read.application))
        return found

    def _loose(self) -> Iterator[tuple[list[Word], ast.AST, Scope, ast.stmt]]:
        """Command lines that go where nobody can see them run."""
        if OPTION not in self._text:
            return
        for node, scope, statement in loose(self._structure, self._is_known):
            text = self._words.text(node, scope)
            words = self._words.listed(node, scope, statement) if text is None else None
            for line in [words] if words else shell_commands(text or "", node):
                yield line, node, scope, statement

    def _is_known(self, call: ast.Call, scope: Scope) -> bool:
        path = self._names.path(call.func, scope)
        return path in _LISTS or path in _SPREAD or path in _TEXTS

    def _lines(self) -> Iterator[tuple[list[Word], ast.AST, Scope, ast.stmt]]:
        """Every command line, whatever it starts."""
        for call, scope, statement in self._structure.calls_named(_CALLS):
            path = self._names.path(call.func, scope)
            if path is None:
                continue
            for words in self._command_lines(path, call, scope, statement):
                for inner in _of_shell(words):
                    yield inner, call, scope, statement
        runs = False
        for call, scope, statement in self._structure.calls_named(("main", "invoke", *_RUNNERS)):
            arguments = self._arguments_of_main(call, scope)
            if arguments is None:
                runs = runs or self._runs_main(call, scope)
                continue
            text = self._words.text(arguments, scope)
            given = self._words.listed(arguments, scope, statement) if text is None else [
                Word(word, arguments) for word in text.split()]
            if given is not None:
                yield [Word("uvicorn", call), *given], call, scope, statement
        if runs:
            yield from self._given_to_process()

    def _command_lines(
        self, path: str, call: ast.Call, scope: Scope, statement: ast.stmt
    ) -> Iterator[list[Word]]:
        if path in _SPREAD:
            yield self._words.elements(call.args[_SPREAD[path]:], scope, statement)
            return
        index = _LISTS.get(path, 0)
        arguments = call.args[index:index + 1] or [
            k.value for k in call.keywords if k.arg in ("args", "cmd", "command")]
        if not arguments:
            return
        listed = None
        if path in _LISTS:
            listed = self._words.listed(arguments[0], scope, statement)
        if listed is None:
            listed = self._words.joined(arguments[0], scope, statement)
        if listed is not None:
            yield listed
            return
        if path in _TEXTS or (path.startswith("subprocess.") and any(
            k.arg == "shell" and isinstance(k.value, ast.Constant) and k.value.value is True
            for k in call.keywords
        )):
            text = self._words.text(arguments[0], scope)
            if text is not None and "uvicorn" in text:
                yield from shell_commands(text, arguments[0])

    def _arguments_of_main(self, call: ast.Call, scope: Scope) -> ast.expr | None:
        """What ``uvicorn.main([…])`` and ``CliRunner().invoke(main, […])`` are given."""
        index = 0
        if isinstance(call.func, ast.Attribute) and call.func.attr == "invoke":
            if not call.args or self._names.path(call.args[0], scope) not in _MAIN:
                return None
            index = 1
        elif self._names.path(call.func, scope) not in _MAIN:
            return None
        if len(call.args) > index:
            return call.args[index]
        return next((k.value for k in call.keywords if k.arg == "args"), None)

    def _runs_main(self, call: ast.Call, scope: Scope) -> bool:
        """Whether a call runs the command with the arguments of the process."""
        path = self._names.path(call.func, scope)
        return path in _MAIN or (
            path == "runpy.run_module" and bool(call.args)
            and constant(call.args[0], scope) == "uvicorn")

    def _given_to_process(self) -> Iterator[tuple[list[Word], ast.AST, Scope, ast.stmt]]:
        """``sys.argv = [program, …]``."""
        for node, scope, statement in self._structure.chains:
            if node.attr == "argv" and isinstance(node.ctx, ast.Store) and isinstance(
                statement, ast.Assign
            ) and self._names.path(node, scope) == "sys.argv":
                words = self._words.listed(statement.value, scope, statement)
                if words:
                    yield [Word("uvicorn", node), *words[1:]], node, scope, statement


def _of_shell(words: list[Word]) -> Iterator[list[Word]]:
    """The commands that a shell is told to run; the words themselves without a shell."""
    first = words[0].text if words else None
    if first is None or first.rpartition("/")[2] not in _SHELLS:
        yield words
        return
    for index, word in enumerate(words[1:-1], 1):
        text = words[index + 1].text
        if word.text is not None and word.text.startswith("-") and word.text.endswith("c"):
            if text is not None:
                yield from shell_commands(text, words[index + 1].node)
            return


def _start(words: list[Word]) -> int | None:
    """The index of the first argument after the command ``uvicorn``."""
    for index, word in enumerate(words):
        text = word.text
        if word.open:
            return None
        if text is not None and (text == "uvicorn" or text.endswith("/uvicorn")):
            before = [w.text or "" for w in words[:index]]
            as_module = before[-1:] == ["-m"] and "pytest" not in before
            return index + 1 if as_module or all(map(_leads, before)) else None
    return None


def _leads(text: str) -> bool:
    return text in _LAUNCHERS or text.startswith("-") or bool(_ASSIGNMENT.match(text))


class _Read(NamedTuple):
    """The options of a command line, whether there can be no others, and what is served."""

    options: dict[str, ServerOption]
    uncertain: set[str]
    complete: bool
    application: ast.expr | None


def _options(words: list[Word]) -> _Read | None:
    """What a command line says; None if the command is not ours."""
    start = _start(words)
    if start is None:
        return None
    read = _Read({}, set(), True, None)
    complete, positional = True, False
    application: ast.expr | None = None
    index = start
    while index < len(words):
        word = words[index]
        index += 1
        if word.text is None or word.text.startswith((HIDDEN, "$")):
            if positional or word.open:
                read.options.clear()
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
                if follows.open:
                    continue
                value = follows.text
                index += 1
            name = name.replace("-", "_")
            if not is_option(name):
                continue
            known = value is not None and not _VARIABLE.search(value)
            read.options[name] = ServerOption(value if known else UNKNOWN, word.node)
            read.uncertain.discard(name)
            if not word.certain:
                del read.options[name]
                read.uncertain.add(name)
        elif not word.text.startswith("-"):
            positional = True
            if isinstance(word.node, ast.Constant) and word.node.value == word.text:
                application = word.node
    if any(word.text == "--factory" for word in words):
        application = None
    return read._replace(complete=complete and positional, application=application)
