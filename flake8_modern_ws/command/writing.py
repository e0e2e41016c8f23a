"""Writes files whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile

from ..settings.errors import SettingsError


def replace_file(path: str, data: bytes) -> None:
    """Put data in the place of a file, keeping its mode. Raises ``OSError``.

    Goes through a new file in the same folder, so a reader sees the old or the new content; a
    link stays one, and what is no regular file (``/dev/stdout``) is written to as it is.
    """
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        with open(target, "wb") as file:
            file.write(data)
        return
    folder = os.path.dirname(target)
    descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=".modern-ws-")
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


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


def _mode(path: str) -> int:
    """The mode of a file; of a new one, what the process gives to new files."""
    try:
        return os.stat(path).st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
