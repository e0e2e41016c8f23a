"""Spreads files over processes.

Each worker gets a few files at a time and answers with what it found in them, so that slow files
even out. A worker that dies takes no more than the files in its hands with it.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..files.configuration import Configuration
from ..files.discovery import Problem
from ..files.reading import Prefilter, read_bytes
from .checking import Checked, Checker, Run

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

#: A fork needs no second start of Python; elsewhere it is not safe or not there.
_START_METHOD = "fork" if sys.platform == "linux" else None
#: From so many files on, reading them alone is worth a second process.
_MANY = 400
#: So many files that hold one of our words are worth one too.
_WORTH = 10
#: How many chunks a worker has in its hands: one to work on, one to go on with.
_AHEAD = 2


def enough(paths: list[str], configuration: Configuration) -> bool:
    """Whether there is work for more than one process."""
    if len(paths) >= _MANY:
        return True
    passes = Prefilter(configuration.settings.words).passes
    found = 0
    for path in paths:
        data = read_bytes(path)
        if not isinstance(data, Problem) and passes(data):
            found += 1
            if found >= _WORTH:
                return True
    return False


def spread(paths: list[str], run: Run, jobs: int) -> Iterator[Checked]:
    """Check files in several processes; yields those with findings or problems."""
    import multiprocessing
    from multiprocessing.connection import wait

    context: Any = multiprocessing.get_context(_START_METHOD)
    size = max(4, min(64, len(paths) // (jobs * 8)))
    chunks = deque(paths[start:start + size] for start in range(0, len(paths), size))
    workers: dict[Any, tuple[Any, deque[list[str]]]] = {}
    try:
        while chunks and len(workers) < jobs:
            ours, theirs = context.Pipe()
            inherited = [ours, *workers] if _START_METHOD == "fork" else []
            process = context.Process(target=_work, args=(theirs, run, inherited), daemon=True)
            try:
                process.start()
            except OSError:  # no more are to be had
                break
            theirs.close()
            workers[ours] = process, deque()
            _feed(ours, workers[ours][1], chunks)
        if not workers:
            yield from map(Checker(run).check, paths)
            return
        while workers:
            ready: list[Any] = wait(list(workers))
            for connection in ready:
                process, in_hand = workers[connection]
                try:
                    answer = connection.recv()
                except (EOFError, OSError):
                    del workers[connection]
                    process.join()
                    for chunk in in_hand:
                        yield from _unchecked(chunk)
                    continue
                in_hand.popleft()
                _feed(connection, in_hand, chunks)
                yield from answer
                if not in_hand:
                    del workers[connection]
                    connection.close()
                    process.join()
        for chunk in chunks:  # every worker died
            yield from _unchecked(chunk)
    finally:
        for process, _ in workers.values():
            process.terminate()
            process.join()


def _feed(connection: Any, in_hand: deque[list[str]], chunks: deque[list[str]]) -> None:
    """Hand out chunks until the worker has enough."""
    while chunks and len(in_hand) < _AHEAD:
        chunk = chunks.popleft()
        in_hand.append(chunk)
        try:
            connection.send(chunk)
        except OSError:  # it has died; the answer that does not come tells
            return


def _unchecked(chunk: list[str]) -> Iterator[Checked]:
    for path in chunk:
        yield Checked(path, [], [Problem(path, "was not checked: its process ended unexpectedly")])


def _work(connection: Connection, run: Run, inherited: list[Connection]) -> None:
    """Answer chunks until the other end is closed."""
    import signal

    # Control-C reaches every process; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in inherited:
        other.close()
    checker = Checker(run)
    while True:
        try:
            chunk = connection.recv()
        except EOFError:
            return
        found = (checker.check(path) for path in chunk)
        connection.send([item for item in found if any(item[1:])])
