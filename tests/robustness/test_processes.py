"""The findings are those of the file alone: not of the hash seed, nor of the kind of process."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys

import pytest

from ..expectations import FIXTURES, all_fixtures, check

PROGRAM = FIXTURES / "legacy-module" / "imports.py"


def texts(path: str) -> list[str]:
    with open(path, encoding="utf-8") as file:
        return [f"{f.span} {f.text}" for f in check(file.read(), path)]


def all_texts() -> list[str]:
    return [line for fixture in all_fixtures() for line in texts(str(fixture.path))]


@pytest.mark.parametrize("seed", ["0", "1", "4294967295"])
def test_the_hash_seed_changes_nothing(seed: str) -> None:
    code = ("from tests.robustness.test_processes import all_texts\n"
            "print('\\n'.join(all_texts()))")
    root = FIXTURES.parent.parent
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True,
                          check=True, env={**os.environ, "PYTHONHASHSEED": seed,
                                           "PYTHONIOENCODING": "utf-8"})
    assert done.stdout.splitlines() == all_texts()


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_the_kind_of_process_changes_nothing(method: str) -> None:
    with multiprocessing.get_context(method).Pool(1) as pool:
        assert pool.map(texts, [str(PROGRAM)]) == [texts(str(PROGRAM))]
