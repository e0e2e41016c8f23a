"""Spreads files over processes.

Each worker gets a few files at a time and answers with what it found in them, so that slow files
even out. A worker that dies takes no more than the files in its hands with it; where the first
process dies, the workers end.
"""

from __future__ import annotations

import contextlib
import sys
from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ..files.configuration import Configuration
from ..files.discovery import Problem
from ..files.reading import Prefilter, read_bytes

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Answer = TypeVar("Answer")


class Job(Protocol[Answer]):
    """What is to be done with each file. It is sent to every process, and so is each answer."""

    def begin(self) -> Callable[[str], Answer]:
        """What answers for one path; asked for once in each process."""

    def tells(self, answer: Answer) -> bool:
        """Whether an answer is worth being sent back."""

    def lost(self, path: str) -> Answer:
        """The answer for a path whose process has died."""


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


def spread(paths: list[str], job: Job[Answer], jobs: int) -> Iterator[Answer]:
    """Do a job in several processes; yields the answers that tell something, in any order."""
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
            process = context.Process(target=_work, args=(theirs, job, inherited), daemon=True)
            try:
                with _interrupts_held():
                    process.start()
            except OSError:  # no more are to be had
                break
            theirs.close()
            workers[ours] = process, deque()
            _feed(ours, workers[ours][1], chunks)
        if not workers:
            yield from map(job.begin(), paths)
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
                        yield from map(job.lost, chunk)
                    continue
                in_hand.popleft()
                _feed(connection, in_hand, chunks)
                yield from answer
                if not in_hand:
                    del workers[connection]
                    connection.close()
                    process.join()
        for chunk in chunks:  # every worker died
            yield from map(job.lost, chunk)
    finally:
        for process, _ in workers.values():
            process.terminate()
            process.join()


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let Control-C wait while a process starts, which takes it for itself until it is ready."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _feed(connection: Any, in_hand: deque[list[str]], chunks: deque[list[str]]) -> None:
    """Hand out chunks until the worker has enough."""
    while chunks and len(in_hand) < _AHEAD:
        chunk = chunks.popleft()
        in_hand.append(chunk)
        try:
            connection.send(chunk)
        except OSError:  # it has died; the answer that does not come tells
            return


def _work(connection: Connection, job: Job[Any], inherited: list[Connection]) -> None:
    """Answer chunks until the other end is closed."""
    import signal

    # Control-C reaches every process; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    for other in inherited:
        other.close()
    answer = job.begin()
    while True:
        try:
            chunk = connection.recv()
            connection.send([item for item in map(answer, chunk) if job.tells(item)])
        except (EOFError, OSError):  # the first process is no more
            return
