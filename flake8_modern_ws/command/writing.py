"""Writes files whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import sys
from collections.abc import Iterable
from functools import lru_cache

from ..settings.errors import SettingsError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

#: The names of files that are not complete.
_OURS = re.compile(r"\.modern-ws-\d+-[0-9a-f]{12}")
_ITSELF = "/proc/self/fd/{}"


def replace_file(path: str, data: bytes) -> None:
    """Put data in the place of a file, keeping its mode and owner. Raises ``OSError``.

    A file that its user made read-only stays as it is, though its folder would allow more.

    Goes through a new file in the same folder, so a reader sees the old or the new content; a
    link stays one, and what is no regular file (``/dev/stdout``) is written to as it is. Where
    the system can, the new file gets a name only once it is complete, so that a process that is
    killed leaves nothing behind; where it cannot, the next one that writes there clears up.
    """
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        with open(target, "wb") as file:
            file.write(data)
        return
    if os.path.exists(target) and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
    folder = os.path.dirname(target)
    clear_leftovers(folder)
    temporary = ""
    descriptor = _open_unnamed(folder)
    try:
        if descriptor is None:
            temporary = _new_name(folder)
            descriptor = os.open(
                temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        _lock(descriptor)
        with open(descriptor, "wb", closefd=False) as file:
            file.write(data)
        _make_alike(descriptor, temporary, target)
        if not temporary:
            # Known before it is there, so that an interrupt between the two leaves nothing.
            temporary = _new_name(folder)
            _name(descriptor, temporary)
        os.replace(temporary, target)
        temporary = ""
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        if descriptor is not None:
            os.close(descriptor)


@lru_cache(maxsize=4096)
def clear_leftovers(folder: str) -> None:
    """Remove what processes that were killed have left in a folder; once in each process.

    A process that is alive holds a lock on its file.
    """
    if fcntl is None:
        return
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):
            if _OURS.fullmatch(name):
                _remove_unlocked(os.path.join(folder, name))


def _remove_unlocked(path: str) -> None:
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.unlink(path)
        finally:
            os.close(descriptor)


def _lock(descriptor: int) -> None:
    if fcntl is not None:
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _open_unnamed(folder: str) -> int | None:
    """A file without a name, which goes with its process; None where there is no such thing."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None:
        return None
    try:
        descriptor = os.open(folder, flag | os.O_WRONLY, 0o600)
    except OSError:
        return None
    if os.path.exists(_ITSELF.format(descriptor)):
        return descriptor
    os.close(descriptor)
    return None


def _name(descriptor: int, path: str) -> None:
    """Give a file without a name one. Raises ``OSError``."""
    directory = os.open(os.path.dirname(path), os.O_RDONLY | os.O_DIRECTORY)
    try:
        # With a directory, the link is followed to the file; without, it would be copied.
        os.link(_ITSELF.format(descriptor), os.path.basename(path), dst_dir_fd=directory,
                follow_symlinks=True)
    finally:
        os.close(directory)


def _new_name(folder: str) -> str:
    return os.path.join(folder, f".modern-ws-{os.getpid()}-{secrets.token_hex(6)}")


def _make_alike(descriptor: int, temporary: str, target: str) -> None:
    """The mode of the file that is replaced, and its owner if that is allowed."""
    if hasattr(os, "fchown"):
        with contextlib.suppress(OSError):
            known = os.stat(target)
            os.fchown(descriptor, known.st_uid, known.st_gid)
    if temporary:
        os.chmod(temporary, _mode(target))
    else:
        os.fchmod(descriptor, _mode(target))


def write_output(path: str | None, data: bytes) -> None:
    """Write to a file that is there whole or not at all, or to standard output.

    Raises ``SettingsError`` if the file cannot be written.
    """
    if path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    try:
        replace_file(path, data)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written: {error.strerror}") from None


def write_lines(path: str | None, lines: Iterable[str]) -> None:
    """Write lines in UTF-8, whatever the locale; raises ``SettingsError`` as above."""
    text = "".join(line + "\n" for line in lines)
    try:
        data = text.encode("utf-8", "surrogateescape")  # names of files that are not UTF-8
    except UnicodeEncodeError:  # half of a pair, out of a string of the source
        data = text.encode("utf-8", "backslashreplace")
    write_output(path, data)


def _mode(path: str) -> int:
    """The mode of a file; of a new one, what the process gives to new files."""
    try:
        return os.stat(path).st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
