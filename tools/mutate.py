"""Changes modules of the package, one small thing at a time, and tells which the tests overlook.

``python tools/mutate.py [--sample N] [--survivors] MODULE... [--tests PATH...]`` takes modules by
their paths and prints for each how many of its mutants the tests kill; ``--survivors`` shows the
others. Needs a system that forks, and Python 3.11 or, many times faster, 3.12 or newer: each mutant
lives in a process of its own, in which the code of the functions that are there is exchanged, and
is met by the tests that reach its line.

Mutated are comparisons, ``and``/``or``/``not``, conditions, numbers, texts, what is returned,
loops and the values of the module's names; not declarations (``RULE``, decorators, annotations,
defaults).
"""

from __future__ import annotations

import argparse
import ast
import copy
import gc
import importlib
import os
import pickle
import random
import signal
import sys
import time
import types
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple, TextIO

import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).resolve().parent.parent
#: Not those that ask what holds for every program: they take long, and mind little.
TESTS = ("tests/test_fixtures.py", "tests/test_messages.py", "tests/test_documentation.py",
         "tests/fixing/test_fixtures.py", "tests/fixing/test_refusal.py", "tests/project",
         "tests/model", "tests/settings")
#: Seconds after which a test is taken to hang.
PATIENCE = 120
COMPARISONS = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is}


class Mutant(NamedTuple):
    """A change: where, what, and the module with it."""

    line: int
    #: The first line of its statement: a constant on a line of its own may be of that.
    start: int
    what: str
    tree: ast.Module
    #: The name of the module that gets another value; None inside a function.
    name: str | None


def changes(node: ast.AST) -> Iterator[tuple[str, Callable[[ast.AST], ast.AST | None]]]:
    """The changes of one node: what, and what makes it of a copy (None: changed in place)."""

    def put(field: str, value: object) -> Callable[[ast.AST], None]:
        return lambda copied: setattr(copied, field, value)

    def negate(copied: ast.AST) -> None:
        copied.test = ast.copy_location(ast.UnaryOp(ast.Not(), copied.test), copied.test)

    if isinstance(node, ast.Compare):
        for index, operation in enumerate(node.ops):
            other = COMPARISONS[type(operation)]
            operations = [*node.ops]
            operations[index] = other()
            yield f"{type(operation).__name__} to {other.__name__}", put("ops", operations)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield f"to {other.__name__}", put("op", other())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "no not", lambda copied: copied.operand
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)):
        yield "condition negated", negate
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield "no condition", put("ifs", [])
    elif isinstance(node, ast.For):
        yield "no round", put("iter", ast.copy_location(ast.Tuple([], ast.Load()), node.iter))
    elif isinstance(node, ast.Continue):
        yield "break", lambda copied: ast.copy_location(ast.Break(), copied)
    elif isinstance(node, ast.Break):
        yield "continue", lambda copied: ast.copy_location(ast.Continue(), copied)
    elif isinstance(node, ast.Return) and node.value is not None and not (
            isinstance(node.value, ast.Constant) and not node.value.value):
        yield "returns None", put("value", ast.copy_location(ast.Constant(None), node.value))
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield f"{not node.value}", put("value", not node.value)
        elif isinstance(node.value, int):
            yield f"{node.value + 1}", put("value", node.value + 1)
        elif isinstance(node.value, str) and node.value:
            yield "another text", put("value", f"XX{node.value}")


def _is_docstring(parent: ast.AST, node: ast.AST) -> bool:
    return isinstance(parent, ast.Expr) and isinstance(node, ast.Constant)


def places(tree: ast.Module) -> Iterator[tuple[ast.AST, str | None, int]]:
    """The nodes that may change, the name of the module that each gives a value, its statement."""
    waiting: list[tuple[ast.AST, str | None, bool, int]] = []
    for statement in reversed(tree.body):
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None:
            target = (statement.targets[0] if isinstance(statement, ast.Assign)
                      else statement.target)
            if isinstance(target, ast.Name) and target.id not in ("RULE", "__all__", "__doc__"):
                waiting.append((statement.value, target.id, False, statement.lineno))
        elif isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            waiting.append((statement, None, False, statement.lineno))
    while waiting:
        node, name, inside, start = waiting.pop()
        start = node.lineno if isinstance(node, ast.stmt) else start
        is_function = isinstance(node, (ast.FunctionDef, ast.Lambda))
        inside = inside or is_function
        if inside or name is not None:
            yield node, name, start
        fields = ["body"] if isinstance(node, (ast.FunctionDef, ast.Lambda, ast.ClassDef)) else [
            field for field in node._fields if field not in ("annotation", "format_spec")]
        for field in reversed(fields):
            value = getattr(node, field, None)
            for child in reversed(value if isinstance(value, list) else [value]):
                if isinstance(child, ast.AST) and not _is_docstring(node, child):
                    if isinstance(node, ast.ClassDef) and not isinstance(
                            child, (ast.FunctionDef, ast.ClassDef)):
                        continue
                    waiting.append((child, name, inside, start))


def mutants(text: str) -> Iterator[Mutant]:
    """All mutants of a module."""
    tree = ast.parse(text)
    for number, (node, name, start) in enumerate(places(tree)):
        for what, make in changes(node):
            changed = copy.deepcopy(tree)
            found = [item[0] for item in places(changed)][number]
            new = make(found)
            if new is not None:
                _replace(changed, found, new)
            line = getattr(node, "lineno", None) or getattr(
                getattr(node, "target", None), "lineno", 1)
            yield Mutant(line, start, what, ast.fix_missing_locations(changed), name)


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for node in ast.walk(tree):
        for field, value in ast.iter_fields(node):
            if value is old:
                setattr(node, field, new)
            elif isinstance(value, list) and any(item is old for item in value):
                value[[item is old for item in value].index(True)] = new


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _codes(constant)


def _key(code: types.CodeType) -> tuple[str, int, int]:
    columns = [start for line, _, start, _ in code.co_positions()
               if start and line == code.co_firstlineno]
    return code.co_qualname, code.co_firstlineno, min(columns, default=0)


def put_in_place(mutant: Mutant, path: Path) -> bool:
    """Exchange what the mutant changes in this process; whether anything was there to change."""
    compiled = compile(mutant.tree, str(path), "exec", dont_inherit=True)
    if mutant.name is not None:
        return _give(mutant, path)
    new = {_key(code): code for code in _codes(compiled)}
    count = 0
    gc.unfreeze()  # what is frozen is not listed
    for function in gc.get_objects():
        if isinstance(function, types.FunctionType) and (
                function.__code__.co_filename == str(path)):
            code = new.get(_key(function.__code__))
            if code is None or (code.co_code == function.__code__.co_code and (
                    code.co_consts == function.__code__.co_consts)):
                continue
            function.__code__ = code
            count += 1
    return count > 0


def _give(mutant: Mutant, path: Path) -> bool:
    """Give a name of the module its other value, wherever it was imported to."""
    modules = [module for name, module in sys.modules.items()
               if name.startswith("flake8_modern_ws") and isinstance(module, types.ModuleType)]
    (home,) = (module for module in modules if getattr(module, "__file__", None) == str(path))
    for statement in mutant.tree.body:
        target = getattr(statement, "targets", [getattr(statement, "target", None)])[0]
        if isinstance(target, ast.Name) and target.id == mutant.name:
            expression = ast.Expression(statement.value)
            value = eval(compile(expression, str(path), "eval"), home.__dict__)
            old = home.__dict__[mutant.name]
            for module in modules:
                for name, known in [*module.__dict__.items()]:
                    if known is old and (name == mutant.name):
                        setattr(module, name, value)
            return True
    return False


def in_forks(works: Iterable[Callable[[], object]]) -> list[object]:
    """What works answer, each in a process of its own, all at once; None if one ends or hangs."""
    started: list[tuple[int, int]] = []
    for work in works:
        readable, writable = os.pipe()
        child = os.fork()
        if child == 0:
            status = 1
            try:
                os.close(readable)
                answer = pickle.dumps(work())
                with open(writable, "wb") as file:
                    file.write(answer)
                status = 0
            finally:
                os._exit(status)
        os.close(writable)
        started.append((child, readable))
    answers: list[object] = []
    for child, readable in started:
        with open(readable, "rb") as file:
            data = file.read()
        os.waitpid(child, 0)
        answers.append(pickle.loads(data) if data else None)
    return answers


def in_fork(work: Callable[[], object]) -> object:
    """What one work answers in a process of its own."""
    return in_forks([work])[0]


def passes(item: pytest.Item) -> bool:
    """Whether a test passes."""
    signal.alarm(PATIENCE)
    return not any(report.failed for report in runtestprotocol(item, nextitem=None, log=False))


def trace(item: pytest.Item, wanted: frozenset[str]) -> tuple[float, set[tuple[str, int]]]:
    """The time that a test takes, and the lines of some files that it reaches."""
    reached: set[tuple[str, int]] = set()
    stop = (_monitor if sys.version_info >= (3, 12) else _trace)(reached, wanted)
    start = time.process_time()
    try:
        passed = passes(item)
    finally:
        stop()
    assert passed, item.nodeid
    return time.process_time() - start, reached


def _monitor(reached: set[tuple[str, int]], wanted: frozenset[str]) -> Callable[[], object]:
    """Record lines, each once: a tenth of the time that a trace function takes."""
    monitoring = sys.monitoring
    monitoring.use_tool_id(monitoring.COVERAGE_ID, "mutate")

    def note(code: types.CodeType, line: int) -> object:
        if code.co_filename in wanted:
            reached.add((code.co_filename, line))
        return monitoring.DISABLE

    def enter(code: types.CodeType, _: int) -> object:
        return note(code, code.co_firstlineno)

    monitoring.register_callback(monitoring.COVERAGE_ID, monitoring.events.LINE, note)
    monitoring.register_callback(monitoring.COVERAGE_ID, monitoring.events.PY_START, enter)
    monitoring.set_events(
        monitoring.COVERAGE_ID, monitoring.events.LINE | monitoring.events.PY_START)
    return lambda: monitoring.set_events(monitoring.COVERAGE_ID, 0)


def _trace(reached: set[tuple[str, int]], wanted: frozenset[str]) -> Callable[[], object]:
    def local(frame: types.FrameType, event: str, _: object) -> object:
        if event == "line":
            reached.add((frame.f_code.co_filename, frame.f_lineno))
        return local

    def enter(frame: types.FrameType, event: str, _: object) -> object:
        if frame.f_code.co_filename in wanted:
            reached.add((frame.f_code.co_filename, frame.f_lineno))
            return local
        return None

    sys.settrace(enter)
    return lambda: sys.settrace(None)


def _stay_on(number: int) -> None:
    """Use one processor, so that the command does not spread its work over other processes."""
    if hasattr(os, "sched_setaffinity"):
        processors = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {processors[number % len(processors)]})


class Mutation:
    """A plugin of pytest that runs the tests against mutants in place of once."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._paths = [Path(path).resolve() for path in options.modules]
        # Read now: what runs is what was there when it began.
        self._texts = {path: path.read_text(encoding="utf-8") for path in self._paths}
        self._reaching: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._cost: dict[int, float] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Find out which tests reach which lines, then let them meet the mutants."""
        for path in self._paths:  # the program imports some of them when it needs them
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        gc.freeze()  # the processes share what is there
        output = os.fdopen(os.dup(1), "w", buffering=1)
        numbers, shares = range(len(session.items)), range(self._options.processes)
        answers = in_forks(
            partial(self._trace, session.items, numbers[share::len(shares)], output)
            for share in shares)
        for answer in answers:
            for number, (cost, reached) in answer.items():
                self._cost[number] = cost
                for line in reached:
                    self._reaching[line].append(number)
        in_forks(
            partial(self._meet_all, session.items, share, output) for share in shares)
        return True

    def _trace(
        self, items: list[pytest.Item], numbers: range, output: TextIO
    ) -> dict[int, tuple[float, set[tuple[str, int]]]]:
        _stay_on(numbers.start)
        wanted = frozenset(map(str, self._paths))
        answers = {number: in_fork(partial(trace, items[number], wanted)) for number in numbers}
        for number, answer in answers.items():
            if answer is None:
                print(f"left out, does not pass: {items[number].nodeid}", file=output)
        return {number: answer for number, answer in answers.items() if answer is not None}

    def _meet_all(self, items: list[pytest.Item], share: int, output: TextIO) -> None:
        _stay_on(share)
        for path in self._paths[share::self._options.processes]:
            self._meet(items, path, output)

    def _meet(self, items: list[pytest.Item], path: Path, output: TextIO) -> None:
        text = self._texts[path]
        chosen = [*mutants(text)]
        if self._options.sample and len(chosen) > self._options.sample:
            chosen = sorted(random.Random(0).sample(chosen, self._options.sample),
                            key=lambda mutant: mutant.line)
        killed = total = 0
        for mutant in chosen:
            died = in_fork(partial(self._dies, items, mutant, path))
            if died == "not there":
                continue
            total += 1
            killed += died != "lives"
            if died == "lives" and self._options.survivors:
                code = text.splitlines()[mutant.line - 1].strip()
                print(f"{path.relative_to(ROOT)}:{mutant.line}: {mutant.what}: {code}",
                      file=output)
        share = f"{100 * killed / total:.0f} %" if total else "-"
        print(f"{path.relative_to(ROOT)}: {killed} of {total} killed, {share}", file=output)

    def _dies(self, items: list[pytest.Item], mutant: Mutant, path: Path) -> str:
        try:
            if not put_in_place(mutant, path):
                return "not there"
        except Exception:  # no Python, or a value that cannot be
            return "dies"
        if mutant.name is None:
            numbers = {number for line in range(mutant.start, mutant.line + 1)
                       for number in self._reaching[str(path), line]}
        else:
            numbers = {number for (name, _), found in self._reaching.items()
                       if name == str(path) for number in found}
        own = path.stem.replace("_", "-")  # the tests of a rule carry its slug
        for number in sorted(numbers, key=lambda number: (
                own not in items[number].nodeid, self._cost[number])):
            if not passes(items[number]):
                return "dies"
        return "lives"


def main() -> int:
    """Mutate the modules that the command line names."""
    parser = argparse.ArgumentParser(description="Which mutants of a module the tests overlook.")
    parser.add_argument("modules", nargs="+", metavar="MODULE")
    parser.add_argument("--sample", type=int, help="so many mutants of each module")
    parser.add_argument("--processes", type=int, default=2, help="how many run at once")
    parser.add_argument("--survivors", action="store_true", help="show what no test minds")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="files and folders of tests")
    options = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    plain = ["-p", "no:cacheprovider", "-p", "no:terminal", "-o", "addopts="]
    return int(pytest.main([*plain, *options.tests], plugins=[Mutation(options)]))


if __name__ == "__main__":
    raise SystemExit(main())
